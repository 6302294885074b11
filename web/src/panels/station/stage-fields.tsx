// Which stage, from which day on, and why: what every form of a stage asks.
import { useId } from "react";
import { STAGES } from "../../model/palette";
import type { StageDraft } from "../../model/station-edit";
import { DateField } from "../../ui/date-field";
import { useTranslation, wordFor } from "../../ui/i18n";
import { stageColour } from "../../ui/stage-tag";

interface Props {
  draft: StageDraft;
  onChange: (patch: Partial<StageDraft>) => void;
}

export function StageFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <fieldset className="chips">
        <legend>{t("station.stage")}</legend>
        <div>
          {STAGES.map((stage) => (
            <button
              key={stage}
              type="button"
              className="chip"
              aria-pressed={draft.stage === stage}
              onClick={() => onChange({ stage })}
            >
              <i className="swatch" style={{ background: stageColour(stage) }} />
              {wordFor("stage", stage)}
            </button>
          ))}
        </div>
      </fieldset>
      <DateField
        label={t("station.date")}
        value={draft.valid_from}
        onChange={(valid_from) => onChange({ valid_from })}
      />
      <label htmlFor={`${id}-note`}>
        <span>{t("station.note")}</span>
        <input
          id={`${id}-note`}
          type="text"
          value={draft.note}
          placeholder={t("station.notePlaceholder")}
          onChange={(e) => onChange({ note: e.target.value })}
        />
      </label>
    </>
  );
}
