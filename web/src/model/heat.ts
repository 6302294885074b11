// The heat of the map: what it weighs, and how hot so much of it is.
/** Metrics that the stations add up to. */
const SUMS = [
  "gmv",
  "orders",
  "volume_litres",
  "volume_kwh",
  "discount_platform",
  "discount_station",
  "channel_fee",
  "channel_fee_commission",
  "channel_fee_payment",
  "channel_fee_partner_share",
  "channel_fee_fixed",
];

/** The metric in view where it is such a sum; else the sales, which every place has or has not. */
export const heatMetric = (metric: string): string => (SUMS.includes(metric) ? metric : "gmv");

/** What is as hot as it gets. */
export const heaviest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;
