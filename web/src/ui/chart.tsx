// A chart: ECharts, loaded when the first one is drawn, in our colours, as SVG.
// What it shows is said in words for those who do not see it.
import { useEffect, useRef, useState } from "react";
import { useLanguage, useTheme } from "../state/preferences";
import type { ChartOption, Drawing } from "./echarts";
import { Skeleton } from "./skeleton";

interface Props {
  /** Without colours of its own where the theme has them. Made anew only when it changes. */
  option: ChartOption;
  height: number;
  /** What the chart is of. */
  label: string;
}

export function Chart({ option, height, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const theme = useTheme();
  const language = useLanguage();

  useEffect(() => {
    let dropped = false;
    let made: Drawing | null = null;
    void import("./echarts").then(({ draw }) => {
      if (dropped || !box.current) return;
      made = draw(box.current, theme, language);
      setDrawing(made);
    });
    return () => {
      dropped = true;
      made?.dispose();
      setDrawing(null);
    };
  }, [theme, language]);

  useEffect(() => drawing?.show(option), [drawing, option]);

  useEffect(() => {
    const element = box.current;
    if (!element || !drawing) return;
    const watch = new ResizeObserver(() => drawing.resize());
    watch.observe(element);
    return () => watch.disconnect();
  }, [drawing]);

  return (
    <figure className="chart" style={{ height }} role="img" aria-label={label}>
      {!drawing && <Skeleton lines={Math.max(2, Math.floor(height / 32))} height={18} />}
      <div ref={box} className="chart-box" />
    </figure>
  );
}
