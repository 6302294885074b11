// The small card beside the pointer.
import { formatCount, formatValue } from "../model/format";
import { STAGES_AND_NONE } from "../model/palette";
import { useLanguage } from "../state/preferences";
import { useMetrics } from "../state/queries";
import { useView } from "../state/view";
import { localized, useTranslation } from "../ui/i18n";
import { StageTag } from "../ui/stage-tag";
import type { Pointed } from "./use-pointer";

export function HoverTip({ pointed, width }: { pointed: Pointed; width: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric } = useView();
  const info = useMetrics().data?.find((m) => m.id === metric);
  const { hit, x, y } = pointed;
  const leftSide = x > width - 230;
  const style = {
    transform: `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(${leftSide ? "calc(-100% - 14px)" : "14px"}, 14px)`,
  };
  return (
    <div className="hover-tip" style={style} data-testid="hover-tip">
      {hit.kind === "station" && (
        <>
          <strong>{hit.name}</strong>
          <StageTag stage={hit.stage} />
        </>
      )}
      {hit.kind === "cluster" && (
        <>
          <strong>
            {t("map.stations", { count: hit.count, formatted: formatCount(hit.count, language) })}
          </strong>
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
          <span className="tip-line">
            {info ? localized(info.title, language) : metric}
            <b className="number">{formatValue(hit.value, info?.unit, language)}</b>
          </span>
          <span className="quiet">{t("map.drill")}</span>
        </>
      )}
    </div>
  );
}
