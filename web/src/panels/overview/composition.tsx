// How the stations divide into stages; a part filters by its stage.
import type { Values } from "../../api/types";
import { formatCount, formatPercent, NOTHING } from "../../model/format";
import { STAGE_COLOURS, STAGES, type StageOrNone } from "../../model/palette";
import { countOf } from "../../model/value";
import { toggled } from "../../model/view";
import { useLanguage } from "../../state/preferences";
import { useSetView, useView } from "../../state/view";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { StageTag } from "../../ui/stage-tag";

export function Composition({ values, region }: { values: Values; region?: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { stage: chosen } = useView();
  const setView = useSetView();
  const total = countOf(values.stations);
  const named = STAGES.map((stage) => ({
    stage: stage as StageOrNone,
    count: countOf(values[stage]),
  }));
  const rest = total - named.reduce((sum, part) => sum + part.count, 0);
  // All of them, also where there is none: nothing below moves when the date does.
  const parts = [...named, { stage: "none" as StageOrNone, count: Math.max(0, rest) }];
  return (
    <Section title={t("panel.composition")}>
      <div className="stage-bar" aria-hidden="true">
        {parts.map(
          ({ stage, count }) =>
            count > 0 && (
              <i key={stage} style={{ flexGrow: count, background: STAGE_COLOURS[stage] }} />
            ),
        )}
      </div>
      <ul className="stage-list">
        {parts.map(({ stage, count }) => (
          <li key={stage}>
            <button
              type="button"
              aria-pressed={chosen.includes(stage)}
              onClick={() => setView({ stage: toggled(chosen, stage) })}
            >
              <StageTag stage={stage} />
              <span className="number">{formatCount(count, language)}</span>
              <span className="number quiet">
                {total > 0 ? formatPercent(count / total, language) : NOTHING}
              </span>
            </button>
            {stage === "none" ? (
              <i className="explain-button" />
            ) : (
              <ExplainButton metric={stage} name={wordFor("stage", stage)} region={region} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
