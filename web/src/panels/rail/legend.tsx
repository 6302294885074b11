// What the colours of regions mean. Stages need no legend of their own: their
// colours stand on the chips of the filter.
import { type ClassRange, coloursFor, rangesOf } from "../../model/classes";
import { formatValue } from "../../model/format";
import { NO_DATA, RAMP } from "../../model/palette";
import type { Language } from "../../model/view";
import { useLanguage, useTheme } from "../../state/preferences";
import { useMetrics } from "../../state/queries";
import { useClasses } from "../../state/region-view";
import { useView } from "../../state/view";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";

function rangeText({ from, to, open }: ClassRange, unit: string | undefined, language: Language) {
  // Counts are whole: "up to, not including, 10" is "to 9".
  const last = open && unit === "count" ? to - 1 : to;
  const [a, b] = [formatValue(from, unit, language), formatValue(last, unit, language)];
  return a === b ? a : `${a} – ${b}`;
}

export function Legend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { layers, metric } = useView();
  const { classes, unit, ready } = useClasses();
  const info = useMetrics().data?.find((m) => m.id === metric);
  if (!layers.includes("regions")) return null;
  const colours = classes ? coloursFor(classes, RAMP[theme]) : [];
  return (
    <section className="legend" data-testid="legend" aria-label={t("rail.legend")}>
      <h2>{info ? localized(info.title, language) : metric}</h2>
      {!ready && <Skeleton lines={3} />}
      <ul>
        {classes &&
          rangesOf(classes).map((range, i) => (
            <li key={range.from}>
              <i style={{ background: colours[i] }} />
              <span className="number">{rangeText(range, unit, language)}</span>
            </li>
          ))}
        {ready && (
          <li>
            <i style={{ background: NO_DATA[theme] }} />
            <span>{t("rail.noData")}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
