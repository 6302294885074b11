// What the colours mean: the ranges of the choropleth, and the stages of rings and points.
import { type ClassRange, coloursFor, rangesOf } from "../../model/classes";
import { formatValue } from "../../model/format";
import { NO_DATA, RAMP, STAGE_COLOURS, STAGES_AND_NONE } from "../../model/palette";
import type { Language } from "../../model/view";
import { useLanguage, useTheme } from "../../state/preferences";
import { useMetrics } from "../../state/queries";
import { useClasses } from "../../state/region-view";
import { useView } from "../../state/view";
import { localized, useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
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
  const colours = classes ? coloursFor(classes, RAMP[theme]) : [];
  return (
    <Section title={t("rail.legend")}>
      <div className="stack">
        {layers.includes("regions") && (
          <div className="legend" data-testid="legend">
            <h3>{info ? localized(info.title, language) : metric}</h3>
            {!ready && <Skeleton lines={4} />}
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
          </div>
        )}
        {layers.includes("stations") && (
          <div className="legend stages">
            <h3>{t("rail.stage")}</h3>
            <ul>
              {STAGES_AND_NONE.map((stage) => (
                <li key={stage}>
                  <i style={{ background: STAGE_COLOURS[stage], borderRadius: "50%" }} />
                  <span>{wordFor("stage", stage)}</span>
                </li>
              ))}
            </ul>
            <p className="hint">{t("rail.stageLegend")}</p>
          </div>
        )}
      </div>
    </Section>
  );
}
