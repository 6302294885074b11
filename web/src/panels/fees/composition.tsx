// The fee by component: a waterfall in money or as points of the rate, and the same in figures.
import { useMemo } from "react";
import type { FeeRates } from "../../api/fees";
import type { Values } from "../../api/types";
import { composition, metricOf, quotient, UNITS } from "../../model/fees";
import { formatChange, formatInFull, formatRelative, formatValue } from "../../model/figure";
import { COMPONENT_COLOURS, COMPONENTS, INK } from "../../model/palette";
import { numberOf } from "../../model/value";
import { useFeeParams, useFeeRates, useFeeTotals } from "../../state/fees";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { type DrawnStep, Waterfall } from "./waterfall";
import { useComponentNames } from "./words";

const HEIGHT = 280;

export function Composition() {
  const { t } = useTranslation();
  const totals = useFeeTotals();
  const { rates, first } = useFeeRates();
  const [{ unit }, set] = useFeeParams();
  const error = totals.error ?? rates.error;
  const values = totals.data?.total.values;
  return (
    <div className="card" data-testid="composition" data-unit={unit}>
      <Section
        title={t("fees.composition")}
        extra={
          <Segments
            label={t("fees.unitLabel")}
            value={unit}
            options={UNITS.map((value) => ({ value, label: t(`fees.unit.${value}`) }))}
            onChange={(next) => set({ unit: next }, { replace: true })}
          />
        }
      >
        {error ? (
          <ErrorNote
            error={error}
            retry={() => {
              void totals.refetch();
              void rates.refetch();
            }}
          />
        ) : !values || !first ? (
          <div style={{ height: HEIGHT }}>
            <Skeleton lines={9} height={20} />
          </div>
        ) : numberOf(values.channel_fee) === 0 ? (
          <p className="list-empty quiet">{t("fees.noRegions")}</p>
        ) : (
          <div className="fees-split">
            <Bars values={values} rates={first} />
            <Figures values={values} rates={first} />
          </div>
        )}
      </Section>
    </div>
  );
}

interface Props {
  values: Values;
  rates: FeeRates;
}

function Bars({ values, rates }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const names = useComponentNames();
  const fee = localized(useMetric("channel_fee").title, language);
  const [{ unit }] = useFeeParams();
  const steps = useMemo((): DrawnStep[] => {
    const others: Record<string, string> = {
      channel_fee: fee,
      fee_rate: t("fees.effective"),
      without_gmv: t("fees.withoutGmvShort"),
    };
    return composition(values, rates, unit).map((step) => {
      const component = COMPONENTS.find((name) => name === step.key);
      const negative = (numberOf(step.value) ?? 0) < 0;
      return {
        ...step,
        name: component ? names[component] : (others[step.key] ?? step.key),
        text: negative
          ? formatChange(step.value, "rate", language)
          : formatValue(step.value, unit, language),
        colour: component ? COMPONENT_COLOURS[theme][component] : INK[theme].muted,
      };
    });
  }, [values, rates, unit, fee, names, language, theme, t]);
  const text = steps.map((step) => `${step.name} ${step.text}`).join(", ");
  const label = `${t("fees.composition")}: ${text}`;
  return <Waterfall steps={steps} height={HEIGHT} label={label} />;
}

function Figures({ values, rates }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const names = useComponentNames();
  const fee = localized(useMetric("channel_fee").title, language);
  const { gmv } = rates.rated;
  const money = (value: unknown) => formatInFull(value as string, "money", language);
  const rate = (value: unknown) => formatValue(quotient(value as string, gmv), "rate", language);
  const share = (value: unknown) =>
    formatValue(quotient(value as string, values.channel_fee), "ratio", language);
  const standing = rates.without_gmv.channel_fee;
  return (
    <div className="fees-figures">
      <div className="scroll-x">
        <table className="data-table compact explained component-table" data-testid="components">
          <thead>
            <tr>
              <th scope="col">{t("fees.item")}</th>
              <th scope="col" className="figure">
                {t("fees.amount")}
              </th>
              <th scope="col" className="figure">
                {t("fees.share")}
              </th>
              <th scope="col" className="figure">
                {t("fees.points")}
              </th>
            </tr>
          </thead>
          <tbody>
            {COMPONENTS.map((component) => {
              const metric = metricOf(component);
              return (
                <tr key={component} data-component={component}>
                  <th scope="row">
                    <span className="component-name">
                      <i style={{ background: COMPONENT_COLOURS[theme][component] }} />
                      {names[component]}
                    </span>
                  </th>
                  <td className="figure" data-figure={metric} data-value={values[metric] ?? ""}>
                    {money(values[metric])}
                  </td>
                  <td className="figure">{share(values[metric])}</td>
                  <td className="figure">
                    {rate(values[metric])}
                    <ExplainButton metric={metric} name={names[component]} />
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{fee}</th>
              <td
                className="figure"
                data-figure="channel_fee"
                data-value={values.channel_fee ?? ""}
              >
                {money(values.channel_fee)}
              </td>
              <td className="figure">{share(values.channel_fee)}</td>
              <td className="figure">
                {rate(values.channel_fee)}
                <ExplainButton metric="channel_fee" name={fee} />
              </td>
            </tr>
            {Number(standing) > 0 && (
              <tr className="quiet">
                <th scope="row">{t("fees.withoutGmv")}</th>
                <td className="figure" data-figure="without_gmv" data-value={standing}>
                  {money(`-${standing}`)}
                </td>
                <td className="figure">
                  {formatRelative(quotient(`-${standing}`, values.channel_fee), language)}
                </td>
                <td className="figure">
                  {formatChange(-(quotient(standing, gmv) ?? 0), "rate", language)}
                </td>
              </tr>
            )}
            <tr>
              <th scope="row">{t("fees.effective")}</th>
              <td className="figure" data-figure="rated_fee" data-value={rates.rated.channel_fee}>
                {money(rates.rated.channel_fee)}
              </td>
              <td className="figure" />
              <td className="figure" data-figure="fee_rate" data-value={values.fee_rate ?? ""}>
                {formatValue(values.fee_rate, "rate", language)}
                <ExplainButton metric="fee_rate" name={t("fees.effective")} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="quiet fees-note">{t("fees.pointsNote")}</p>
    </div>
  );
}
