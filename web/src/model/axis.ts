// Days on a line between two ends, in per cent of it.
import { daysBetween } from "./date";

export interface Axis {
  /** Of a day; one beyond an end lies on it. */
  at(day: string): number;
  /** Where years begin. */
  years: { year: number; left: number }[];
}

export function axisBetween(from: string, to: string): Axis {
  const length = Math.max(1, daysBetween(from, to));
  const at = (day: string) => Math.min(100, Math.max(0, (daysBetween(from, day) / length) * 100));
  const years = [];
  for (let year = Number(from.slice(0, 4)) + 1; year <= Number(to.slice(0, 4)); year++) {
    years.push({ year, left: at(`${year}-01-01`) });
  }
  return { at, years };
}
