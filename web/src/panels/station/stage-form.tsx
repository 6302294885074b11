// Adds a dated stage to a station. What the server refuses is said beside the
// field it names; what it accepts can be taken back.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { asProblem } from "../../api/problem";
import { STAGES } from "../../model/palette";
import { useStageChange } from "../../state/stage-changes";
import { showToast } from "../../state/toasts";
import { AntSurroundings } from "../../ui/ant-surroundings";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation, wordFor } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { stageColour } from "../../ui/stage-tag";

interface Props {
  code: string;
  name: string;
  date: string;
  done: () => void;
}

export default function StageForm({ code, name, date, done }: Props) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<string>("online");
  const [validFrom, setValidFrom] = useState(date);
  const [note, setNote] = useState("");
  const change = useStageChange(code);
  const id = useId();

  // The form is gone by then, so the toast itself waits for what comes of it.
  const takeBack = (undo: () => Promise<void>) =>
    undo()
      .then(() => showToast({ text: t("station.undone"), tone: "plain" }))
      .catch((error) => showToast({ text: problemText(asProblem(error), t), tone: "bad" }));
  const save = () =>
    change.mutate(
      { valid_from: validFrom, stage, note: note.trim() || null },
      {
        onSuccess: (undo) => {
          showToast({
            text: t("station.saved", { name, stage: wordFor("stage", stage) }),
            tone: "good",
            action: { label: t("station.undo"), run: () => void takeBack(undo) },
          });
          done();
        },
      },
    );
  return (
    <form
      className="stage-form"
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      <fieldset className="chips">
        <legend>{t("station.stage")}</legend>
        <div>
          {STAGES.map((s) => (
            <button
              key={s}
              type="button"
              className="chip"
              aria-pressed={stage === s}
              onClick={() => setStage(s)}
            >
              <i className="swatch" style={{ background: stageColour(s) }} />
              {wordFor("stage", s)}
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
            value={dayjs(validFrom)}
            onChange={(picked) => picked && setValidFrom(picked.format("YYYY-MM-DD"))}
          />
        </AntSurroundings>
      </label>
      <label htmlFor={`${id}-note`}>
        <span>{t("station.note")}</span>
        <input
          id={`${id}-note`}
          type="text"
          value={note}
          placeholder={t("station.notePlaceholder")}
          onChange={(e) => setNote(e.target.value)}
        />
      </label>
      {change.error && <ErrorNote error={change.error} />}
      <div className="form-actions">
        <button type="submit" className="button primary" disabled={change.isPending || !validFrom}>
          {t("station.save")}
        </button>
        <button type="button" className="button" onClick={done}>
          {t("station.cancel")}
        </button>
      </div>
    </form>
  );
}
