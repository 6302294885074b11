// One stage for many stations: what would change is shown before anything does, and
// what was done is one revision, which is taken back as one.
import "../station/station.css";
import { useDeferredValue, useId, useState } from "react";
import { asProblem } from "../../api/problem";
import { formatCount } from "../../model/format";
import {
  allMoves,
  bulkStageOf,
  MOST_AT_ONCE,
  MOST_LEFT_OUT,
  type StageDraft,
} from "../../model/station-edit";
import { useLanguage } from "../../state/preferences";
import { useStageMany, useStagePreview, useStanding } from "../../state/station-edits";
import { useListed } from "../../state/stations";
import { showToast } from "../../state/toasts";
import { Dialog } from "../../ui/dialog";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation, wordFor } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { Skeleton } from "../../ui/skeleton";
import { StageFields } from "../station/stage-fields";
import { BulkPreview } from "./bulk-preview";
import type { Chosen } from "./use-selection";

interface Props {
  chosen: Chosen;
  /** From which day on, at first. */
  date: string;
  close: () => void;
}

export default function BulkStage({ chosen, date, close }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { question, narrowing } = useListed();
  const [draft, setDraft] = useState<StageDraft>({ stage: "online", valid_from: date, note: "" });
  const { selection, count } = chosen;
  // What is chosen stays as it is while the dialog is open.
  const opened = useId();
  const bulk = bulkStageOf(selection, question, narrowing, draft);
  const note = useDeferredValue(draft.note);
  const asked = bulkStageOf(selection, question, narrowing, { ...draft, note });
  const tooMany = count > MOST_AT_ONCE;
  const leftOut = selection.all && selection.codes.size > MOST_LEFT_OUT;
  const able = !tooMany && !leftOut;
  const preview = useStagePreview(opened, asked, able);
  const change = useStageMany();
  const say = (n: number) => formatCount(n, language);

  const takeBack = (undo: () => Promise<void>) =>
    undo()
      .then(() => showToast({ text: t("station.undone"), tone: "plain" }))
      .catch((error) => {
        const problem = asProblem(error);
        const text = problem.status === 409 ? t("stations.bulk.kept") : problemText(problem, t);
        showToast({ text, tone: "bad" });
      });
  const commit = () =>
    change.mutate(bulk, {
      onSuccess: ({ answer, undo }) => {
        showToast({
          text: t("stations.bulk.done", {
            formatted: say(answer.changed),
            stage: wordFor("stage", draft.stage),
          }),
          tone: "good",
          ...(undo && { action: { label: t("station.undo"), run: () => void takeBack(undo) } }),
        });
        chosen.clear();
        close();
      },
    });
  const { data: answer } = preview;
  // What is written is what was looked at.
  const checked = able && preview.isSuccess && !preview.isPlaceholderData;
  // Of very many the answer lists the first ones only; where they stand today is known of all.
  const many = (answer?.more ?? 0) > 0 && selection.all && draft.valid_from === date;
  const standing = useStanding(many ? bulk.query : null);
  const moves = answer && standing && many ? allMoves(standing, draft.stage, answer) : null;
  return (
    <Dialog title={t("stations.bulk.title", { formatted: say(count) })} width={620} onClose={close}>
      <form
        className="stage-form bulk-stage"
        data-testid="bulk-stage"
        onSubmit={(e) => {
          e.preventDefault();
          commit();
        }}
      >
        <StageFields draft={draft} onChange={(patch) => setDraft({ ...draft, ...patch })} />
        {tooMany ? (
          <p className="field-error" role="alert">
            {t("stations.bulk.tooMany", { most: say(MOST_AT_ONCE), formatted: say(count) })}
          </p>
        ) : leftOut ? (
          <p className="field-error" role="alert">
            {t("stations.bulk.leftOut", { most: say(MOST_LEFT_OUT) })}
          </p>
        ) : preview.error ? (
          <ErrorNote error={preview.error} retry={() => void preview.refetch()} />
        ) : answer ? (
          <BulkPreview
            answer={answer}
            moves={moves}
            stage={draft.stage}
            stale={preview.isPlaceholderData}
          />
        ) : (
          <div className="bulk-waiting">
            <Skeleton lines={9} height={22} />
          </div>
        )}
        {change.error && <ErrorNote error={change.error} />}
        <div className="form-actions">
          <button
            type="submit"
            className="button primary"
            disabled={!checked || change.isPending || answer?.changed === 0}
          >
            {change.isPending
              ? t("stations.bulk.working")
              : t("stations.bulk.commit", { formatted: say(answer?.changed ?? 0) })}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("station.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
