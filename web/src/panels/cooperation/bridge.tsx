// From those online on the first day to those online on the last one: a sum
// that is read from left to right, each part of which opens to its stations.
import type { ReactNode } from "react";
import type { Stats, Values } from "../../api/types";
import type { Between } from "../../model/cooperation";
import { formatChange, formatValue } from "../../model/figure";
import {
  formatCount,
  formatDay,
  formatPercent,
  formatShortDate,
  NOTHING,
} from "../../model/format";
import type { Reading } from "../../model/metrics";
import { countOf, difference, numberOf, type Wire } from "../../model/value";
import {
  useBetween,
  useChanges,
  useCooperationParams,
  useExpiringCounts,
} from "../../state/cooperation";
import { useMetric } from "../../state/metric";
import { MOVEMENTS, type Movement } from "../../state/movements";
import { useLanguage } from "../../state/preferences";
import { useCoverage } from "../../state/region-rows";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";

export const SIGN: Record<Movement, string> = { joined: "+", resumed: "+", paused: "−", left: "−" };

const toneOf = (change: Wire) => {
  const n = numberOf(change) ?? 0;
  return n > 0 ? "more" : n < 0 ? "less" : "quiet";
};

export function Bridge() {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = useBetween();
  const changes = useChanges();
  const coverage = useCoverage();
  const soon = useExpiringCounts()["30"];
  const error = changes.error ?? coverage.now.error ?? coverage.before.error;
  const values = changes.data?.total.values;
  const [now, before] = [coverage.now.data, coverage.before.data];
  if (error) {
    return (
      <section className="card" aria-label={t("cooperation.changes")}>
        <div className="section">
          <ErrorNote
            error={error}
            retry={() => {
              for (const part of [changes, coverage.now, coverage.before]) void part.refetch();
            }}
          />
        </div>
      </section>
    );
  }
  return (
    <section
      className="card bridge"
      aria-label={t("cooperation.changes")}
      aria-busy={changes.isFetching}
      data-testid="bridge"
      data-from={changes.data?.from}
      data-to={changes.data?.to}
    >
      {!values || !now || !before || !days ? (
        <div className="bridge-waiting">
          <Skeleton lines={2} height={22} />
        </div>
      ) : (
        <ul>
          <Day days={days} value={values.online_before} figure="online_before">
            <small className="quiet number">
              {t("panel.coverage")}{" "}
              {formatValue(before.total.values.coverage_rate, "ratio", language)}
            </small>
          </Day>
          {MOVEMENTS.map((movement) => (
            <Moves
              key={movement}
              movement={movement}
              count={countOf(values[movement])}
              of={countOf(values.online_before)}
            />
          ))}
          <Day days={days} value={values.online_after} figure="online_after">
            <small
              className={`number ${toneOf(values.net)}`}
              data-figure="net"
              data-value={values.net ?? ""}
            >
              {t("cooperation.net")} {formatChange(values.net, "count", language)}
            </small>
          </Day>
          <Metric id="coverage_rate" known="ratio" values={now.total.values}>
            <Since now={now} before={before} date={days.from} />
          </Metric>
          <Metric id="contracts_expiring_90d" known="contracts" values={now.total.values}>
            <small className="quiet number">
              {soon === null ? NOTHING : t("cooperation.ofThem", { count: soon })}
            </small>
          </Metric>
        </ul>
      )}
    </section>
  );
}

interface DayProps {
  days: Between;
  value: Wire;
  figure: "online_before" | "online_after";
  children: ReactNode;
}

function Day({ days, value, figure, children }: DayProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const first = figure === "online_before";
  // Both years stand in the bar above; here one where it is not the other.
  const format =
    first && days.from.slice(0, 4) !== days.to.slice(0, 4) ? formatShortDate : formatDay;
  const name = t("cooperation.onlineOn", {
    date: format(first ? days.from : days.to, language),
  });
  return (
    <li className={figure}>
      <span className="label">
        <span>{name}</span>
        {/* Of the other day the question in view does not speak. */}
        {!first && <ExplainButton metric="online" name={name} />}
      </span>
      <b className="number" data-figure={figure} data-value={value ?? ""}>
        {formatCount(countOf(value), language)}
      </b>
      {children}
    </li>
  );
}

interface MovesProps {
  movement: Movement;
  count: number;
  /** How many were online on the first day. */
  of: number;
}

function Moves({ movement, count, of }: MovesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ list }, setParams] = useCooperationParams();
  const name = t(`compare.movement.${movement}`);
  return (
    <li className={`move ${movement}`}>
      <button
        type="button"
        aria-pressed={list === movement}
        aria-controls="moved"
        title={t("cooperation.open", { name })}
        onClick={() => setParams({ list: movement }, { replace: true })}
      >
        <span className="label">{name}</span>
        <b className="number" data-figure={movement} data-value={count}>
          <i aria-hidden="true">{SIGN[movement]}</i>
          {formatCount(count, language)}
        </b>
        <small className="quiet number">
          {of > 0
            ? t("cooperation.ofBefore", { share: formatPercent(count / of, language) })
            : NOTHING}
        </small>
      </button>
    </li>
  );
}

interface MetricProps {
  id: string;
  known: Reading;
  values: Values;
  children: ReactNode;
}

function Metric({ id, known, values, children }: MetricProps) {
  const language = useLanguage();
  const { title, reading = known } = useMetric(id);
  const name = localized(title, language);
  return (
    <li className={id}>
      <span className="label">
        <span>{name}</span>
        <ExplainButton metric={id} name={name} />
      </span>
      <b className="number" data-figure={id} data-value={values[id] ?? ""}>
        {formatValue(values[id], reading, language)}
      </b>
      {children}
    </li>
  );
}

function Since({ now, before, date }: { now: Stats; before: Stats; date: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = difference(now.total.values.coverage_rate, before.total.values.coverage_rate);
  return (
    <small className={`number ${toneOf(change)}`}>
      {formatChange(change, "ratio", language)}{" "}
      <span className="quiet">{t("cooperation.since", { date: formatDay(date, language) })}</span>
    </small>
  );
}
