// The colours of a choropleth: by quantiles of the values on the map, so that
// each colour is carried by about as many regions as the next, or running on
// from the least value to the greatest.
import { rampAt, rampSteps } from "./ramp";

export const SCALES = ["quantile", "continuous"] as const;
export type Scale = (typeof SCALES)[number];

export interface Classes {
  /** Inner limits, rising: a value belongs to the class whose lower limit it reaches. */
  limits: number[];
  min: number;
  max: number;
}

/**
 * Quantile classes of the values; null when there is nothing to class. Equal
 * limits collapse, so there may be fewer classes than asked for.
 */
export function quantiles(values: readonly (number | null | undefined)[], count: number) {
  const sorted = values
    .filter((v): v is number => typeof v === "number" && Number.isFinite(v))
    .sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const limits: number[] = [];
  for (let i = 1; i < count; i++) {
    const limit = sorted[Math.floor((i * sorted.length) / count)] as number;
    if (limit > (limits.at(-1) ?? min)) limits.push(limit);
  }
  // Where nearly all are alike, the few that are not are a class of their own.
  if (limits.length === 0 && max > min) limits.push(sorted.find((v) => v > min) as number);
  return { limits, min, max } satisfies Classes;
}

/** Spreads a ramp over fewer classes so that the ends keep their colours; nothing but 0 is little. */
export function coloursFor(classes: Classes, ramp: readonly string[]): string[] {
  const n = classes.limits.length + 1;
  const only = classes.max === 0 ? 0 : Math.floor(ramp.length / 2);
  return Array.from({ length: n }, (_, i) => {
    const at = n === 1 ? only : Math.round((i * (ramp.length - 1)) / (n - 1));
    return ramp[at] as string;
  });
}

export interface ClassRange {
  from: number;
  to: number;
  /** Whether `to` itself belongs to the next class. */
  open: boolean;
}

export function rangesOf({ limits, min, max }: Classes): ClassRange[] {
  const edges = [min, ...limits];
  return edges.map((from, i) => ({
    from,
    to: edges[i + 1] ?? max,
    open: i + 1 < edges.length,
  }));
}

/** Which class a value belongs to. */
export const classOf = ({ limits }: Classes, value: number): number =>
  limits.filter((limit) => value >= limit).length;

/** Colours of a scale that runs on: so many that between two of them none is missed. */
const STOPS = 17;

/** Values with their colours, rising; a single one where all are alike. */
export function stopsOf({ min, max }: Classes, ramp: readonly string[]): [number, string][] {
  if (min === max) return [[min, max === 0 ? (ramp[0] as string) : rampAt(ramp, 0.5)]];
  return rampSteps(ramp, STOPS).map((colour, i) => [
    i === STOPS - 1 ? max : min + (i * (max - min)) / (STOPS - 1),
    colour,
  ]);
}

/** The colour of a value where the scale runs on. */
export const colourIn = ({ min, max }: Classes, value: number, ramp: readonly string[]): string =>
  rampAt(ramp, max > min ? (value - min) / (max - min) : max === 0 ? 0 : 0.5);
