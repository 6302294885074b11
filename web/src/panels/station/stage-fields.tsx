// Which stage, from which day on, and why: what every form of a stage asks.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId } from "react";
import { STAGES } from "../../model/palette";
import type { StageDraft } from "../../model/station-edit";
import { AntSurroundings } from "../../ui/ant-surroundings";
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
      <label htmlFor={`${id}-date`}>
        <span>{t("station.date")}</span>
        <AntSurroundings>
          <DatePicker
            id={`${id}-date`}
            allowClear={false}
            showNow={false}
            format="YYYY-MM-DD"
            // What stands outside of a modal dialog cannot be reached.
            getPopupContainer={(field) => field.closest("dialog") ?? document.body}
            value={dayjs(draft.valid_from)}
            onChange={(picked) => picked && onChange({ valid_from: picked.format("YYYY-MM-DD") })}
          />
        </AntSurroundings>
      </label>
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
