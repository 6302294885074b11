// What a station sells and owes, under which contract and by which terms.
import { formatInFull, formatValue } from "../../model/figure";
import { countOf } from "../../model/value";
import { useAccount } from "../../state/account";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { PeriodPicker } from "../time/period-picker";
import { Contracts } from "./contracts";
import { Fees } from "./fees";
import { Months } from "./months";

const FIGURES = ["gmv", "channel_fee", "fee_rate", "orders"];
/** Those that most stations have none of. */
const RARE = ["volume_litres", "volume_kwh", "discount_platform", "discount_station"];

function Figure({ id, value }: { id: string; value: string | number | null | undefined }) {
  const language = useLanguage();
  const { title, reading } = useMetric(id);
  return (
    <div>
      <dt>{localized(title, language)}</dt>
      <dd
        className="number"
        data-metric={id}
        data-value={value ?? ""}
        title={formatInFull(value, reading, language)}
      >
        {formatValue(value, reading, language)}
      </dd>
    </div>
  );
}

export default function Account({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useAccount(code);
  if (error) {
    return (
      <div className="panel-pad">
        <ErrorNote error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="panel-pad">
        <Skeleton lines={6} height={18} />
      </div>
    );
  }
  const { values } = data;
  const shown = [...FIGURES, ...RARE.filter((id) => countOf(values[id]) !== 0)];
  const sold = shown.some((id) => countOf(values[id]) !== 0);
  return (
    <div data-testid="account" data-from={data.from} data-to={data.to}>
      <Section title={t("account.sales")} extra={<PeriodPicker always />}>
        {sold ? (
          <dl className="sums">
            {shown.map((id) => (
              <Figure key={id} id={id} value={values[id]} />
            ))}
          </dl>
        ) : (
          <p className="quiet">
            {t("account.noSales")} <SpanText from={data.from} to={data.to} />
          </p>
        )}
        <Months months={data.months} />
      </Section>
      <Contracts contracts={data.contracts} at={data.at} />
      <Fees fees={data.fees} />
    </div>
  );
}
