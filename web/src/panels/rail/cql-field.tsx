// A condition in CQL2, typed by hand. It is asked for as soon as it is applied,
// and what the server has against it stands right below.
import { useEffect, useState } from "react";
import { asProblem } from "../../api/problem";
import { useTotals } from "../../state/queries";
import { useQuestion, useSetView, useView } from "../../state/view";
import { Disclosure } from "../../ui/disclosure";
import { useTranslation } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { Reason } from "../../ui/reason";

export function CqlField() {
  const { t } = useTranslation();
  const setView = useSetView();
  const question = useQuestion();
  const { metric } = useView();
  const { error } = useTotals(question, metric);
  const [text, setText] = useState(question.filter);
  useEffect(() => setText(question.filter), [question.filter]);

  const problem = error ? asProblem(error) : null;
  const ours = problem && question.filter && (problem.parameter ?? "filter") === "filter";
  const apply = () => setView({ filter: text.trim() });
  return (
    <Disclosure className="cql" title={t("rail.cql")} open={question.filter !== ""}>
      <textarea
        rows={3}
        spellCheck={false}
        aria-label={t("rail.cql")}
        aria-invalid={Boolean(ours)}
        aria-describedby={ours ? "cql-error" : undefined}
        placeholder={t("rail.cqlHint")}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== "Enter" || e.shiftKey || e.nativeEvent.isComposing) return;
          e.preventDefault();
          apply();
        }}
      />
      {ours && (
        <p id="cql-error" className="field-error" role="alert">
          <Reason problem={problem} otherwise={problemText(problem, t)} />
        </p>
      )}
      <button
        type="button"
        className="button"
        disabled={text.trim() === question.filter}
        onClick={apply}
      >
        {t("rail.apply")}
      </button>
    </Disclosure>
  );
}
