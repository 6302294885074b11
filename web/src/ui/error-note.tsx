// A failure in words: what is wrong and what came, and a way to try again.
import { RotateCw } from "lucide-react";
import { asProblem } from "../api/problem";
import { useTranslation } from "./i18n";
import { problemReason, problemText } from "./problem-text";

export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  const reason = problemReason(problem, t);
  return (
    <div className="error-note" role="alert">
      <strong>{problemText(problem, t)}</strong>
      {reason && <p>{reason}</p>}
      {problem.got && <p className="quiet">{t("error.got", { got: problem.got })}</p>}
      {retry && (
        <button type="button" className="text-button" onClick={retry}>
          <RotateCw size={14} aria-hidden="true" /> {t("error.retry")}
        </button>
      )}
    </div>
  );
}
