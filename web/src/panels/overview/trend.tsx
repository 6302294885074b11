// The metric by month: at its end, or over all of it; a month is chosen by clicking it.
import { useId } from "react";
import { dateOfMonth } from "../../model/date";
import { formatLabel, formatValue } from "../../model/figure";
import { formatMonth, formatShortDate } from "../../model/format";
import { hasPeriod } from "../../model/metrics";
import { isStage, STAGE_COLOURS } from "../../model/palette";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useTrend } from "../../state/queries";
import { useGoToMonth, useMonths } from "../../state/time";
import { useQuestion, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";

const WIDTH = 308;
const HEIGHT = 84;
const TOP = 8;
const FLOOR = HEIGHT - 4;

/** Stretches without a gap: a rate of nothing is not 0. */
function runsOf(values: readonly (number | null)[]): { start: number; values: number[] }[] {
  const runs: { start: number; values: number[] }[] = [];
  values.forEach((v, i) => {
    if (v === null) return;
    const last = runs.at(-1);
    if (last && last.start + last.values.length === i) last.values.push(v);
    else runs.push({ start: i, values: [v] });
  });
  return runs;
}

export function Trend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const months = useMonths();
  const go = useGoToMonth();
  const gradient = useId();
  const { metric } = useView();
  const { title, reading } = useMetric(metric);
  const trend = useTrend(useQuestion(), metric, months?.from ?? null, months?.to ?? null);
  if (!months || months.months.length < 2) return null;
  const byMonth = new Map(trend.data?.map((p) => [p.month, p.value]));
  const values = months.months.map((m) => byMonth.get(m) ?? null);
  const max = Math.max(...values.map((v) => v ?? 0)) || 1;
  const step = WIDTH / (values.length - 1);
  const y = (v: number) => FLOOR - (v / max) * (FLOOR - TOP);
  const runs = runsOf(values).map(({ start, values: run }) => ({
    from: (start * step).toFixed(1),
    to: ((start + run.length - 1) * step).toFixed(1),
    line: run.map((v, i) => `${((start + i) * step).toFixed(1)},${y(v).toFixed(1)}`).join(" "),
  }));
  const now = values[months.index] ?? null;
  // The day that the month's number is of, which need not be the date in view.
  const month = months.months[months.index] as string;
  const read = hasPeriod(metric)
    ? formatMonth(month, language)
    : formatShortDate(dateOfMonth(month, months.today), language);
  const colour = isStage(metric) ? STAGE_COLOURS[metric] : "var(--accent)";
  const name = t("panel.trend", { title: localized(title, language) });
  const ends = [values[0], values.at(-1)].map((v) => formatLabel(v, reading, language));
  return (
    <Section
      title={name}
      extra={
        <span className="quiet number">
          {read} · {formatValue(now, reading, language)}
        </span>
      }
    >
      {trend.error ? (
        <ErrorNote error={trend.error} retry={() => void trend.refetch()} />
      ) : !trend.data ? (
        <Skeleton lines={1} height={HEIGHT} />
      ) : (
        // The time bar does the same by keyboard; this is a shortcut for the mouse.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <svg
          className="trend"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${name}: ${ends.join(" → ")}`}
          style={{ color: colour }}
          onClick={(e) => {
            const box = e.currentTarget.getBoundingClientRect();
            go(Math.round(((e.clientX - box.left) / box.width) * (values.length - 1)), false);
          }}
        >
          <defs>
            <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="currentColor" stopOpacity="0.32" />
              <stop offset="1" stopColor="currentColor" stopOpacity="0.03" />
            </linearGradient>
          </defs>
          <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} className="axis" />
          {runs.map(({ from, to, line }) => (
            <g key={from}>
              <polygon
                points={`${from},${FLOOR} ${line} ${to},${FLOOR}`}
                fill={`url(#${gradient})`}
              />
              <polyline points={line} className="line" />
            </g>
          ))}
          <line
            x1={months.index * step}
            x2={months.index * step}
            y1={TOP - 6}
            y2={FLOOR}
            className="now"
          />
          {now !== null && <circle cx={months.index * step} cy={y(now)} r="4" className="dot" />}
        </svg>
      )}
      <div className="trend-ends quiet number">
        <span>{formatMonth(months.months[0] as string, language)}</span>
        <span>{formatMonth(months.months.at(-1) as string, language)}</span>
      </div>
    </Section>
  );
}
