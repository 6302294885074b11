// How the values of regions are spread: bars of equal width on round edges, and
// the finer grid of edges on which a range is chosen.
import { type Classes, classOf, colourIn, coloursFor, type Scale } from "./classes";
import type { ValueRange } from "./range";

const BARS = 24;
/** Places at which a handle can stand, at most. */
const PLACES = 100;

export interface Histogram {
  /** Width between two edges of the grid. */
  step: number;
  /** The lowest edge, in steps from 0. */
  first: number;
  /** Steps from the lowest edge to the highest, and of each bar. */
  steps: number;
  perBar: number;
  /** Values of each bar, rising. */
  bars: number[][];
  /** Between whole numbers there is nothing: a range ends with one that is in it. */
  whole: boolean;
}

/** The least of 1, 2, 5, 10, … that is no less. */
function roundStep(least: number): number {
  const size = 10 ** Math.floor(Math.log10(least));
  const part = least / size;
  return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * size;
}

const clean = (n: number) => Number(n.toPrecision(12));

/** Null where there are not two values to choose between. */
export function histogram(values: readonly number[], whole: boolean): Histogram | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined || min === max) return null;
  const step = roundStep(Math.max((max - min) / PLACES, whole ? 1 : 0));
  const place = (value: number) => Math.floor(clean(value / step));
  const first = place(min);
  // The highest value lies below the highest edge, or, where there is something between, on it.
  const needed = whole ? place(max) + 1 - first : Math.ceil(clean(max / step)) - first;
  const perBar = Math.ceil(needed / BARS);
  const count = Math.ceil(needed / perBar);
  const bars: number[][] = Array.from({ length: count }, () => []);
  for (const value of sorted) {
    bars[Math.min(count - 1, Math.floor((place(value) - first) / perBar))]?.push(value);
  }
  return { step, first, steps: count * perBar, perBar, bars, whole };
}

export const edgeAt = ({ step, first }: Histogram, place: number): number =>
  clean((first + place) * step);

/**
 * The highest that still lies below a place. A range holds both its ends, and what is on an edge is
 * in the bar above it; so a range ends a little before, but for no value of the bar below.
 */
function endBefore(h: Histogram, place: number): number {
  const edge = edgeAt(h, place);
  if (h.whole) return edge - 1;
  const most = Math.max(
    ...h.bars.flat().filter((value) => clean(value / h.step) < h.first + place),
  );
  const endAt = (digits: number) => Number((edge - h.step / 10 ** digits).toPrecision(15));
  let digits = 4;
  while (endAt(digits) < most && digits < 9) digits++;
  return endAt(digits);
}

/** What lies between two places of the grid; its own ends are open, and all of it is no range. */
export function rangeBetween(h: Histogram, low: number, high: number): ValueRange | null {
  const from = low <= 0 ? null : edgeAt(h, low);
  const to = high >= h.steps ? null : endBefore(h, high);
  return from === null && to === null ? null : { from, to };
}

/** Where the ends of a range stand on the grid, which need not be the one that it was chosen on. */
export function placesOf(h: Histogram, range: ValueRange | null): [low: number, high: number] {
  const at = (value: number) =>
    Math.max(0, Math.min(h.steps, Math.round(clean(value / h.step)) - h.first));
  const low = range?.from == null ? 0 : at(range.from);
  const high = range?.to == null ? h.steps : at(range.to + (h.whole ? 1 : 0));
  return [low, Math.max(low, high)];
}

export interface Part {
  colour: string;
  count: number;
}

/** The values of each bar by the colour that they have on the map, from little to much. */
export function partsOf(
  h: Histogram,
  classes: Classes,
  scale: Scale,
  ramp: readonly string[],
): Part[][] {
  if (scale === "continuous") {
    return h.bars.map((values, i) => {
      if (values.length === 0) return [];
      const middle = (edgeAt(h, i * h.perBar) + edgeAt(h, (i + 1) * h.perBar)) / 2;
      return [{ colour: colourIn(classes, middle, ramp), count: values.length }];
    });
  }
  const colours = coloursFor(classes, ramp);
  return h.bars.map((values) => {
    const counts = colours.map(() => 0);
    for (const value of values) {
      const i = classOf(classes, value);
      counts[i] = (counts[i] ?? 0) + 1;
    }
    return colours.flatMap((colour, i) => (counts[i] ? { colour, count: counts[i] } : []));
  });
}
