// A failure in words: what the server's problem document says, and a way to try again.
import { RotateCw } from "lucide-react";
import { asProblem } from "../api/problem";
import { useTranslation } from "./i18n";
import { problemText } from "./problem-text";

export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <div className="error-note" role="alert">
      <strong>{problemText(problem, t)}</strong>
      {problem.status > 0 && <p>{problem.detail ?? problem.title}</p>}
      {problem.got && <p className="quiet">{t("error.got", { got: problem.got })}</p>}
      {problem.allowed && (
        <p className="quiet">{t("error.allowed", { allowed: problem.allowed })}</p>
      )}
      {retry && (
        <button type="button" className="text-button" onClick={retry}>
          <RotateCw size={14} aria-hidden="true" /> {t("error.retry")}
        </button>
      )}
    </div>
  );
}
