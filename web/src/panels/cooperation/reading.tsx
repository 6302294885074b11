// A funnel's frame: what it is called, and below it what it is and what it is
// not, in the words that come with the answer.
import { type ReactNode, useState } from "react";
import type { Funnel } from "../../api/types";
import { formatShortDate } from "../../model/format";
import { type FunnelKind, useFunnel } from "../../state/cooperation";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";

interface Props {
  kind: FunnelKind;
  children: (answer: Funnel) => ReactNode;
}

export function Reading({ kind, children }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const funnel = useFunnel(kind);
  const [whole, setWhole] = useState(false);
  const answer = funnel.data;
  return (
    <div className="card third funnel" data-testid={`funnel-${kind}`}>
      <Section
        title={answer ? localized(answer.label, language) : t("cooperation.funnels")}
        extra={answer && <When answer={answer} />}
      >
        {funnel.error ? (
          <ErrorNote error={funnel.error} retry={() => void funnel.refetch()} />
        ) : !answer ? (
          <div className="funnel-waiting">
            <Skeleton lines={11} height={20} />
          </div>
        ) : (
          <>
            <div className="scroll-x">{children(answer)}</div>
            <p className={whole ? "funnel-note" : "funnel-note clamped"}>
              {localized(answer.note, language)}
            </p>
            <button
              type="button"
              className="text-button"
              aria-expanded={whole}
              onClick={() => setWhole(!whole)}
            >
              {t(whole ? "cooperation.showLess" : "cooperation.showAll")}
            </button>
          </>
        )}
      </Section>
    </div>
  );
}

/** The day, or the days, that the figures are of. */
function When({ answer }: { answer: Funnel }) {
  const language = useLanguage();
  const { kind, at, from, to } = answer;
  return (
    <span className="quiet number">
      {kind === "flow" && from && to ? (
        <SpanText from={from} to={to} />
      ) : (
        at && formatShortDate(at, language)
      )}
    </span>
  );
}

/** What a figure of the answer is called, and how it is reckoned. */
export const useFigure = (answer: Funnel) => {
  const language = useLanguage();
  return (id: string) => {
    const found = answer.metrics.find((metric) => metric.id === id);
    return {
      title: found ? localized(found.title, language) : id,
      formula: found ? localized(found.formula, language) : "",
    };
  };
};
