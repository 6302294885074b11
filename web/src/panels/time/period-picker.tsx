// The period of metrics that sum over one, beside the date. A choice of one's
// own opens Ant Design's range, loaded when asked for.
import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { addDays } from "../../model/date";
import { hasPeriod } from "../../model/metrics";
import { PERIODS, type PeriodName, spanOf } from "../../model/period";
import { useShapeInUrl } from "../../state/drawing";
import { useMonths } from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";
import { useFocusBack } from "../../ui/use-focus-back";

const RangeCalendar = lazy(() => import("./range-calendar"));

const OWN = "own";
/** The range chosen, apart from the way to choose one, so that it can be chosen again. */
const CHOSEN = "chosen";

/** `always`: also where the metric in view sums over none. */
export function PeriodPicker({ always = false }: { always?: boolean }) {
  const { t } = useTranslation();
  const { period, metric, layers } = useView();
  const setView = useSetView();
  const months = useMonths();
  const [picking, setPicking] = useState(false);
  const select = useRef<HTMLSelectElement>(null);
  useFocusBack(picking, select);
  const drawn = useShapeInUrl();
  // The heat weighs what was sold in it and what was drawn is told with its money, whatever the
  // metric in view is.
  const needed = always || hasPeriod(metric) || layers.includes("heat") || drawn;
  if (!months || !needed) return null;
  const { date, today } = months;
  const span = spanOf(period, date);
  const own = typeof period === "object";
  const choose = (value: string) => {
    if (value === OWN) setPicking(true);
    else if (value !== CHOSEN) setView({ period: value as PeriodName });
  };
  return (
    <span className="period-picker" data-testid="period">
      <span className="button period" aria-hidden="true">
        {own ? <SpanText {...span} /> : t(`period.${period}`)}
        <ChevronDown size={14} />
      </span>
      <select
        ref={select}
        aria-label={t("period.label")}
        value={own ? CHOSEN : period}
        onChange={(e) => choose(e.target.value)}
      >
        {own && <option value={CHOSEN}>{`${span.from} – ${addDays(span.to, -1)}`}</option>}
        {PERIODS.map((name) => (
          <option key={name} value={name}>
            {t(`period.${name}`)}
          </option>
        ))}
        <option value={OWN}>{t("period.own")}</option>
      </select>
      {picking && (
        <Suspense fallback={null}>
          <RangeCalendar
            first={span.from}
            last={addDays(span.to, -1)}
            latest={today}
            onPick={(first, last) => {
              setView({ period: { from: first, to: addDays(last, 1) } });
              setPicking(false);
            }}
            close={() => setPicking(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
