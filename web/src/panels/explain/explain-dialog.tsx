// One number taken apart: its formula, what is divided by what, who counts,
// who does not and why, down to the stations.
import "./explain.css";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Explanation } from "../../api/types";
import { formatInFull } from "../../model/figure";
import { formatCount, formatInstant, formatShortDate } from "../../model/format";
import { type Reading, readingOf } from "../../model/metrics";
import { filterCount } from "../../model/question";
import type { Wire } from "../../model/value";
import { DRAWN } from "../../state/drawn";
import { useExplanation } from "../../state/explain";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useRegion } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useQuestion } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { Part } from "./part";

/** What is divided reads as money where it comes as text, else as a number of its own. */
function partText(value: Wire, reading: Reading | undefined, language: "zh" | "en"): string {
  if (typeof value === "number" && !Number.isInteger(value) && reading === undefined) {
    return value.toFixed(4);
  }
  return formatInFull(value, typeof value === "string" ? "money" : (reading ?? "count"), language);
}

function Fraction({ answer }: { answer: Explanation }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reading = readingOf({ id: answer.metric, unit: answer.unit });
  const value = formatInFull(answer.value, reading, language);
  const { denominator } = answer;
  if (denominator === null || denominator === undefined) {
    return (
      <p className="fraction number">
        <b data-explained="value" data-value={answer.value ?? ""}>
          {value}
        </b>
      </p>
    );
  }
  const sides = [
    ["numerator", answer.numerator],
    ["denominator", denominator],
  ] as const;
  return (
    <div className="fraction number">
      <dl>
        {sides.map(([side, of]) => (
          <div key={side}>
            <dt>{t(`explain.side.${side}`)}</dt>
            <dd data-explained={side} data-value={of ?? ""}>
              {partText(of, undefined, language)}
            </dd>
          </div>
        ))}
      </dl>
      <span aria-hidden="true">=</span>
      <b data-explained="value" data-value={answer.value ?? ""}>
        {value}
      </b>
    </div>
  );
}

function Context({ answer, region }: { answer: Explanation; region: string | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { path, set } = useRegionView();
  const drawn = region === DRAWN;
  const named = useRegion(set, drawn ? null : region).data;
  const question = useQuestion();
  const filters = filterCount(question);
  const { knownAt } = question;
  return (
    <p className="explain-context quiet">
      <span>{(region && !drawn ? named?.name : path.at(-1)?.name) ?? t("panel.whole")}</span>
      {drawn && <span>{t("explain.drawn")}</span>}
      <span>{t("panel.asOf", { date: formatShortDate(answer.at, language) })}</span>
      {answer.from && answer.to && (
        <span>
          {t("explain.over")} <SpanText from={answer.from} to={answer.to} />
        </span>
      )}
      {knownAt && <span>{t("known.at", { time: formatInstant(knownAt, language) })}</span>}
      {filters > 0 && <span>{t("explain.filters", { count: filters })}</span>}
    </p>
  );
}

interface Props {
  /** A metric, and after an `@` the region that its number is of. */
  asked: string;
  close: () => void;
}

export default function ExplainDialog({ asked, close }: Props) {
  const [metric = "", region = null] = asked.split("@");
  const { t } = useTranslation();
  const language = useLanguage();
  const { title, reading } = useMetric(metric);
  const explanation = useExplanation(metric, region);
  const answer = explanation.data;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Its name is read first, and no button stands out as if it were meant.
    heading.current?.focus();
  }, []);
  const total = answer?.parts.reduce((sum, part) => sum + part.stations, 0) ?? 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and a button
    <dialog
      ref={dialog}
      className="explain"
      aria-labelledby="explain-title"
      data-testid="explain"
      data-metric={answer?.metric}
      onClose={close}
      // A click beside it falls on the dialog's own backdrop.
      onClick={(e) => e.target === dialog.current && dialog.current?.close()}
    >
      <div className="explain-body">
        <header>
          <h2 id="explain-title" ref={heading} tabIndex={-1}>
            {localized(title, language)}
          </h2>
          {/* Closing it by itself gives the focus back to where it was. */}
          <IconButton icon={X} label={t("help.close")} onClick={() => dialog.current?.close()} />
        </header>
        {explanation.error && (
          <ErrorNote error={explanation.error} retry={() => void explanation.refetch()} />
        )}
        {!answer && !explanation.error && <Skeleton lines={7} height={18} />}
        {answer && (
          <>
            <Context answer={answer} region={region} />
            <Fraction answer={answer} />
            <p className="formula">{localized(answer.formula, language)}</p>
            <h3>
              {t("explain.parts")}
              <span className="quiet number">
                {t("map.stations", { count: total, formatted: formatCount(total, language) })}
              </span>
            </h3>
            <ul className="parts">
              {answer.parts.map((part) => (
                <Part key={part.part} part={part} total={total} metric={metric} reading={reading} />
              ))}
            </ul>
          </>
        )}
      </div>
    </dialog>
  );
}
