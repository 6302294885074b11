// A sum as bars that begin where the one before ended. The table beside it says the same.
import type { CustomSeriesOption } from "echarts/charts";
import { useMemo } from "react";
import { INK } from "../../model/palette";
import { barsOf, floorOf, type Step } from "../../model/waterfall";
import { useTheme } from "../../state/preferences";
import { Chart } from "../../ui/chart";
import type { ChartOption } from "../../ui/echarts";
import { useIsPhone } from "../../ui/use-media";

export interface DrawnStep extends Step {
  name: string;
  text: string;
  colour: string;
}

interface Props {
  /** Made anew only when they change. */
  steps: readonly DrawnStep[];
  height: number;
  label: string;
}

const WIDEST = 64;

export function Waterfall({ steps, height, label }: Props) {
  const theme = useTheme();
  const phone = useIsPhone();
  const option = useMemo((): ChartOption => {
    const ink = INK[theme];
    const bars = barsOf(steps);
    const floor = floorOf(steps, bars);
    const renderItem: CustomSeriesOption["renderItem"] = ({ dataIndex }, api) => {
      const [bar, step] = [bars[dataIndex], steps[dataIndex]];
      if (!bar || !step) return null;
      const [x = 0, top = 0] = api.coord([dataIndex, Math.max(bar.from, bar.to)]);
      const [, bottom = 0] = api.coord([dataIndex, Math.max(floor, Math.min(bar.from, bar.to))]);
      const [, end = 0] = api.coord([dataIndex, bar.to]);
      const [room = 0] = (api.size?.([1, 0]) as number[] | undefined) ?? [];
      const width = Math.min(WIDEST, room * 0.62);
      const rect = { x: x - width / 2, y: top, width, height: Math.max(1.5, bottom - top) };
      return {
        type: "group",
        children: [
          { type: "rect", shape: { ...rect, r: 2 }, style: { fill: step.colour } },
          {
            type: "line",
            silent: true,
            invisible: dataIndex === bars.length - 1,
            shape: { x1: x + width / 2, x2: x + room - width / 2, y1: end, y2: end },
            style: { stroke: ink.muted, lineDash: [3, 3], lineWidth: 1 },
          },
          {
            type: "text",
            silent: true,
            style: {
              text: step.text,
              x,
              y: top - 6,
              align: "center",
              verticalAlign: "bottom",
              fill: ink.text,
              font: api.font({
                fontSize: phone ? 11 : 12,
                fontWeight: step.total ? 650 : 450,
              }),
            },
          },
        ],
      };
    };
    return {
      grid: { left: 0, right: 0, top: 26, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: (params) => {
          const step = steps[(Array.isArray(params) ? params[0] : params)?.dataIndex ?? 0];
          return step ? `${step.name} <b>${step.text}</b>` : "";
        },
      },
      xAxis: {
        type: "category",
        data: steps.map(({ name }) => name),
        axisLabel: {
          interval: 0,
          width: phone ? 54 : 92,
          overflow: "break",
          fontSize: phone ? 10.5 : 11.5,
          lineHeight: 14,
        },
      },
      yAxis: {
        type: "value",
        show: false,
        min: floor,
        max: Math.max(...bars.flatMap(({ from, to }) => [from, to])),
      },
      series: [
        {
          type: "custom",
          renderItem,
          data: bars.map(({ to }, i) => [i, to]),
          encode: { x: 0, y: 1 },
          clip: false,
        },
      ],
    };
  }, [steps, theme, phone]);
  return <Chart option={option} height={height} label={label} />;
}
