// The histogram of the stations' own rates, with both means marked in it.
import type { CustomSeriesOption } from "echarts/charts";
import { useMemo } from "react";
import type { FeeRates } from "../../api/fees";
import type { Weight } from "../../model/fees";
import { formatLabel, formatValue } from "../../model/figure";
import { formatCompact, formatFinePercent, formatPercent } from "../../model/format";
import { APART, INK, RAMP } from "../../model/palette";
import { type SpreadBar, spreadOf } from "../../model/rate-spread";
import { numberOf } from "../../model/value";
import { useLanguage, useTheme } from "../../state/preferences";
import { Chart } from "../../ui/chart";
import type { ChartOption } from "../../ui/echarts";
import { useTranslation } from "../../ui/i18n";

type RenderItem = NonNullable<CustomSeriesOption["renderItem"]>;

interface Props {
  rates: FeeRates;
  weight: Weight;
  height: number;
  label: string;
}

export function Histogram({ rates, weight, height, label }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const option = useMemo((): ChartOption => {
    const spread = spreadOf(rates, weight);
    if (!spread) return {};
    const { bars, min, max, ticks } = spread;
    const ink = INK[theme];
    const rate = (n: number) => formatFinePercent(n, language);
    const size = (n: number) => formatValue(n, weight === "gmv" ? "money" : "count", language);
    const ends = { low: rates.bins[0]?.from ?? 0, high: rates.bins.at(-1)?.to ?? 0 };
    const nameOf = ({ kind, from, to }: SpreadBar) =>
      kind === "above"
        ? t("fees.over", { rate: rate(rates.spread?.high_fence ?? ends.high) })
        : kind === "below"
          ? t("fees.under", { rate: rate(rates.spread?.low_fence ?? ends.low) })
          : `${rate(from)} – ${rate(to)}`;
    const drawBar: RenderItem = ({ dataIndex }, api) => {
      const bar = bars[dataIndex];
      if (!bar) return null;
      const [x1 = 0, top = 0] = api.coord([bar.from, bar.size]);
      const [x2 = 0, bottom = 0] = api.coord([bar.to, 0]);
      const rect = {
        type: "rect" as const,
        shape: {
          x: x1 + 0.75,
          y: bar.size > 0 ? Math.min(top, bottom - 1.5) : bottom,
          width: Math.max(1, x2 - x1 - 1.5),
          height: bar.size > 0 ? Math.max(1.5, bottom - top) : 0,
          r: [2, 2, 0, 0],
        },
        style: { fill: bar.kind === "bin" ? RAMP[theme][3] : APART[theme] },
      };
      if (bar.kind === "bin") return rect;
      const above = bar.kind === "above";
      const text = {
        type: "text" as const,
        silent: true,
        style: {
          text: `${size(bar.size)}\n${nameOf(bar)}`,
          x: above ? x2 : x1,
          y: Math.min(top, bottom - 1.5) - 5,
          align: above ? ("right" as const) : ("left" as const),
          verticalAlign: "bottom" as const,
          fill: ink.quiet,
          font: api.font({ fontSize: 11 }),
          lineHeight: 14,
        },
      };
      return { type: "group", children: [rect, text] };
    };
    const [weighted, simple] = [numberOf(rates.fee_rate), numberOf(rates.fee_rate_simple_mean)];
    const marks = [
      { at: weighted, text: "fees.weighted" as const, solid: true },
      { at: simple, text: "fees.simpleMean" as const, solid: false },
    ].flatMap(({ at, ...mark }) => (at === null ? [] : [{ ...mark, at }]));
    const drawMark: RenderItem = ({ dataIndex, coordSys }, api) => {
      const mark = marks[dataIndex];
      if (!mark) return null;
      const { y, height: tall } = coordSys as unknown as { y: number; height: number };
      const [x = 0] = api.coord([mark.at, 0]);
      // The lower of both says its name to the left of its line, the other to the right.
      const left = marks.length > 1 && mark.at === Math.min(...marks.map(({ at }) => at));
      return {
        type: "group",
        children: [
          {
            type: "line",
            silent: true,
            shape: { x1: x, x2: x, y1: y - 14, y2: y + tall },
            style: { stroke: ink.text, lineWidth: 1.5, lineDash: mark.solid ? "solid" : [4, 3] },
          },
          {
            type: "text",
            silent: true,
            style: {
              text: t(mark.text, { value: rate(mark.at) }),
              x: x + (left ? -6 : 6),
              y: y - 15,
              align: left ? "right" : "left",
              verticalAlign: "top",
              fill: ink.text,
              font: api.font({ fontSize: 12, fontWeight: mark.solid ? 650 : 450 }),
            },
          },
        ],
      };
    };
    return {
      grid: { left: 0, right: 4, top: 34, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: (params) => {
          const bar = bars[(Array.isArray(params) ? params[0] : params)?.dataIndex ?? 0];
          return bar ? `${nameOf(bar)} <b>${size(bar.size)}</b>` : "";
        },
      },
      xAxis: {
        type: "value",
        min,
        max,
        splitLine: { show: false },
        axisLabel: {
          customValues: ticks,
          formatter: (n: number) => formatPercent(n, language),
          hideOverlap: true,
        },
      },
      yAxis: {
        type: "value",
        splitNumber: 4,
        // There are no halves of stations.
        ...(weight === "stations" ? { minInterval: 1 } : {}),
        axisLabel: {
          formatter: (n: number) =>
            weight === "gmv" ? formatLabel(n, "money", language) : formatCompact(n, language),
        },
      },
      series: [
        {
          type: "custom",
          renderItem: drawBar,
          data: bars.map(({ from, to, size: n }) => [from, to, n]),
          encode: { x: [0, 1], y: 2 },
          clip: false,
        },
        {
          type: "custom",
          renderItem: drawMark,
          data: marks.map(({ at }) => [at, 0]),
          encode: { x: 0, y: 1 },
          tooltip: { show: false },
          silent: true,
          clip: false,
          z: 5,
        },
      ],
    };
  }, [rates, weight, language, theme, t]);
  return <Chart option={option} height={height} label={label} />;
}
