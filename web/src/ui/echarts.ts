// What is used of ECharts, and how it looks here.
import {
  BarChart,
  type BarSeriesOption,
  CustomChart,
  type CustomSeriesOption,
  LineChart,
  type LineSeriesOption,
} from "echarts/charts";
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  type TooltipComponentOption,
} from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Theme } from "../model/palette";
import type { Language } from "../model/view";

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | LineSeriesOption
  | TooltipComponentOption
>;

export interface Drawing {
  show(option: ChartOption): void;
  resize(): void;
  dispose(): void;
}

use([
  BarChart,
  CustomChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
]);

/** Okabe and Ito's, which eyes of every kind tell apart, darkened where they were faint on white. */
const SERIES: Record<Theme, string[]> = {
  light: ["#2f4bb8", "#c2571a", "#00805c", "#a23b77", "#4a90c2", "#8a6d00"],
  dark: ["#8ea6ff", "#f0a060", "#4fd1a5", "#e28fbf", "#7cc4f0", "#e0c24a"],
};

/** The page's own colours, as the theme has them now. */
function themed() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLine: { lineStyle: { color: of("line") } },
    axisTick: { show: false },
    axisLabel: { color: of("quiet"), fontSize: 11.5 },
    splitLine: { lineStyle: { color: of("line") } },
    nameTextStyle: { color: of("quiet"), fontSize: 11.5 },
  };
  return {
    backgroundColor: "transparent",
    textStyle: { fontFamily: of("font") },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    legend: {
      textStyle: { color: of("text"), fontSize: 12 },
      inactiveColor: of("quiet"),
      itemWidth: 14,
      itemHeight: 9,
      icon: "roundRect",
    },
    tooltip: {
      backgroundColor: of("panel"),
      borderColor: of("line"),
      textStyle: { color: of("text"), fontSize: 12 },
      extraCssText: "border-radius: 8px; box-shadow: var(--shadow)",
    },
    line: { lineStyle: { width: 2 }, symbolSize: 5, symbol: "circle" },
    bar: { itemStyle: { borderRadius: 2 } },
  };
}

export function draw(box: HTMLElement, theme: Theme, language: Language): Drawing {
  const chart = init(
    box,
    { color: SERIES[theme], ...themed() },
    { renderer: "svg", locale: language === "zh" ? "ZH" : "EN" },
  );
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    // What the option before had and this one has not must go.
    show: (option) => chart.setOption({ animation: !still, ...option }, { notMerge: true }),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
