// Twelve months at a glance: sales as bars, the fee rate as a line over them.
import { useState } from "react";
import type { Account } from "../../api/types";
import { formatValue } from "../../model/figure";
import { formatMonth } from "../../model/format";
import { type MonthPoint, monthPoints } from "../../model/terms";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { localized, useTranslation } from "../../ui/i18n";

const WIDTH = 312;
const HEIGHT = 64;
/** The line of rates keeps to the upper part. */
const LINE_TOP = 6;
const LINE_FLOOR = 34;

export function Months({ months }: { months: Account["months"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const gmv = useMetric("gmv");
  const rate = useMetric("fee_rate");
  const points = monthPoints(months);
  const [looked, setLooked] = useState<number | null>(null);
  if (!points.some((p) => p.height > 0)) {
    return <p className="quiet months-none">{t("account.noMonths")}</p>;
  }
  const step = WIDTH / points.length;
  const rates = points.flatMap((p) => p.feeRate ?? []);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const y = (r: number) =>
    high > low
      ? LINE_FLOOR - ((r - low) / (high - low)) * (LINE_FLOOR - LINE_TOP)
      : (LINE_FLOOR + LINE_TOP) / 2;
  const place = (p: MonthPoint, i: number) =>
    p.feeRate === null ? [] : [[(i + 0.5) * step, y(p.feeRate)] as const];
  const line = points.flatMap(place);
  const words = (p: MonthPoint) =>
    `${formatMonth(p.month, language)}: ${localized(gmv.title, language)} ${formatValue(p.gmv, "money", language)}, ${localized(rate.title, language)} ${formatValue(p.feeRate, "rate", language)}`;
  const at = points[looked ?? points.length - 1] as MonthPoint;
  return (
    <figure className="months" data-testid="months">
      <figcaption className="number">
        <span className="quiet">{formatMonth(at.month, language)}</span>
        <span>
          <i className="bar" /> {formatValue(at.gmv, "money", language)}
        </span>
        <span>
          <i className="line" /> {formatValue(at.feeRate, "rate", language)}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${t("account.months")}. ${points.map(words).join("; ")}`}
        onPointerLeave={() => setLooked(null)}
        onPointerMove={(e) => {
          const box = e.currentTarget.getBoundingClientRect();
          const i = Math.floor(((e.clientX - box.left) / box.width) * points.length);
          setLooked(Math.max(0, Math.min(points.length - 1, i)));
        }}
      >
        {points.map((p, i) => (
          <rect
            key={p.month}
            x={i * step + 2}
            width={step - 4}
            y={HEIGHT - p.height * (HEIGHT - 8)}
            height={p.height * (HEIGHT - 8)}
            rx="2"
            className={i === (looked ?? points.length - 1) ? "bar now" : "bar"}
          />
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="axis" />
        {line.length > 1 && (
          <polyline points={line.map((p) => p.join(",")).join(" ")} className="rate" />
        )}
        {line.map(([cx, cy]) => (
          <circle key={cx} cx={cx} cy={cy} r="2.2" className="rate-dot" />
        ))}
      </svg>
      <p className="trend-ends quiet number">
        <span>{formatMonth(points[0]?.month ?? "", language)}</span>
        <span>{formatMonth(points.at(-1)?.month ?? "", language)}</span>
      </p>
    </figure>
  );
}
