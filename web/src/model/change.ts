// Two dates side by side: each region's value before and after, and the classes of
// the difference, as far to one side of no change as to the other.
import type { StatsRow } from "../api/types";
import { DIVERGING, NO_DATA, type Theme } from "./palette";
import { difference, numberOf, relative, type Wire } from "./value";
import type { Change } from "./view";

export interface ChangeRow {
  region: string;
  name: string;
  before: Wire;
  after: Wire;
  absolute: Wire;
  /** As a share of what was; null where that was nothing. */
  relative: number | null;
}

/** Every region that is there on either date. */
export function changeRows(
  before: readonly StatsRow[],
  after: readonly StatsRow[],
  metric: string,
): ChangeRow[] {
  const earlier = new Map(before.map((row) => [row.region, row]));
  const later = new Map(after.map((row) => [row.region, row]));
  const codes = [...new Set([...earlier.keys(), ...later.keys()])];
  return codes.flatMap((region) => {
    if (!region) return [];
    const [a, b] = [earlier.get(region), later.get(region)];
    const [was, is] = [a?.values[metric], b?.values[metric]];
    return {
      region,
      name: b?.name ?? a?.name ?? region,
      before: was,
      after: is,
      absolute: difference(is, was),
      relative: relative(is, was),
    };
  });
}

export const changeOf = (row: ChangeRow, change: Change): number | null =>
  change === "relative" ? row.relative : numberOf(row.absolute);

export interface ChangeScale {
  /** A change of at least so much is a large one; the middle of those that there are. */
  limit: number;
  max: number;
}

/** Null where nothing has changed anywhere. */
export function changeScale(changes: readonly (number | null)[]): ChangeScale | null {
  const sizes = changes
    .filter((c): c is number => c !== null && c !== 0 && Number.isFinite(c))
    .map(Math.abs)
    .sort((a, b) => a - b);
  const max = sizes.at(-1);
  if (max === undefined) return null;
  return { limit: sizes[Math.floor(sizes.length / 2)] as number, max };
}

/** Which of the five classes, from much less (0) over no change (2) to much more (4). */
export function changeClass(change: number, scale: ChangeScale | null): number {
  if (change === 0 || scale === null) return 2;
  const step = Math.abs(change) >= scale.limit ? 2 : 1;
  return 2 + Math.sign(change) * step;
}

export const changeColour = (
  change: number | null,
  scale: ChangeScale | null,
  theme: Theme,
): string =>
  change === null ? NO_DATA[theme] : (DIVERGING[theme][changeClass(change, scale)] as string);

/** The largest changes first, whichever way they go; without one last. */
export const byChange =
  (change: Change, direction: "top" | "bottom") =>
  (a: ChangeRow, b: ChangeRow): number => {
    const [x, y] = [changeOf(a, change), changeOf(b, change)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return direction === "top" ? y - x : x - y;
  };
