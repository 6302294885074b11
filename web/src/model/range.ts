// A range of values, by which regions are picked out: both ends belong to it,
// and an end that is null is open.

export interface ValueRange {
  from: number | null;
  to: number | null;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** `0.1..0.35`, `120..`, `..40`; null for all else. */
export function parseRange(text: string | undefined): ValueRange | null {
  const parts = (text ?? "").split("..");
  if (parts.length !== 2 || !parts.every((p) => p === "" || NUMBER.test(p))) return null;
  const [from = null, to = null] = parts.map((p) => (p === "" ? null : Number(p)));
  if (from === null && to === null) return null;
  return from !== null && to !== null && from > to ? null : { from, to };
}

/** Never in the form of 1e21: what is read again is what was written. */
const plain = (n: number | null) =>
  n === null ? "" : n.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 12 });

export const rangeText = ({ from, to }: ValueRange): string => `${plain(from)}..${plain(to)}`;

/** What has no value lies in no range. */
export const isIn = ({ from, to }: ValueRange, value: number | null): boolean =>
  value !== null && (from === null || value >= from) && (to === null || value <= to);
