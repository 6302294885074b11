// What the fee is at all: six figures, and why the two means of the rate are not the same.
import type { ReactNode } from "react";
import type { FeeRates } from "../../api/fees";
import type { Values } from "../../api/types";
import { belowWeighted, leaning, quotient } from "../../model/fees";
import { formatChange, formatInFull, formatValue } from "../../model/figure";
import { formatCount, formatFinePercent, formatPercent } from "../../model/format";
import type { Reading } from "../../model/metrics";
import { countOf, numberOf } from "../../model/value";
import { useFeeRates, useFeeTotals } from "../../state/fees";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";

export function Headline() {
  const { t } = useTranslation();
  const language = useLanguage();
  const totals = useFeeTotals();
  const { rates, first } = useFeeRates();
  const error = totals.error ?? rates.error;
  if (error) {
    const retry = () => {
      void totals.refetch();
      void rates.refetch();
    };
    return (
      <section className="card section" aria-label={t("fees.headline")}>
        <ErrorNote error={error} retry={retry} />
      </section>
    );
  }
  const answer = totals.data;
  const absent = answer?.absent?.values.channel_fee;
  return (
    <section
      className="fees-headline"
      aria-label={t("fees.headline")}
      aria-busy={totals.isFetching}
      data-testid="headline"
    >
      <Figures values={answer?.total.values} rates={first} />
      <div className="card fees-means" data-testid="means">
        {answer && first ? (
          <>
            <Means rates={first} />
            {countOf(absent) > 0 && (
              <p className="quiet">
                {t("panel.absent", { value: formatValue(absent, "money", language) })}
              </p>
            )}
          </>
        ) : (
          <Skeleton lines={2} height={16} />
        )}
      </div>
    </section>
  );
}

function Figures({ values, rates }: { values: Values | undefined; rates: FeeRates | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = (value: string) => formatValue(value, "money", language);
  const said = (text: (rates: FeeRates) => ReactNode) => (rates ? text(rates) : "\u00a0");
  return (
    <dl className="figures">
      <Figure id="channel_fee" known="money" values={values}>
        {said(({ rated, without_gmv }) =>
          t("fees.owing", {
            count: rated.stations + without_gmv.stations,
            formatted: formatCount(rated.stations + without_gmv.stations, language),
          }),
        )}
      </Figure>
      <Figure id="gmv" known="money" values={values}>
        {said(({ rated }) => t("fees.ratedGmv", { value: money(rated.gmv) }))}
      </Figure>
      <Figure id="fee_rate" known="rate" values={values}>
        {said(({ spread }) =>
          t("fees.median", { value: formatValue(spread?.median, "rate", language) }),
        )}
      </Figure>
      <Figure id="fee_rate_simple_mean" known="rate" values={values}>
        {said((rates) => (
          <GapText rates={rates} />
        ))}
      </Figure>
      <Figure id="missing_fee" known="count" values={values}>
        {said(({ without_terms: { stations, gmv } }) =>
          stations > 0
            ? t("fees.lackingGmv", {
                value: money(gmv),
                share: formatValue(quotient(gmv, values?.gmv), "ratio", language),
              })
            : "\u00a0",
        )}
      </Figure>
      <Figure id="missing_gmv" known="count" values={values}>
        {said(({ without_gmv: { stations, channel_fee } }) =>
          Number(channel_fee) > 0
            ? t("fees.lackingFee", { value: money(channel_fee) })
            : stations > 0
              ? t("fees.nothingDue")
              : "\u00a0",
        )}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  id: string;
  known: Reading;
  values: Values | undefined;
  children: ReactNode;
}

function Figure({ id, known, values, children }: FigureProps) {
  const language = useLanguage();
  const { title, reading = known } = useMetric(id);
  const name = localized(title, language);
  const value = values?.[id];
  return (
    <div>
      <dt>
        <span>{name}</span>
        <ExplainButton metric={id} name={name} />
      </dt>
      <dd
        data-figure={id}
        data-value={value ?? ""}
        title={reading === "money" ? formatInFull(value, reading, language) : undefined}
      >
        {values ? formatValue(value, reading, language) : "\u00a0"}
        <small>{children}</small>
      </dd>
    </div>
  );
}

function GapText({ rates }: { rates: FeeRates }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [weighted, simple] = [numberOf(rates.fee_rate), numberOf(rates.fee_rate_simple_mean)];
  if (weighted === null || simple === null) return null;
  const points = formatChange(Math.abs(simple - weighted), "rate", language).slice(1);
  return <>{t(`fees.gap.${leaning(weighted, simple)}`, { points })}</>;
}

/** Both means in one sentence, why they differ, and what shows it. */
function Means({ rates }: { rates: FeeRates }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [weighted, simple] = [numberOf(rates.fee_rate), numberOf(rates.fee_rate_simple_mean)];
  if (weighted === null || simple === null) return <p>{t("fees.noRates")}</p>;
  const leans = leaning(weighted, simple);
  const found = belowWeighted(rates);
  // Few stations in wide bins may say otherwise at the very edge.
  const agrees = leans === "above" ? 1 : leans === "below" ? -1 : 0;
  const below = found && (found.gmvShare - found.share) * agrees > 0 ? found : null;
  return (
    <p data-leans={leans}>
      <b>
        {t("fees.means", {
          weighted: formatFinePercent(weighted, language),
          simple: formatFinePercent(simple, language),
        })}
      </b>
      <span>{t(`fees.why.${leans}`)}</span>
      {below && (
        <span className="quiet" data-proof={below.stations}>
          {t(leans === "above" ? "fees.proof" : "fees.proofLess", {
            rate: formatFinePercent(below.rate, language),
            stations: formatCount(below.stations, language),
            share: formatPercent(below.share, language),
            gmvShare: formatPercent(below.gmvShare, language),
          })}
        </span>
      )}
    </p>
  );
}
