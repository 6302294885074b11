// The right panel while two dates are compared: what was, what is, and who has
// come and gone between.
import "./compare.css";
import "../overview/overview.css";
import { ArrowRight, X } from "lucide-react";
import type { Stats } from "../../api/types";
import { formatChange, formatInFull, formatRelative, formatValue } from "../../model/figure";
import { formatDate, formatShortDate } from "../../model/format";
import { hasPeriod } from "../../model/metrics";
import { difference, numberOf, relative } from "../../model/value";
import { type Compared, useCompared, useComparedTotals } from "../../state/compare";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useRegionView } from "../../state/region-view";
import { useMonths } from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { useIsPhone } from "../../ui/use-media";
import { DatePicker } from "../time/date-picker";
import { PeriodPicker } from "../time/period-picker";
import { ChangeTable } from "./change-table";
import { CompareMap } from "./compare-map";
import { Movements } from "./movements";
import { StagesChanged } from "./stages-changed";

/** Both dates, each to be picked; the handles of the bar do the same. */
function Dates({ compared }: { compared: Compared }) {
  const language = useLanguage();
  const setView = useSetView();
  const months = useMonths();
  const { compare } = useView();
  const pick = (side: "before" | "after") => (date: string) => {
    const today = months?.today;
    // The second date is the one that the URL calls so, be it the earlier or the later one.
    if (compared[side] === compare) setView({ compare: date });
    else setView({ at: date === today ? null : date });
  };
  return (
    <div className="compare-dates">
      {(["before", "after"] as const).map((side) => (
        <DatePicker
          key={side}
          value={compared[side]}
          text={formatShortDate(compared[side], language)}
          onPick={pick(side)}
        />
      ))}
      <ArrowRight size={15} aria-hidden="true" />
    </div>
  );
}

function Figure({ before, after }: { before: Stats; after: Stats }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric } = useView();
  const { title, reading } = useMetric(metric);
  const [was, is] = [before.total.values[metric], after.total.values[metric]];
  const by = difference(is, was);
  const tone = (numberOf(by) ?? 0) === 0 ? "" : (numberOf(by) ?? 0) > 0 ? "more" : "less";
  const sides = [
    ["before", before, was],
    ["after", after, is],
  ] as const;
  return (
    <section className="compare-figure" data-testid="compare-figure">
      <h2>{localized(title, language)}</h2>
      <dl>
        {sides.map(([side, answer, value]) => (
          <div key={side}>
            <dt>
              {hasPeriod(metric) && answer.from && answer.to ? (
                <SpanText from={answer.from} to={answer.to} />
              ) : (
                formatShortDate(answer.at, language)
              )}
            </dt>
            <dd
              className="number"
              data-side={side}
              data-value={value ?? ""}
              title={formatInFull(value, reading, language)}
            >
              {formatValue(value, reading, language)}
            </dd>
          </div>
        ))}
      </dl>
      <p className={`number ${tone}`} data-side="change" data-value={by ?? ""}>
        {formatChange(by, reading, language)}
        <span>{formatRelative(relative(is, was), language)}</span>
        <span className="visually-hidden">{t("compare.change")}</span>
      </p>
    </section>
  );
}

export default function Compare() {
  const { t } = useTranslation();
  const language = useLanguage();
  const setView = useSetView();
  const phone = useIsPhone();
  const compared = useCompared();
  const totals = useComparedTotals();
  const { path } = useRegionView();
  const { error, data } = totals;
  return (
    <div
      className="compare"
      data-testid="compare"
      data-before={data?.before.at}
      data-after={data?.after.at}
      aria-busy={totals.isFetching}
    >
      <header className="panel-head">
        <div className="compare-head">
          <h1>{path.at(-1)?.name ?? t("panel.whole")}</h1>
          <IconButton
            icon={X}
            label={t("compare.close")}
            onClick={() => setView({ compare: null })}
          />
        </div>
        {compared && <Dates compared={compared} />}
        {compared && <CompareMap />}
        {phone && (
          <div className="head-tools">
            <PeriodPicker />
          </div>
        )}
      </header>
      {error ? (
        <div className="panel-pad">
          <ErrorNote error={error} retry={() => void totals.refetch()} />
        </div>
      ) : !data ? (
        <div className="panel-pad">
          <Skeleton lines={6} height={20} />
        </div>
      ) : compared && compared.before === compared.after ? (
        <p className="panel-pad quiet">
          {t("compare.same", { date: formatDate(compared.after, language) })}
        </p>
      ) : (
        <>
          <Figure {...data} />
          <Movements />
          <StagesChanged {...data} />
          <ChangeTable />
        </>
      )}
    </div>
  );
}
