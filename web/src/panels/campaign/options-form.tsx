// The options of a comparison, each applied as it is chosen or typed to its end. What
// the server has against one is told at it.
import { CalendarDays, RotateCcw } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useId, useState } from "react";
import type { ComparisonQuestion } from "../../api/campaigns";
import { asProblem } from "../../api/problem";
import { addDays } from "../../model/date";
import { REFUSED, USUAL_OPTIONS } from "../../model/uplift";
import { useCompareOptions } from "../../state/uplift";
import { useTranslation } from "../../ui/i18n";
import { problemReason } from "../../ui/problem-reason";
import { SpanText } from "../../ui/span-text";

const RangeCalendar = lazy(() => import("../time/range-calendar"));

interface Props {
  question: ComparisonQuestion | null;
  begin: string | null;
  error: Error | null;
}

type Field = keyof typeof REFUSED;

/** So many days are offered where none are asked for yet. */
const SOME_DAYS = -28;

/** A whole number that is taken over by Enter or on leaving. */
function NumberField(props: {
  id: string;
  value: number;
  most: number;
  unit?: string;
  onValue: (value: number) => void;
}) {
  const { id, value, most, unit, onValue } = props;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const take = () => {
    const number = Number(text);
    if (text.trim() === "" || !Number.isInteger(number) || number < 0)
      return setText(String(value));
    const kept = Math.min(number, most);
    setText(String(kept));
    if (kept !== value) onValue(kept);
  };
  return (
    <span className="number-field">
      <input
        id={id}
        type="text"
        inputMode="numeric"
        className="number"
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={take}
        onKeyDown={(e) => e.key === "Enter" && take()}
      />
      {unit && <span className="quiet">{unit}</span>}
    </span>
  );
}

export default function OptionsForm({ question, begin, error }: Props) {
  const { t } = useTranslation();
  const [options, set] = useCompareOptions();
  const [picking, setPicking] = useState(false);
  const [controls, setControls] = useState(options.controls);
  useEffect(() => setControls(options.controls), [options.controls]);
  const id = useId();
  const problem = error ? asProblem(error) : null;
  const row = (field: Field, control: ReactNode, hint: string) => {
    const refused = REFUSED[field].some((name) => name === problem?.parameter);
    return (
      <div className="option">
        <label htmlFor={`${id}-${field}`}>{t(`uplift.option.${field}`)}</label>
        <div className="option-control">
          {control}
          {options[field] !== USUAL_OPTIONS[field] && (
            <button
              type="button"
              className="text-button"
              onClick={() => set({ [field]: USUAL_OPTIONS[field] })}
            >
              <RotateCcw size={13} aria-hidden="true" /> {t("uplift.automatic")}
            </button>
          )}
        </div>
        {refused ? (
          <p className="field-error" role="alert">
            {t(`uplift.refused.${field}`)}
            <small>{problem && problemReason(problem, t)}</small>
          </p>
        ) : (
          <p className="hint">{hint}</p>
        )}
      </div>
    );
  };
  const told =
    options.baseline ?? (question && { from: question.baseline_from, to: question.baseline_to });
  const span = told ?? (begin && { from: addDays(begin, SOME_DAYS), to: begin });
  return (
    <section
      className="card options-form"
      aria-label={t("uplift.options")}
      data-testid="options-form"
    >
      {begin &&
        span &&
        row(
          "baseline",
          <span className="date-picker">
            <button
              type="button"
              id={`${id}-baseline`}
              className="button"
              aria-haspopup="dialog"
              aria-expanded={picking}
              onClick={() => setPicking(true)}
            >
              <CalendarDays size={15} aria-hidden="true" />{" "}
              {told ? <SpanText {...told} /> : t("uplift.automatic")}
            </button>
            {picking && (
              <Suspense fallback={null}>
                <RangeCalendar
                  first={span.from}
                  last={addDays(span.to, -1)}
                  latest={addDays(begin, -1)}
                  onPick={(first, last) => {
                    set({ baseline: { from: first, to: addDays(last, 1) } });
                    setPicking(false);
                  }}
                  close={() => setPicking(false)}
                />
              </Suspense>
            )}
          </span>,
          t("uplift.hint.baseline"),
        )}
      {row(
        "controls",
        <form
          className="controls-form"
          onSubmit={(e) => {
            e.preventDefault();
            set({ controls: controls.trim() });
          }}
        >
          <input
            id={`${id}-controls`}
            type="text"
            spellCheck={false}
            autoComplete="off"
            placeholder={t("uplift.controlsExample")}
            value={controls}
            onChange={(e) => setControls(e.target.value)}
          />
          <button type="submit" className="button" disabled={controls.trim() === options.controls}>
            {t("rail.apply")}
          </button>
        </form>,
        t("uplift.hint.controls"),
      )}
      {row(
        "spillover",
        <NumberField
          id={`${id}-spillover`}
          value={options.spillover}
          most={100_000}
          unit={t("uplift.metre")}
          onValue={(spillover) => set({ spillover })}
        />,
        t("uplift.hint.spillover"),
      )}
      {row(
        "seed",
        <NumberField
          id={`${id}-seed`}
          value={options.seed}
          most={999_999_999}
          onValue={(seed) => set({ seed })}
        />,
        t("uplift.hint.seed"),
      )}
    </section>
  );
}
