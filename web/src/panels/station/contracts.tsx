// The contracts that hold for a station on the date in view.
import type { Contract } from "../../api/types";
import { addDays, daysBetween } from "../../model/date";
import { formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";

export function Contracts({ contracts, at }: { contracts: readonly Contract[]; at: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (date: string) => formatShortDate(date, language);
  return (
    <Section title={t("account.contracts")}>
      {contracts.length === 0 && <p className="quiet">{t("account.noContract")}</p>}
      <ul className="contracts" data-testid="contracts">
        {contracts.map((contract) => {
          // The day on which it ends, whichever comes first, is the first one without it.
          const end = [contract.to, contract.terminated_on].filter((d) => d !== null).sort()[0];
          return (
            <li key={contract.number}>
              <p>
                <strong className="contract-number">{contract.number}</strong>
                <span className={`state ${contract.state}`}>
                  {t(`account.contractState.${contract.state}`, { defaultValue: contract.state })}
                </span>
              </p>
              <p>{contract.counterparty}</p>
              <p className="quiet number">
                {end
                  ? t("station.until", { from: day(contract.from), to: day(addDays(end, -1)) })
                  : t("station.since", { date: day(contract.from) })}
                {contract.state === "expiring" && end && (
                  <em>{t("account.daysLeft", { count: daysBetween(at, end) })}</em>
                )}
              </p>
              <p className="quiet number">
                {contract.signed_on && t("account.signedOn", { date: day(contract.signed_on) })}
                {contract.stations_count > 1 && (
                  <span>{t("account.covers", { count: contract.stations_count })}</span>
                )}
                {contract.renews && <span>{t("account.renews", { number: contract.renews })}</span>}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
