// Campaigns in a list: which are shown, in which order, and when all of them were.
import type { Campaign } from "../api/campaigns";
import { addDays, addMonths, daysBetween, monthOf, monthsBetween } from "./date";
import { type Order, ordered } from "./order";
import { numberOf } from "./value";

export const STATES = ["planned", "running", "ended"] as const;
export const MECHANISMS = ["price_cut", "threshold_off", "coupon", "percent_off"] as const;
export const FUNDERS = ["platform", "station", "shared"] as const;

export type CampaignState = (typeof STATES)[number];
export type Mechanism = (typeof MECHANISMS)[number];
export type Funder = (typeof FUNDERS)[number];

export interface CampaignFilter {
  state: readonly string[];
  mechanism: readonly string[];
  funded_by: readonly string[];
}

/** Of each kind one of those chosen; all of it where none is. */
export const isMeant = (campaign: Campaign, filter: CampaignFilter): boolean =>
  (["state", "mechanism", "funded_by"] as const).every(
    (key) => filter[key].length === 0 || filter[key].includes(campaign[key]),
  );

export const CAMPAIGN_COLUMNS = [
  "name",
  "state",
  "mechanism",
  "funded_by",
  "from",
  "budget",
  "stations",
] as const;
export type CampaignColumn = (typeof CAMPAIGN_COLUMNS)[number];

const placeIn = (words: readonly string[], word: string) => words.indexOf(word);

const KEYS: Record<CampaignColumn, (campaign: Campaign) => string | number | null> = {
  name: (c) => c.name,
  state: (c) => placeIn(STATES, c.state),
  mechanism: (c) => placeIn(MECHANISMS, c.mechanism),
  funded_by: (c) => placeIn(FUNDERS, c.funded_by),
  from: (c) => c.from,
  budget: (c) => numberOf(c.budget),
  stations: (c) => c.stations_count,
};

export const orderedCampaigns = (
  campaigns: readonly Campaign[],
  { column, down }: Order<CampaignColumn>,
) => ordered(campaigns, KEYS[column], down);

/** How many days it has; null without an end. */
export const daysOf = ({ from, to }: Pick<Campaign, "from" | "to">): number | null =>
  to ? daysBetween(from, to) : null;

export interface Bar<T> {
  item: T;
  /** Counted from the top. */
  lane: number;
  /** Shares of the whole width. */
  left: number;
  width: number;
  /** Without an end: it runs out of the picture. */
  open: boolean;
}

export interface Tick {
  at: number;
  month: string;
  /** 0 begins a year, 1 a quarter, 2 any other month. */
  rank: 0 | 1 | 2;
}

export interface Strip<T> {
  bars: Bar<T>[];
  lanes: number;
  ticks: Tick[];
  /** Where the day in view stands. */
  now: number;
}

const rankOf = (month: string): Tick["rank"] => {
  const number = Number(month.slice(5));
  return number === 1 ? 0 : number % 3 === 1 ? 1 : 2;
};

/** Bars on one lane leave so much of the width between them. */
const GAP = 0.004;

/**
 * All periods on one axis of whole months, that of `day` among them. Periods that
 * overlap stand on lanes of their own, the first ones on top.
 */
export function stripOf<T extends Pick<Campaign, "code" | "from" | "to">>(
  items: readonly T[],
  day: string,
): Strip<T> {
  const starts = [day, ...items.map((item) => item.from)];
  const lasts = [day, ...items.map((item) => (item.to ? addDays(item.to, -1) : item.from))];
  const first = `${monthOf(starts.reduce((a, b) => (b < a ? b : a)))}-01`;
  const last = lasts.reduce((a, b) => (b > a ? b : a));
  const end = `${addMonths(monthOf(last), 1)}-01`;
  const whole = daysBetween(first, end);
  const place = (date: string) => daysBetween(first, date) / whole;
  const until: number[] = [];
  const byStart = [...items].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.code < b.code ? -1 : 1,
  );
  const bars = byStart.map((item) => {
    const left = place(item.from);
    const right = item.to ? place(item.to) : 1;
    const free = until.findIndex((taken) => taken + GAP <= left + 1e-9);
    const lane = free < 0 ? until.length : free;
    until[lane] = right;
    return { item, lane, left, width: right - left, open: !item.to };
  });
  return {
    bars,
    lanes: until.length,
    ticks: monthsBetween(first, last).map((month) => ({
      at: place(`${month}-01`),
      month,
      rank: rankOf(month),
    })),
    now: place(day) + 0.5 / whole,
  };
}
