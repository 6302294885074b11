// The small card beside the pointer.
import { formatChange, formatValue } from "../model/figure";
import { formatCount } from "../model/format";
import { hasPeriod } from "../model/metrics";
import { STAGES_AND_NONE } from "../model/palette";
import { useRegionChanges } from "../state/compare";
import { useMetric } from "../state/metric";
import { useLanguage } from "../state/preferences";
import { useView } from "../state/view";
import { localized, useTranslation } from "../ui/i18n";
import { StageTag } from "../ui/stage-tag";
import type { Pointed } from "./use-pointer";

export function HoverTip({ pointed, width }: { pointed: Pointed; width: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric } = useView();
  const { title, reading } = useMetric(metric);
  const { hit, x, y } = pointed;
  const changes = useRegionChanges().data;
  const changed =
    hit.kind === "region" ? changes?.rows.find((row) => row.region === hit.code) : undefined;
  const leftSide = x > width - 230;
  const style = {
    transform: `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(${leftSide ? "calc(-100% - 14px)" : "14px"}, 14px)`,
  };
  const figure = (value: number | null) => (
    <span className="tip-line">
      {localized(title, language)}
      <b className="number">{formatValue(value, reading, language)}</b>
    </span>
  );
  return (
    <div className="hover-tip" style={style} data-testid="hover-tip">
      {hit.kind === "station" && (
        <>
          <strong>{hit.name}</strong>
          <StageTag stage={hit.stage} />
          {hasPeriod(metric) && figure(hit.value)}
        </>
      )}
      {hit.kind === "cluster" && (
        <>
          <strong>
            {t("map.stations", { count: hit.count, formatted: formatCount(hit.count, language) })}
          </strong>
          {hasPeriod(metric) && figure(hit.value)}
          <ul>
            {STAGES_AND_NONE.map((stage, i) =>
              hit.stages[i] ? (
                <li key={stage}>
                  <StageTag stage={stage} />
                  <span className="number">{formatCount(hit.stages[i], language)}</span>
                </li>
              ) : null,
            )}
          </ul>
        </>
      )}
      {hit.kind === "region" && (
        <>
          <strong>{hit.name}</strong>
          {changed ? (
            <>
              <span className="tip-line">{localized(title, language)}</span>
              <span className="tip-line number">
                {`${formatValue(changed.before, reading, language)} → ${formatValue(changed.after, reading, language)}`}
                <b>{formatChange(changed.absolute, reading, language)}</b>
              </span>
            </>
          ) : (
            figure(hit.value)
          )}
          <span className="quiet">{t("map.drill")}</span>
        </>
      )}
    </div>
  );
}
