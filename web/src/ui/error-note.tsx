// A failure in words: what is wrong and what came, and a way to try again.
import { RotateCw } from "lucide-react";
import { asProblem } from "../api/problem";
import { useTranslation } from "./i18n";
import { problemText } from "./problem-text";
import { Reason } from "./reason";

export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <div className="error-note" role="alert">
      <strong>{problemText(problem, t)}</strong>
      <p>
        <Reason problem={problem} />
      </p>
      {problem.got && <p className="quiet">{t("error.got", { got: problem.got })}</p>}
      {retry && (
        <button type="button" className="text-button" onClick={retry}>
          <RotateCw size={14} aria-hidden="true" /> {t("error.retry")}
        </button>
      )}
    </div>
  );
}
