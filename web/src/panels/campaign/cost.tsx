// What the campaign cost, and what was had for it.
import type { ReactNode } from "react";
import type { Comparison } from "../../api/campaigns";
import { formatValue } from "../../model/figure";
import { formatPercent, formatShort, NOTHING } from "../../model/format";
import { type Check, isDoubtful, verdictOf } from "../../model/uplift";
import type { Wire } from "../../model/value";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { unitPrice, useAmounts } from "./amounts";

interface Props {
  answer: Comparison;
  funder: string | undefined;
  checks: readonly Check[];
}

export function Cost({ answer, funder, checks }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { share } = useAmounts(answer.unit);
  const { cost, estimate } = answer;
  const money = (value: Wire) => formatValue(value, "money", language);
  const verdict = verdictOf(estimate);
  const firm = verdict === "more" && !isDoubtful(checks);
  const count = (n: number | null | undefined) => {
    if (n === null || n === undefined) return NOTHING;
    const size = Math.round(n);
    return `${size < 0 ? "−" : ""}${formatShort(Math.abs(size), language)}`;
  };
  const row = (key: string, value: Wire, text: string, note?: ReactNode) => (
    <div key={key}>
      <dt>{t(`uplift.cost.${key}`)}</dt>
      <dd className="number" data-figure={key} data-value={value ?? ""}>
        {text}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
  const use = cost.budget_use ?? null;
  const back = cost.roi === null || cost.roi === undefined ? null : cost.roi + 1;
  const sold = [
    ["litres", "per_litre"],
    ["kwh", "per_kwh"],
  ] as const;
  return (
    <section className="card third section cost" aria-label={t("uplift.costs")} data-testid="cost">
      <header>
        <h2>{t("uplift.costs")}</h2>
      </header>
      <div className="budget">
        <p>
          <span>{t("uplift.cost.spent")}</span>
          <b className="number" data-figure="spent" data-value={cost.spent}>
            {money(cost.spent)}
          </b>
        </p>
        {use !== null && (
          <span className="budget-bar" data-over={use > 1 || undefined} aria-hidden="true">
            <i style={{ width: `${Math.min(100, Math.max(0, use * 100))}%` }} />
          </span>
        )}
        <small className="quiet number">
          {use === null
            ? t("uplift.noBudget")
            : t("uplift.budgetUse", {
                budget: money(cost.budget),
                share: formatPercent(use, language),
              })}
        </small>
      </div>
      <dl className="cost-rows">
        {row("discount_platform", cost.discount_platform, money(cost.discount_platform))}
        {row("discount_station", cost.discount_station, money(cost.discount_station))}
        {row("orders", cost.orders, count(cost.orders))}
        {row("per_order", cost.per_order, unitPrice(cost.per_order))}
        {sold.map(([volume, price]) =>
          cost[volume] === null || cost[volume] === undefined
            ? null
            : [
                row(volume, cost[volume], formatValue(Math.round(cost[volume]), volume, language)),
                row(price, cost[price], unitPrice(cost[price])),
              ],
        )}
        {row("channel_fee", cost.channel_fee, money(cost.channel_fee))}
        {row(
          "roi",
          cost.roi,
          share(cost.roi ?? null),
          back !== null
            ? t("uplift.back", { money: `¥${back.toFixed(2)}` }).replace("¥-", "−¥")
            : funder === "station"
              ? t("uplift.roiOfStations")
              : estimate
                ? t("uplift.roiNone")
                : undefined,
        )}
      </dl>
      {estimate && (
        <p className="quiet">
          {firm
            ? t("uplift.costFirm")
            : verdict === "less"
              ? t("uplift.costLess")
              : t("uplift.costLoose")}
        </p>
      )}
    </section>
  );
}
