// Classes of a choropleth: quantiles of the values on the map, so that each
// colour is carried by about as many regions as the next.

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
