// The three effects with their amounts and what each of them means, and who came and went.
import type { FeeChange } from "../../api/fees";
import { EFFECTS } from "../../model/fee-change";
import { formatChange, formatInFull, formatRelative, formatValue } from "../../model/figure";
import { formatCount, formatRatePair } from "../../model/format";
import { countOf, numberOf, relative } from "../../model/value";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const FLOWS = ["entered", "left"] as const;

/** An amount that is nothing is quiet. */
export const toneOf = (value: number | null) => (value ? "" : "quiet");

export function Effects({ answer }: { answer: FeeChange }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { values } = answer.total;
  const [before, now] = [numberOf(values.base_fee_rate), numberOf(values.fee_rate)];
  const [from, to] =
    before === null || now === null
      ? [before, now].map((rate) => formatValue(rate, "rate", language))
      : formatRatePair(before, now, language);
  const count = (id: string) => ({
    count: countOf(values[id]),
    formatted: formatCount(countOf(values[id]), language),
  });
  const money = (id: string) => formatValue(values[id], "money", language);
  const amount = (id: string) => {
    const n = numberOf(values[id]);
    return (
      <b
        className={`number ${toneOf(n)}`}
        data-figure={id}
        data-value={values[id] ?? ""}
        title={formatInFull(values[id], "money", language)}
      >
        {formatChange(values[id], "money", language)}
      </b>
    );
  };
  return (
    <div className="effects" data-testid="effects">
      <p className="effects-total">
        <span>{t("fees.changeColumn")}</span>
        {amount("change")}
        <span className="quiet number">
          {formatRelative(relative(values.channel_fee, values.base_channel_fee), language)}
          {" · "}
          {t("fees.rateMoved", { from, to })}
        </span>
      </p>
      <dl>
        {EFFECTS.map((effect) => {
          const less = (numberOf(values[effect]) ?? 0) < 0;
          return (
            <div key={effect}>
              <dt>{t(`fees.effects.${effect}`)}</dt>
              <dd>
                {amount(effect)}
                <p className="quiet">
                  {t(less ? `fees.meansLess.${effect}` : `fees.meansMore.${effect}`, {
                    rate: from,
                  })}
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
      <ul className="quiet came-and-went">
        <li data-figure="stayed" data-value={countOf(values.stayed)}>
          {t("fees.stayed", count("stayed"))}
        </li>
        {FLOWS.filter((id) => countOf(values[id]) > 0).map((id) => (
          <li key={id} data-figure={id} data-value={countOf(values[id])}>
            {t(`fees.flow.${id}`, { ...count(id), value: money(`${id}_channel_fee`) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
