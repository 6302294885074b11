// Fee terms and months of a station in words and for its sparkline.
import type { Account, FeeTerm } from "../api/types";
import { countOf } from "./value";

/** A share as people write it, digit by digit: "0.025" is "2.5%", and nothing is rounded. */
export function percentText(share: string): string {
  const [whole = "0", fraction = ""] = share.replace("-", "").split(".");
  const digits = `${whole}${fraction.padEnd(2, "0").slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(2).replace(/0+$/, "");
  return `${share.startsWith("-") ? "−" : ""}${digits}${rest ? `.${rest}` : ""}%`;
}

/** An amount without the zeros that say nothing. */
export const amountText = (amount: string): string =>
  `¥${amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount}`;

export const rateText = ({ basis, rate }: Pick<FeeTerm, "basis" | "rate">): string =>
  basis === "percent_of_gmv" ? percentText(rate) : amountText(rate);

export interface MonthPoint {
  month: string;
  gmv: string;
  /** Of the height of the highest month. */
  height: number;
  /** Null where nothing was sold or no terms were in force. */
  feeRate: number | null;
}

export function monthPoints(months: Account["months"]): MonthPoint[] {
  const most = Math.max(...months.map((m) => countOf(m.gmv)), 0) || 1;
  return months.map(({ month, gmv, channel_fee }) => {
    const [sold, fee] = [countOf(gmv), countOf(channel_fee)];
    return {
      month,
      gmv,
      height: Math.max(0, sold) / most,
      feeRate: sold > 0 && fee !== 0 ? fee / sold : null,
    };
  });
}
