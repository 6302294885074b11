// How stations and clusters show a value: size by how much of it there is,
// colour by its class among what is on the map.
import { type Classes, classOf, coloursFor, quantiles } from "./classes";
import { isQuotient, type Reading } from "./metrics";
import { FIGURE_RAMP, NO_DATA, type Theme } from "./palette";

const CLASS_COUNT = 5;
const SMALLEST = 36;
const LARGEST = 60;
const STEP = 6;
/** Of clusters in which there is nothing of it. */
const EMPTY = 24;

export interface Valued {
  value: number | null;
  /** Stations that it stands for. */
  count: number;
}

export interface SymbolScale {
  /** Of single stations; null where none of them has a value. */
  classes: Classes | null;
  /** Of which a cluster is as large as one gets. */
  most: number;
  colour(value: number | null, theme: Theme): string;
  ring(value: number | null, theme: Theme): string;
  size(of: Valued): number;
}

/** Of a rise by halves, so that a little panning changes no size. */
const ceiling = (n: number) => (n > 0 ? 2 ** (Math.ceil(Math.log2(n) * 2) / 2) : 1);

export function symbolScale(
  stations: readonly (number | null)[],
  clusters: readonly Valued[],
  reading: Reading | undefined,
): SymbolScale {
  const quotient = isQuotient(reading);
  // A rate of a cluster stands beside the rates of stations; a sum of one does not. Stations
  // that sold nothing are no class of those that did: most of them never will.
  const single = quotient
    ? [...stations, ...clusters.map((c) => c.value)]
    : stations.filter((value) => value !== 0);
  const classes = quantiles(single, CLASS_COUNT);
  const classed = (value: number | null, theme: Theme) => {
    if (value === null || !classes || (value === 0 && !quotient)) return NO_DATA[theme];
    const colours = coloursFor(classes, FIGURE_RAMP[theme]);
    return colours[classOf(classes, value)] as string;
  };
  const amount = (c: Valued) => (quotient ? c.count : Math.max(0, c.value ?? 0));
  const most = ceiling(Math.max(0, ...clusters.map(amount)));
  return {
    classes,
    most,
    colour: classed,
    ring: (value, theme) =>
      quotient || !value ? classed(value || null, theme) : (FIGURE_RAMP[theme][3] as string),
    size: (c) => {
      if (!c.value) return EMPTY;
      // By area, in steps: few pictures serve a country full of clusters.
      const part = Math.sqrt(Math.min(1, amount(c) / most));
      return SMALLEST + Math.round((part * (LARGEST - SMALLEST)) / STEP) * STEP;
    },
  };
}
