// What a station sold, by day or by month. Amounts are added as whole cents.
import type { PerformanceRow } from "../api/types";
import { addDays, addMonths, monthOf, monthsBetween } from "./date";
import type { Span } from "./period";
import type { Dated } from "./station-life";
import { centsOf, countOf, decimalOf } from "./value";

export const GRAINS = ["month", "day"] as const;
export type Grain = (typeof GRAINS)[number];

export const SALES = ["gmv", "orders", "volume"] as const;
export type Sale = (typeof SALES)[number];

const MONTHS = 36;
const DAYS = 90;

/** The stretch up to and with a day, `to` left out. */
export const stretchOf = (grain: Grain, day: string): Span => ({
  from: grain === "day" ? addDays(day, 1 - DAYS) : `${addMonths(monthOf(day), 1 - MONTHS)}-01`,
  to: addDays(day, 1),
});

export interface SalesPoint {
  /** A day, or a month as YYYY-MM. */
  at: string;
  gmv: string;
  channel_fee: string;
  orders: number;
  volume: number;
  /** Null where nothing was sold, or no terms were in force; where nothing was owed by them it is 0. */
  fee_rate: number | null;
}

const keysOf = (grain: Grain, { from, to }: Span): string[] => {
  if (grain === "month") return monthsBetween(from, addDays(to, -1));
  const days: string[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
};

const daysOf = (at: string): Span =>
  at.length > 7
    ? { from: at, to: addDays(at, 1) }
    : { from: `${at}-01`, to: `${addMonths(at, 1)}-01` };

/** One for each day or month of the stretch, whether anything was sold or not; `ruled`: the days of terms. */
export function salesPoints(
  items: readonly PerformanceRow[],
  grain: Grain,
  stretch: Span,
  ruled: readonly Dated[],
): SalesPoint[] {
  const isRuled = (at: string) => {
    const days = daysOf(at);
    const end = days.to < stretch.to ? days.to : stretch.to;
    return ruled.some(({ from, to }) => from < end && (to === null || to > days.from));
  };
  const sums = new Map(
    keysOf(grain, stretch).map((at) => [at, { gmv: 0n, fee: 0n, orders: 0, volume: 0 }]),
  );
  for (const item of items) {
    const sum = sums.get(grain === "month" ? monthOf(item.date) : item.date);
    if (!sum) continue;
    sum.gmv += centsOf(item.gmv ?? "") ?? 0n;
    sum.fee += centsOf(item.channel_fee) ?? 0n;
    sum.orders += countOf(item.orders);
    sum.volume += countOf(item.volume);
  }
  return [...sums].map(([at, { gmv, fee, orders, volume }]) => ({
    at,
    gmv: decimalOf(gmv),
    channel_fee: decimalOf(fee),
    orders,
    volume,
    fee_rate: gmv > 0n && (fee !== 0n || isRuled(at)) ? Number(fee) / Number(gmv) : null,
  }));
}
