// A sum drawn step by step: each step begins where the one before ended.
import { centsOf, numberOf, type Wire } from "./value";

export interface Step {
  key: string;
  /** Money as a decimal text, else a number. */
  value: Wire;
  /** Whether it stands for itself, as a beginning and an end do. */
  total?: boolean;
}

export interface Bar {
  from: number;
  to: number;
}

/** In whole cents where the steps are money, so that no bar is off by a rounding. */
export function barsOf(steps: readonly Step[]): Bar[] {
  let sum = 0;
  return steps.map(({ value, total }) => {
    const cents = typeof value === "string" ? centsOf(value) : null;
    const size = cents === null ? (numberOf(value) ?? 0) : Number(cents);
    const unit = cents === null ? 1 : 100;
    const from = total ? 0 : sum;
    sum = from + size;
    return { from: from / unit, to: sum / unit };
  });
}

/** Changes less than this share of what they change would be hairlines on an axis from nothing. */
const SMALL = 0.3;
const MARGIN = 0.35;

/** Where the axis of the bars begins: at nothing, unless what happens between would not be seen. */
export function floorOf(steps: readonly Step[], bars: readonly Bar[]): number {
  const ends = bars.flatMap(({ from, to }, i) => (steps[i]?.total ? [to] : [from, to]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const parts = bars.filter((_, i) => !steps[i]?.total).flatMap(({ from, to }) => [from, to]);
  // Where parts begin at nothing, nothing is the floor.
  if (low <= 0 || parts.includes(0) || high - low > SMALL * high) return Math.min(0, low);
  const floor = low - MARGIN * (high - low || high);
  const size = 10 ** Math.floor(Math.log10(high - low || high));
  return Math.max(0, Math.floor(floor / size) * size);
}
