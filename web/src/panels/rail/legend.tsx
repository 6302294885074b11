// What the colours of regions mean. Stages need no legend of their own: their
// colours stand on the chips of the filter.
import { coloursFor } from "../../model/classes";
import { formatValue } from "../../model/figure";
import { hasPeriod } from "../../model/metrics";
import { FIGURE_RAMP } from "../../model/palette";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useSymbolClasses } from "../../state/symbol-classes";
import { useView } from "../../state/view";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { useKeys } from "./use-keys";

export function Legend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { layers, metric, compare } = useView();
  const keys = useKeys();
  const { title, reading } = useMetric(metric);
  const symbols = useSymbolClasses();
  // Where all in sight are alike, their colour says nothing.
  const told = layers.includes("stations") && hasPeriod(metric) && symbols?.limits.length;
  const shown = told ? symbols : null;
  if (!layers.includes("regions") && !shown) return null;
  return (
    <section className="legend" data-testid="legend" aria-label={t("rail.legend")}>
      <h2>
        {compare === null
          ? localized(title, language)
          : t("compare.changeOf", { title: localized(title, language) })}
      </h2>
      {layers.includes("regions") &&
        (keys ? (
          <ul>
            {keys.map(({ colour, text }) => (
              <li key={text}>
                <i style={{ background: colour }} />
                <span className="number">{text}</span>
              </li>
            ))}
          </ul>
        ) : (
          <Skeleton lines={3} />
        ))}
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
