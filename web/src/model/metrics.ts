// What the web knows of the metrics beyond their catalogue: what belongs
// together, what sums over a period, and how each is read.
import type { Metric } from "../api/types";
import { STAGES } from "./palette";

export const METRIC_GROUPS = {
  stations: ["stations", "closed"],
  cooperation: [...STAGES, "coverage_rate", "activation_rate"],
  sales: ["gmv", "orders", "volume_litres", "volume_kwh", "discount_platform", "discount_station"],
  fee: [
    "fee_rate",
    "channel_fee",
    "channel_fee_commission",
    "channel_fee_payment",
    "channel_fee_partner_share",
    "channel_fee_fixed",
    "net_take_rate",
    "fee_rate_simple_mean",
    "missing_fee",
    "missing_gmv",
  ],
  contracts: ["contracts_active", "contracts_expiring_90d"],
} as const satisfies Record<string, readonly string[]>;

export type MetricGroup = keyof typeof METRIC_GROUPS;

/** How a value is written: the unit of the catalogue, and "rate" for shares of a few percent. */
export type Reading =
  | "count"
  | "ratio"
  | "rate"
  | "orders"
  | "contracts"
  | "money"
  | "litres"
  | "kwh";

const groups = Object.entries(METRIC_GROUPS) as [MetricGroup, readonly string[]][];

export const groupOf = (id: string): MetricGroup | null =>
  groups.find(([, ids]) => ids.includes(id))?.[0] ?? null;

/** Whether it sums over a period; others speak of a date. */
export const hasPeriod = (id: string): boolean => {
  const group = groupOf(id);
  return group === "sales" || group === "fee";
};

export function readingOf(metric: Pick<Metric, "id" | "unit"> | undefined): Reading | undefined {
  if (!metric) return undefined;
  if (metric.unit === "ratio" && groupOf(metric.id) === "fee") return "rate";
  return metric.unit as Reading;
}

/** A quotient says nothing of how much there is: its symbols are sized by stations. */
export const isQuotient = (reading: Reading | undefined): boolean =>
  reading === "ratio" || reading === "rate";

/** Between whole numbers there is nothing. */
export const isWhole = (reading: Reading | undefined): boolean =>
  reading === "count" || reading === "orders" || reading === "contracts";

/** The metrics that there are by group, each in our order; what we do not know comes last. */
export function grouped<M extends Pick<Metric, "id">>(
  metrics: readonly M[],
): { group: MetricGroup | "other"; metrics: M[] }[] {
  const known = groups.map(([group, ids]) => ({
    group: group as MetricGroup | "other",
    metrics: ids.flatMap((id) => metrics.find((m) => m.id === id) ?? []),
  }));
  const other = metrics.filter((m) => groupOf(m.id) === null);
  return [...known, { group: "other" as const, metrics: other }].filter(
    (g) => g.metrics.length > 0,
  );
}

/** What every overview says. */
export const USUAL = ["stations", "online", "coverage_rate", "closed"] as const;

const MONEY = ["gmv", "fee_rate", "channel_fee", "orders", "net_take_rate"];

/** What stands beside a metric in the overview: itself first; nothing where the usual ones hold it. */
export function figuresFor(metric: string): string[] {
  if ((USUAL as readonly string[]).includes(metric)) return [];
  const group = groupOf(metric);
  const others =
    group === "contracts"
      ? METRIC_GROUPS.contracts.filter((id) => id !== metric)
      : group === "sales" || group === "fee"
        ? MONEY.filter((id) => id !== metric).slice(0, 4)
        : [];
  return [metric, ...others];
}

/** What lacks on either side of a fee rate, to be told beside it. */
export const LACKING = ["missing_fee", "missing_gmv"] as const;
