// The way back from an import as a whole: what that would put back is told before it is done.
import { Undo2 } from "lucide-react";
import type { Undone } from "../../api/imports";
import { asProblem } from "../../api/problem";
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
      {error ? <Refused error={error} /> : <Ask data={ask.data} />}
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

/** So many of the things that are in the way are named. */
const NAMED = 5;

/** Why it cannot be undone: what was changed since, and by which revision. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { status, causes } = asProblem(error);
  if (status !== 409) return <ErrorNote error={error} />;
  return (
    <div className="error-note" role="alert">
      <strong>{t("imports.undoRefused")}</strong>
      <ul>
        {causes.slice(0, NAMED).map(({ entity, key, revision }, at) => (
          <li key={at}>
            {t(`station.entity.${entity}`, { defaultValue: entity })}{" "}
            {Object.values(key).join(" · ")}
            {revision !== undefined && ` — ${t("imports.byRevision", { revision })}`}
          </li>
        ))}
      </ul>
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
