// What the fees page reckons from the answers: components, why two means differ,
// and what makes a station stand apart.
import type { FeeGroup, FeeRates } from "../api/fees";
import type { Values } from "../api/types";
import { COMPONENTS, type Component } from "./palette";
import { numberOf, sumOf, type Wire } from "./value";
import type { Step } from "./waterfall";

/** The metric of a component. */
export const metricOf = (component: Component) => `channel_fee_${component}` as const;

export const COMPONENT_METRICS = COMPONENTS.map(metricOf);

export const FEE_METRICS = [
  "channel_fee",
  "gmv",
  "fee_rate",
  "fee_rate_simple_mean",
  ...COMPONENT_METRICS,
  "missing_fee",
  "missing_gmv",
].join(",");

/** What each station of a list tells; of one station both means are the same. */
export const STATION_METRICS = [
  "channel_fee",
  "gmv",
  "fee_rate",
  ...COMPONENT_METRICS,
  "missing_fee",
  "missing_gmv",
].join(",");

export const quotient = (part: Wire, of: Wire): number | null => {
  const [a, b] = [numberOf(part), numberOf(of)];
  return a === null || b === null || b === 0 ? null : a / b;
};

/** Each component's share of the fee; null where there is no fee. */
export const sharesOf = (values: Values): { component: Component; share: number }[] | null => {
  if (!numberOf(values.channel_fee)) return null;
  return COMPONENTS.map((component) => ({
    component,
    share: quotient(values[metricOf(component)], values.channel_fee) ?? 0,
  })).filter(({ share }) => share !== 0);
};

export const UNITS = ["money", "rate"] as const;
export type Unit = (typeof UNITS)[number];

/**
 * From the components to the fee, in money; or to the effective rate, as points of it. A rate
 * speaks only of stations that have sales, so what falls due without any is taken off again.
 */
export function composition(values: Values, rates: FeeRates, unit: Unit): Step[] {
  if (unit === "money") {
    return [
      ...COMPONENTS.map((key) => ({ key, value: values[metricOf(key)] })),
      { key: "channel_fee", value: values.channel_fee, total: true },
    ];
  }
  const points = (amount: Wire) => quotient(amount, rates.rated.gmv) ?? 0;
  const standing = points(rates.without_gmv.channel_fee);
  return [
    ...COMPONENTS.map((key) => ({ key, value: points(values[metricOf(key)]) })),
    ...(standing > 0 ? [{ key: "without_gmv", value: -standing }] : []),
    { key: "fee_rate", value: values.fee_rate, total: true },
  ];
}

/** Stations below a rate near the weighted one, among all that have a rate. */
export interface Below {
  rate: number;
  stations: number;
  share: number;
  gmvShare: number;
}

/** At the edge of bins next to the weighted rate: there, counts are exact. Null without bins. */
export function belowWeighted({ bins, below, rated, fee_rate }: FeeRates): Below | null {
  const weighted = fee_rate ?? null;
  const edges = bins.slice(1).map((bin) => bin.from);
  if (weighted === null || edges.length === 0) return null;
  const rate = edges.reduce((best, edge) =>
    Math.abs(edge - weighted) < Math.abs(best - weighted) ? edge : best,
  );
  const groups = [below, ...bins.filter((bin) => bin.to <= rate)];
  const stations = groups.reduce((sum, group) => sum + group.stations, 0);
  return {
    rate,
    stations,
    share: stations / rated.stations,
    gmvShare: quotient(sumOf(groups.map((group) => group.gmv)), rated.gmv) ?? 0,
  };
}

/** Rates that differ by less are as good as the same: half a hundredth of a point. */
const SAME = 0.00005;

/** Whether the simple mean lies above the weighted one, below it, or at it. */
export function leaning(weighted: number, simple: number): "above" | "below" | "same" {
  if (Math.abs(simple - weighted) < SAME) return "same";
  return simple > weighted ? "above" : "below";
}

/** What a histogram weighs its bins by. */
export const WEIGHTS = ["stations", "gmv"] as const;
export type Weight = (typeof WEIGHTS)[number];

export const weighed = (group: FeeGroup, weight: Weight): number =>
  weight === "stations" ? group.stations : (numberOf(group.gmv) ?? 0);

/** The component that moves a station's rate farthest from that of all, towards its own side. */
export interface Reason {
  component: Component;
  /** Its fees ÷ the GMV, of the station and of all that have a rate. */
  own: number;
  usual: number;
}

export function reasonOf(
  station: Values,
  all: Pick<FeeRates, "fee_rate" | "components">,
): Reason | null {
  const side = Math.sign((numberOf(station.fee_rate) ?? 0) - (all.fee_rate ?? 0));
  let found: Reason | null = null;
  let most = 0;
  for (const component of COMPONENTS) {
    const own = quotient(station[metricOf(component)], station.gmv) ?? 0;
    const usual = all.components.find((of) => of.component === component)?.fee_rate ?? 0;
    const apart = (own - usual) * side;
    if (apart > most) {
      most = apart;
      found = { component, own, usual };
    }
  }
  return found;
}

/** Whether a region has anything to say about fees. */
export const tellsFees = (values: Values): boolean =>
  ["channel_fee", "gmv", "missing_fee", "missing_gmv"].some(
    (id) => (numberOf(values[id]) ?? 0) !== 0,
  );
