// The period that sums go over. All but one of its own move with the date in
// view, so that sliding the date slides the period.
import { addDays, addMonths, daysBetween, isCivilDate, monthOf } from "./date";

export const PERIODS = ["days30", "month", "previous", "quarter", "year"] as const;
export type PeriodName = (typeof PERIODS)[number];

/** A half-open run of days: `to` is the first day after it. */
export interface Span {
  from: string;
  to: string;
}

export type Period = PeriodName | Span;

/** What the server takes where nothing is said: the thirty days up to the date. */
export const USUAL_PERIOD: Period = "days30";

const firstOf = (month: string) => `${month}-01`;

/** The days of a period, seen from a date, which is in it but for the month before. */
export function spanOf(period: Period, date: string): Span {
  if (typeof period === "object") return period;
  const month = monthOf(date);
  const after = addDays(date, 1);
  const quarter = `${month.slice(0, 5)}${String(Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1).padStart(2, "0")}`;
  switch (period) {
    case "days30":
      return { from: addDays(after, -30), to: after };
    case "month":
      return { from: firstOf(month), to: after };
    case "previous":
      return { from: firstOf(addMonths(month, -1)), to: firstOf(month) };
    case "quarter":
      return { from: firstOf(quarter), to: after };
    case "year":
      return { from: `${date.slice(0, 4)}-01-01`, to: after };
  }
}

/** The same length of time as seen from another date: a period of one's own moves along. */
export function movedTo(period: Period, from: string, to: string): Period {
  if (typeof period === "string") return period;
  const days = daysBetween(from, to);
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
}

/** `2026-01-01..2026-03-31` in the URL: both days are in it, as people say it. */
export function parsePeriod(text: string | undefined): Period {
  const named = PERIODS.find((name) => name === text);
  if (named) return named;
  const [first = "", last = ""] = (text ?? "").split("..");
  if (!isCivilDate(first) || !isCivilDate(last) || last < first) return USUAL_PERIOD;
  return { from: first, to: addDays(last, 1) };
}

export const formatPeriod = (period: Period): string =>
  typeof period === "string" ? period : `${period.from}..${addDays(period.to, -1)}`;
