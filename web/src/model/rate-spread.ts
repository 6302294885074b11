// How rates are spread, as it is drawn: the bins, those beyond the fences at either
// end, and the marks on the axis.
import type { FeeRates } from "../api/fees";
import { type Weight, weighed } from "./fees";

/** One bar of the histogram, on the axis of rates. */
export interface SpreadBar {
  kind: "bin" | "below" | "above";
  from: number;
  to: number;
  size: number;
}

export interface RateSpread {
  bars: SpreadBar[];
  min: number;
  max: number;
  ticks: number[];
}

/** Widths, in bins: of a bar beyond the fences, and of the gap before it. */
const BEYOND = 2;
const GAP = 1;

const TICK_STEPS = [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1];
const MOST_TICKS = 10;

/** Null without a station that has a rate. */
export function spreadOf(
  { bins, below, above }: Pick<FeeRates, "bins" | "below" | "above">,
  weight: Weight,
): RateSpread | null {
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return null;
  // All of them have the same rate: the one bin has no width of its own.
  const width = first.to - first.from || Math.max(first.from, 1e-4) / 10;
  const bars: SpreadBar[] = bins.map((bin) => ({
    kind: "bin",
    from: bin.from,
    to: bin.to === bin.from ? bin.to + width : bin.to,
    size: weighed(bin, weight),
  }));
  const [low, high] = [first.from, bars.at(-1)?.to ?? last.to];
  let [min, max] = [low, high];
  if (below.stations > 0) {
    min = low - (GAP + BEYOND) * width;
    bars.unshift({
      kind: "below",
      from: min,
      to: low - GAP * width,
      size: weighed(below, weight),
    });
  }
  if (above.stations > 0) {
    max = high + (GAP + BEYOND) * width;
    bars.push({ kind: "above", from: high + GAP * width, to: max, size: weighed(above, weight) });
  }
  const step = TICK_STEPS.find((size) => (high - low) / size <= MOST_TICKS) ?? high - low;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high && ticks.length <= MOST_TICKS; i += 1) {
    ticks.push(Number((i * step).toFixed(6)));
  }
  return { bars, min, max, ticks };
}
