// The weeks of a comparison as lines over time.
import type { ComparisonWeek } from "../api/campaigns";
import { daysBetween } from "./date";
import { numberOf } from "./value";

export type Series = "index" | "amount";

/** An instant in the middle of the week, and the value there; null where there is none. */
export type Spot = [at: number, value: number | null];

const DAY = 86_400_000;
export const instantOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export interface Lines {
  treated: Spot[];
  controls: Spot[];
  /** Between the lines during the campaign: what it is taken to have brought. */
  gap: { at: number; treated: number; controls: number }[];
}

export function linesOf(
  weeks: readonly ComparisonWeek[],
  series: Series,
  begin: string | null | undefined,
): Lines {
  const lines: Lines = { treated: [], controls: [], gap: [] };
  const of = (week: ComparisonWeek, side: "treated" | "controls") =>
    numberOf(series === "index" ? week[`${side}_index`] : week[side]);
  let last: string | null = null;
  for (const week of weeks) {
    // The baseline may end long before the campaign: nothing is known in between.
    if (last !== null && week.from > last) {
      const hole = instantOf(last);
      lines.treated.push([hole, null]);
      lines.controls.push([hole, null]);
    }
    last = week.to;
    const at = instantOf(week.from) + (daysBetween(week.from, week.to) * DAY) / 2;
    const [treated, controls] = [of(week, "treated"), of(week, "controls")];
    lines.treated.push([at, treated]);
    lines.controls.push([at, controls]);
    if (begin && week.from >= begin && treated !== null && controls !== null) {
      lines.gap.push({ at, treated, controls });
    }
  }
  return lines;
}

/** The week in whose middle an instant is. */
export const weekAt = (weeks: readonly ComparisonWeek[], at: number): ComparisonWeek | undefined =>
  weeks.find((week) => at >= instantOf(week.from) && at < instantOf(week.to));
