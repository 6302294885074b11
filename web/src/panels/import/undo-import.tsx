// The way back from an import as a whole: what that would put back is told before it is done.
import { Undo2 } from "lucide-react";
import type { Undone } from "../../api/imports";
import { useUndo } from "../../state/imports";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { useTouched } from "./touched";

export function UndoImport({ revision, small = false }: { revision: number; small?: boolean }) {
  const { t } = useTranslation();
  const { ask, undo } = useUndo(revision);
  if (undo.data) return <Told undone={undo.data} />;
  const error = undo.error ?? ask.error;
  if (!ask.data && !error) {
    return (
      <button
        type="button"
        className={small ? "text-button" : "button"}
        disabled={ask.isPending}
        aria-label={t("imports.undoOf", { revision })}
        onClick={() => ask.mutate()}
      >
        <Undo2 size={15} aria-hidden="true" />
        {t("imports.undo")}
      </button>
    );
  }
  return (
    <div className="undo-ask" role="group" aria-label={t("imports.undoOf", { revision })}>
      {error ? <ErrorNote error={error} /> : <Ask data={ask.data} />}
      <div>
        {!error && (
          <button
            type="button"
            className="button danger"
            disabled={undo.isPending}
            onClick={() => undo.mutate()}
          >
            {t("imports.undoSure")}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            ask.reset();
            undo.reset();
          }}
        >
          {t("imports.undoNot")}
        </button>
      </div>
    </div>
  );
}

function Ask({ data }: { data: Undone | undefined }) {
  const { t } = useTranslation();
  const touched = useTouched();
  return <p>{t("imports.undoAsk", { what: touched(data?.touched ?? []) })}</p>;
}

function Told({ undone }: { undone: Undone }) {
  const { t } = useTranslation();
  const touched = useTouched();
  return (
    <p className="undone" role="status" data-testid="undone">
      {t("imports.undone", { revision: undone.revision, what: touched(undone.touched) })}
    </p>
  );
}
