// What the cooperation page reckons: the two days that it compares, the steps
// from one stretch to the next, and the quarters that cohorts begin in.
import type { ContractItem } from "../api/types";
import { addDays, addMonths, daysBetween, isCivilDate, lastDayOf, monthOf } from "./date";
import type { Param } from "./params";
import { type Span, spanOf } from "./period";
import type { Language } from "./view";

export const STRETCHES = ["month", "quarter", "year"] as const;
export type Stretch = (typeof STRETCHES)[number];

export const isStretch = (value: string): value is Stretch =>
  (STRETCHES as readonly string[]).includes(value);

const USUAL: Stretch = "quarter";

/** Since when: the beginning of a stretch that moves with the date in view, or a day of one's own. */
export const since: Param<string> = {
  parse: (text) => (text && (isStretch(text) || isCivilDate(text)) ? text : USUAL),
  format: (value) => (value === USUAL ? null : value),
};

/** Two days whose worlds are compared. */
export interface Between {
  from: string;
  to: string;
  /** What the days are the ends of; null for days of one's own. */
  stretch: Stretch | null;
}

/**
 * What a stretch brought is the difference to the last day before it. A day of
 * one's own that is not before the date in view is as good as none.
 */
export function between(since: string, to: string): Between {
  if (!isStretch(since) && since < to) return { from: since, to, stretch: null };
  const stretch = isStretch(since) ? since : USUAL;
  return { from: addDays(spanOf(stretch, to).from, -1), to, stretch };
}

const MONTHS: Record<Stretch, number> = { month: 1, quarter: 3, year: 12 };

function lastOf(stretch: Stretch, date: string): string {
  const first = monthOf(spanOf(stretch, date).from);
  return lastDayOf(addMonths(first, MONTHS[stretch] - 1));
}

/** The days before these: they end where these begin. */
export function earlier({ from, to, stretch }: Between): Between {
  return between(stretch ?? addDays(from, -daysBetween(from, to)), from);
}

/** The days after these, up to today; null where these end today. */
export function later({ from, to, stretch }: Between, today: string): Between | null {
  if (to >= today) return null;
  const end = stretch ? lastOf(stretch, addDays(to, 1)) : addDays(to, daysBetween(from, to));
  return between(stretch ?? to, end < today ? end : today);
}

/** The days on which what changed between the two has happened, half-open. */
export const daysOf = ({ from, to }: Between): Span => ({
  from: addDays(from, 1),
  to: addDays(to, 1),
});

/** So many quarters up to a day, half-open: each is a cohort. */
export function quartersTo(date: string, count: number): Span {
  const first = monthOf(spanOf("quarter", date).from);
  return { from: `${addMonths(first, -3 * (count - 1))}-01`, to: addDays(date, 1) };
}

/** So many months up to a day, half-open. */
export const monthsTo = (date: string, count: number): Span => ({
  from: `${addMonths(monthOf(date), 1 - count)}-01`,
  to: addDays(date, 1),
});

export function quarterOf(date: string, language: Language): string {
  const year = date.slice(0, 4);
  const quarter = Math.floor((Number(date.slice(5, 7)) - 1) / 3) + 1;
  return language === "zh" ? `${year}年第${"一二三四"[quarter - 1]}季度` : `${year} Q${quarter}`;
}

export const HORIZONS = ["30", "60", "90"] as const;
export type Horizon = (typeof HORIZONS)[number];

/** The ends of contracts that are over within so many days, as the API takes a range of days. */
export const endsWithin = (horizon: Horizon, at: string): string =>
  `..${addDays(at, Number(horizon) + 1)}`;

/** Whether somebody sees to what comes after a contract: signed, only drafted, or nothing at all. */
export type Renewal = "signed" | "drafted" | "none";

export function renewalOf(
  { renewed_by: by }: Pick<ContractItem, "renewed_by">,
  at: string,
): Renewal {
  if (!by || by.state === "terminated" || by.state === "expired") return "none";
  return by.signed_on && by.signed_on <= at ? "signed" : "drafted";
}
