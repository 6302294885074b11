// What the colours of regions mean. Stages need no legend of their own: their
// colours stand on the chips of the filter.
import { coloursFor, SCALES } from "../../model/classes";
import { formatValue } from "../../model/figure";
import { FIGURE_RAMP } from "../../model/palette";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useClasses } from "../../state/region-view";
import { useSymbolClasses } from "../../state/symbol-classes";
import { useSetView, useView } from "../../state/view";
import { localized, useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { Gradient } from "./gradient";
import { HeatKey } from "./heat-key";
import { Spread } from "./spread";
import { useKeys } from "./use-keys";

/** `plain`: to be read only. */
export function Legend({ plain = false }: { plain?: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { layers, metric, compare, scale } = useView();
  const setView = useSetView();
  const { classes } = useClasses();
  const keys = useKeys();
  const { title, reading } = useMetric(metric);
  const symbols = useSymbolClasses(metric);
  const shown = layers.includes("stations") ? symbols : null;
  const regions = layers.includes("regions");
  const hot = layers.includes("heat");
  if (!regions && !shown && !hot) return null;
  const ownValues = regions && compare === null;
  return (
    <section className="legend" data-testid="legend" aria-label={t("rail.legend")}>
      {(regions || shown) && (
        <div className="legend-head">
          <h2>
            {compare === null
              ? localized(title, language)
              : t("compare.changeOf", { title: localized(title, language) })}
          </h2>
          {ownValues && !plain && (
            <Segments
              look="small"
              label={t("rail.scale.label")}
              value={scale}
              options={SCALES.map((value) => ({ value, label: t(`rail.scale.${value}`) }))}
              onChange={(next) => setView({ scale: next }, { replace: true })}
            />
          )}
        </div>
      )}
      {regions &&
        (!keys ? (
          <Skeleton lines={3} />
        ) : ownValues && scale === "continuous" && classes ? (
          <Gradient classes={classes} reading={reading} />
        ) : (
          <ul>
            {keys.map(({ colour, text }) => (
              <li key={text}>
                <i style={{ background: colour }} />
                <span className="number">{text}</span>
              </li>
            ))}
          </ul>
        ))}
      {ownValues && <Spread reading={reading} plain={plain} />}
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
      {hot && <HeatKey />}
    </section>
  );
}
