// What happened to the stages of stations month by month, drawn as bars from a
// line: who came online above it, who was paused or terminated below.
import type { FunnelRow } from "../api/types";
import type { Stage } from "./palette";
import { countOf } from "./value";

/** Away from the line. */
export const JOINED = ["online"] as const satisfies readonly Stage[];
export const LOST = ["paused", "terminated"] as const satisfies readonly Stage[];
export type ChangedStage = (typeof JOINED | typeof LOST)[number];

export type MonthChanges = Record<ChangedStage, number>;

const NOTHING: MonthChanges = { online: 0, paused: 0, terminated: 0 };

/** One for each month, in their order; the answer's rows are those of a flow by month. */
export function monthChanges(
  rows: readonly Pick<FunnelRow, "bucket" | "values">[],
  months: readonly string[],
): MonthChanges[] {
  const byMonth = new Map(rows.map((row) => [row.bucket?.slice(0, 7), row.values]));
  return months.map((month) => {
    const values = byMonth.get(month);
    if (!values) return NOTHING;
    const of = (stage: ChangedStage) => countOf(values[`entries_${stage}`]);
    return { online: of("online"), paused: of("paused"), terminated: of("terminated") };
  });
}

/** Share of a month's width that its bar takes. */
const WIDTH = 0.62;

export interface ChangeBars {
  /** Of each stage, all of its bars as one path: a month is 1 wide and its middle stands at its number. */
  paths: Record<ChangedStage, string>;
  /** Where the line is, from above. */
  line: number;
}

/** Above and below on one scale, which fills the height. */
export function changeBars(changes: readonly MonthChanges[], height: number): ChangeBars {
  const sum = (of: MonthChanges, stages: readonly ChangedStage[]) =>
    stages.reduce((n, stage) => n + of[stage], 0);
  const most = (stages: readonly ChangedStage[]) =>
    Math.max(0, ...changes.map((of) => sum(of, stages)));
  const unit = height / (most(JOINED) + most(LOST) || 1);
  const line = most(JOINED) * unit;
  const paths: Record<ChangedStage, string> = { online: "", paused: "", terminated: "" };
  changes.forEach((of, i) => {
    for (const [stages, way] of [
      [JOINED, -1],
      [LOST, 1],
    ] as const) {
      let y = line;
      for (const stage of stages) {
        const tall = way * of[stage] * unit;
        if (tall === 0) continue;
        paths[stage] +=
          `M${(i - WIDTH / 2).toFixed(2)} ${y.toFixed(2)}h${WIDTH}v${tall.toFixed(2)}h-${WIDTH}z`;
        y += tall;
      }
    }
  });
  return { paths, line };
}
