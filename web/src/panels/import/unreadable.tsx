// A file that cannot be read as it is said to be: why, and what may be said otherwise.
import { asProblem } from "../../api/problem";
import type { ImportParams } from "../../model/imports";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { TextFields } from "./text-fields";
import { told } from "./words";

interface Props {
  error: unknown;
  params: ImportParams;
  change: (patch: Partial<ImportParams>) => void;
  retry: () => void;
}

/** What is wrong with a text may be how it is read. */
const OF_TEXTS = ["encoding", "delimiter"];

export function Unreadable({ error, params, change, retry }: Props) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  if (problem.status !== 422 && problem.status !== 400) {
    return <ErrorNote error={error} retry={retry} />;
  }
  const isText =
    OF_TEXTS.includes(problem.parameter ?? "") ||
    params.encoding !== null ||
    params.delimiter !== null;
  return (
    <section className="card unreadable" aria-label={t("imports.unreadable")}>
      <div className="error-note" role="alert">
        <strong>{t("imports.unreadable")}</strong>
        <p>{told(problem.detail ?? problem.title, t)}</p>
      </div>
      {isText && (
        <div className="import-fields">
          <TextFields params={params} change={change} />
        </div>
      )}
      {(params.columns.length > 0 || params.sheet) && (
        <button
          type="button"
          className="text-button"
          onClick={() => change({ columns: [], sheet: null })}
        >
          {t("imports.forgetSaid")}
        </button>
      )}
    </section>
  );
}
