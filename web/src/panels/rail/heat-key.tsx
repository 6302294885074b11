// What the heat weighs. Its colours compare places on the map with one another:
// they have no numbers of their own.
import { heatMetric } from "../../model/heat";
import { FIGURE_RAMP } from "../../model/palette";
import { spanOf } from "../../model/period";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useMonths } from "../../state/time";
import { useView } from "../../state/view";
import { localized, useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";

export function HeatKey() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric, period } = useView();
  const weighed = heatMetric(metric);
  const { title } = useMetric(weighed);
  const date = useMonths()?.date;
  const colours = FIGURE_RAMP[theme];
  return (
    <div className="heat-key" data-testid="heat-key" data-metric={weighed}>
      <p>
        <b>{t("rail.weighs", { title: localized(title, language) })}</b>
        <span className="quiet number">
          {typeof period === "string"
            ? t(`period.${period}`)
            : date && <SpanText {...spanOf(period, date)} />}
        </span>
      </p>
      <p>
        <span>{t("rail.little")}</span>
        <i
          aria-hidden="true"
          style={{ background: `linear-gradient(to right, transparent, ${colours.join(", ")})` }}
        />
        <span>{t("rail.much")}</span>
      </p>
    </div>
  );
}
