// The channel fee by component: how much, by whose terms, from whom to whom.
import type { FeeTerm } from "../../api/types";
import { addDays } from "../../model/date";
import { formatShortDate } from "../../model/format";
import { rateText } from "../../model/terms";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";

export function Fees({ fees }: { fees: readonly FeeTerm[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (date: string) => formatShortDate(date, language);
  return (
    <Section title={t("account.fees")}>
      {fees.length === 0 && <p className="quiet">{t("account.noTerms")}</p>}
      <ul className="fees" data-testid="fees">
        {fees.map((fee) => (
          <li key={`${fee.component}-${fee.basis}-${fee.from}`} data-component={fee.component}>
            <p>
              <span>
                {t(`account.component.${fee.component}`, { defaultValue: fee.component })}
              </span>
              <b className="number">
                {rateText(fee)}
                <small>{t(`account.basis.${fee.basis}`, { defaultValue: fee.basis })}</small>
              </b>
            </p>
            <p className="quiet">
              <span className="owner">
                {fee.contract
                  ? t("account.byContract", { number: fee.contract })
                  : t("account.byStation")}
              </span>
              {(fee.payer || fee.payee) && (
                <span>{`${fee.payer ?? "?"} → ${fee.payee ?? "?"}`}</span>
              )}
              <span className="number">
                {fee.to
                  ? t("station.until", { from: day(fee.from), to: day(addDays(fee.to, -1)) })
                  : t("station.since", { date: day(fee.from) })}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
