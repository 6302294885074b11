// A condition in CQL2, typed by hand. It counts once the server takes it; what the server has against
// it stands right below, and the map stays as it is.
import { useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import { useFilterCheck, useTotals } from "../../state/queries";
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
  const check = useFilterCheck();
  const { reset } = check;
  const now = useRef(question.filter);
  useEffect(() => {
    now.current = question.filter;
    setText(question.filter);
    reset();
  }, [question.filter, reset]);

  const tried = check.error ?? (question.filter ? error : null);
  const problem = tried ? asProblem(tried) : null;
  const ours = problem && (check.error || (problem.parameter ?? "filter") === "filter");
  const apply = () => {
    const filter = text.trim();
    if (!filter) return setView({ filter });
    const before = now.current;
    // Not by a callback of the mutation, which a popup that is closed meanwhile would take along.
    check.mutateAsync(filter).then(
      () => {
        // Unless another one was set meanwhile.
        if (now.current === before) setView({ filter });
      },
      () => undefined,
    );
  };
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
        readOnly={check.isPending}
        onChange={(e) => {
          setText(e.target.value);
          if (check.error) check.reset();
        }}
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
        disabled={check.isPending || (text.trim() === question.filter && !check.error)}
        onClick={apply}
      >
        {t("rail.apply")}
      </button>
    </Disclosure>
  );
}
