// Stations online at the end of each month; a month is chosen by clicking it.
import { useId } from "react";
import { dateOfMonth } from "../../model/date";
import { formatCompact, formatCount, formatMonth, formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTrend } from "../../state/queries";
import { useGoToMonth, useMonths } from "../../state/time";
import { useQuestion } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";

const WIDTH = 308;
const HEIGHT = 84;
const TOP = 8;
const FLOOR = HEIGHT - 4;

export function Trend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const months = useMonths();
  const go = useGoToMonth();
  const gradient = useId();
  const trend = useTrend(useQuestion(), months?.from ?? null, months?.to ?? null);
  if (!months || months.months.length < 2) return null;
  const byMonth = new Map(trend.data?.map((p) => [p.month, p.value ?? 0]));
  const values = months.months.map((m) => byMonth.get(m) ?? 0);
  const max = Math.max(1, ...values);
  const step = WIDTH / (values.length - 1);
  const y = (v: number) => FLOOR - (v / max) * (FLOOR - TOP);
  const line = values.map((v, i) => `${(i * step).toFixed(1)},${y(v).toFixed(1)}`).join(" ");
  const now = values[months.index] ?? 0;
  // The day that the month's number is of, which need not be the date in view.
  const read = dateOfMonth(months.months[months.index] as string, months.today);
  return (
    <Section
      title={t("panel.trend")}
      extra={
        <span className="quiet number">
          {formatShortDate(read, language)} · {formatCount(now, language)}
        </span>
      }
    >
      {!trend.data ? (
        <Skeleton lines={1} height={HEIGHT} />
      ) : (
        // The time bar does the same by keyboard; this is a shortcut for the mouse.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <svg
          className="trend"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${t("panel.trend")}: ${formatCompact(values[0] ?? 0, language)} → ${formatCompact(values.at(-1) ?? 0, language)}`}
          onClick={(e) => {
            const box = e.currentTarget.getBoundingClientRect();
            go(Math.round(((e.clientX - box.left) / box.width) * (values.length - 1)), false);
          }}
        >
          <defs>
            <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="#009e73" stopOpacity="0.32" />
              <stop offset="1" stopColor="#009e73" stopOpacity="0.03" />
            </linearGradient>
          </defs>
          <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} className="axis" />
          <polygon points={`0,${FLOOR} ${line} ${WIDTH},${FLOOR}`} fill={`url(#${gradient})`} />
          <polyline points={line} className="line" />
          <line
            x1={months.index * step}
            x2={months.index * step}
            y1={TOP - 6}
            y2={FLOOR}
            className="now"
          />
          <circle cx={months.index * step} cy={y(now)} r="4" className="dot" />
        </svg>
      )}
      <div className="trend-ends quiet number">
        <span>{formatMonth(months.months[0] as string, language)}</span>
        <span>{formatMonth(months.months.at(-1) as string, language)}</span>
      </div>
    </Section>
  );
}
