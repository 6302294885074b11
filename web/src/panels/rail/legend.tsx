// What the colours of regions mean. Stages need no legend of their own: their
// colours stand on the chips of the filter.
import { type ClassRange, coloursFor, rangesOf } from "../../model/classes";
import { formatChange, formatRange, formatRelative, formatValue } from "../../model/figure";
import { hasPeriod, isWhole, type Reading } from "../../model/metrics";
import { DIVERGING, FIGURE_RAMP, NO_DATA, RAMP } from "../../model/palette";
import type { Language } from "../../model/view";
import { useRegionChanges } from "../../state/compare";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useClasses } from "../../state/region-view";
import { useSymbolClasses } from "../../state/symbol-classes";
import { useView } from "../../state/view";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";

function rangeText(
  { from, to, open }: ClassRange,
  reading: Reading | undefined,
  language: Language,
) {
  // Counts are whole: "up to, not including, 10" is "to 9".
  return formatRange(from, open && isWhole(reading) ? to - 1 : to, reading, language);
}

/** What the colours of a comparison mean. */
function ChangeKey() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric, change } = useView();
  const { reading } = useMetric(metric);
  const changes = useRegionChanges().data;
  if (!changes) return <Skeleton lines={3} />;
  const limit = changes.scale?.limit ?? 0;
  const text = (n: number) =>
    change === "relative" ? formatRelative(n, language) : formatChange(n, reading, language);
  const words = [
    `≤ ${text(-limit)}`,
    t("compare.less"),
    t("compare.none"),
    t("compare.more"),
    `≥ ${text(limit)}`,
    t("rail.noData"),
  ];
  return (
    <ul>
      {[...DIVERGING[theme], NO_DATA[theme]].map((colour, i) => (
        <li key={colour}>
          <i style={{ background: colour }} />
          <span className="number">{words[i]}</span>
        </li>
      ))}
    </ul>
  );
}

export function Legend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { layers, metric, compare } = useView();
  const { classes, ready } = useClasses();
  const { title, reading } = useMetric(metric);
  const symbols = useSymbolClasses();
  // Where all in sight are alike, their colour says nothing.
  const told = layers.includes("stations") && hasPeriod(metric) && symbols?.limits.length;
  const shown = told ? symbols : null;
  if (!layers.includes("regions") && !shown) return null;
  const colours = classes ? coloursFor(classes, RAMP[theme]) : [];
  return (
    <section className="legend" data-testid="legend" aria-label={t("rail.legend")}>
      <h2>
        {compare === null
          ? localized(title, language)
          : t("compare.changeOf", { title: localized(title, language) })}
      </h2>
      {layers.includes("regions") && compare !== null && <ChangeKey />}
      {layers.includes("regions") && compare === null && !ready && <Skeleton lines={3} />}
      <ul hidden={!layers.includes("regions") || compare !== null}>
        {classes &&
          rangesOf(classes).map((range, i) => (
            <li key={range.from}>
              <i style={{ background: colours[i] }} />
              <span className="number">{rangeText(range, reading, language)}</span>
            </li>
          ))}
        {ready && (
          <li>
            <i style={{ background: NO_DATA[theme] }} />
            <span>{t("rail.noData")}</span>
          </li>
        )}
      </ul>
      {shown && (
        // Ranges of stations depend on what is in sight: the ends say enough.
        <p className="legend-symbols">
          <span>{t("rail.perStation")}</span>
          <span className="number">{formatValue(shown.min, reading, language)}</span>
          <i aria-hidden="true">
            {coloursFor(shown, FIGURE_RAMP[theme]).map((colour) => (
              <b key={colour} style={{ background: colour }} />
            ))}
          </i>
          <span className="number">{formatValue(shown.max, reading, language)}</span>
        </p>
      )}
    </section>
  );
}
