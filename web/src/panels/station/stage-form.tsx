// Adds a dated stage to a station. What the server refuses is said beside the
// field it names; what it accepts can be taken back.
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { StageDraft } from "../../model/station-edit";
import { useStageChange } from "../../state/stage-changes";
import { showToast } from "../../state/toasts";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation, wordFor } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { StageFields } from "./stage-fields";

interface Props {
  code: string;
  name: string;
  date: string;
  done: () => void;
}

export default function StageForm({ code, name, date, done }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<StageDraft>({ stage: "online", valid_from: date, note: "" });
  const change = useStageChange(code);

  // The form is gone by then, so the toast itself waits for what comes of it.
  const takeBack = (undo: () => Promise<void>) =>
    undo()
      .then(() => showToast({ text: t("station.undone"), tone: "plain" }))
      .catch((error) => showToast({ text: problemText(asProblem(error), t), tone: "bad" }));
  const save = () =>
    change.mutate(
      { ...draft, note: draft.note.trim() || null },
      {
        onSuccess: (undo) => {
          showToast({
            text: t("station.saved", { name, stage: wordFor("stage", draft.stage) }),
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
      <StageFields draft={draft} onChange={(patch) => setDraft({ ...draft, ...patch })} />
      {change.error && <ErrorNote error={change.error} />}
      <div className="form-actions">
        <button type="submit" className="button primary" disabled={change.isPending}>
          {t("station.save")}
        </button>
        <button type="button" className="button" onClick={done}>
          {t("station.cancel")}
        </button>
      </div>
    </form>
  );
}
