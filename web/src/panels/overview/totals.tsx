// The numbers of the question in view, as the API gives them.
import type { ReactNode } from "react";
import type { Stats } from "../../api/types";
import { formatInFull, formatValue } from "../../model/figure";
import { figuresFor, groupOf, isQuotient, LACKING, USUAL } from "../../model/metrics";
import { countOf, type Wire } from "../../model/value";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useSetView } from "../../state/view";
import { ExplainButton } from "../../ui/explain-button";
import { localized, useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";

const NAMES: Record<string, string> = {
  stations: "panel.stations",
  online: "panel.online",
  coverage_rate: "panel.coverage",
  closed: "panel.closed",
};

interface FigureProps {
  id: string;
  value: Wire;
  first?: boolean;
  /** What the number is of, where that is not the question's own region. */
  region?: string;
  /** What stands below it. */
  children?: ReactNode;
}

export function Figure({ id, value, first, region, children }: FigureProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { title, reading } = useMetric(id);
  const name = NAMES[id] ? t(NAMES[id]) : localized(title, language);
  // Of the usual ones it is known how they read before the catalogue is there.
  const known = reading ?? (id === "coverage_rate" ? "ratio" : "count");
  const short = formatValue(value, known, language);
  const full = formatInFull(value, known, language);
  return (
    <div className={first ? "first" : undefined}>
      <dt>
        <span>{name}</span>
        <ExplainButton metric={id} name={name} region={region} />
      </dt>
      <dd
        className="number"
        data-metric={id}
        data-value={value ?? ""}
        title={full === short ? undefined : full}
      >
        {short}
      </dd>
      {children}
    </div>
  );
}

export function Totals({ answer, metric }: { answer: Stats; metric: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const setView = useSetView();
  const { reading } = useMetric(metric);
  const { values } = answer.total;
  const figures = figuresFor(metric).filter((id) => id in values);
  const absent = answer.absent?.values[metric];
  const lacking = groupOf(metric) === "fee" ? LACKING.filter((id) => countOf(values[id]) > 0) : [];
  return (
    <div data-testid="totals">
      {figures.length > 0 && (
        <>
          {answer.from && answer.to && (
            <p className="totals-period quiet">
              <SpanText from={answer.from} to={answer.to} />
            </p>
          )}
          <dl className="totals">
            {figures.map((id, i) => (
              <Figure key={id} id={id} value={values[id]} first={i === 0} />
            ))}
          </dl>
          {lacking.length > 0 && (
            <p className="totals-notes">
              {lacking.map((id) => (
                <button
                  key={id}
                  type="button"
                  className="text-button"
                  onClick={() => setView({ explain: id })}
                >
                  {t(`panel.lacking.${id}`, { count: countOf(values[id]) })}
                </button>
              ))}
            </p>
          )}
          {countOf(absent) > 0 && !isQuotient(reading) && (
            <p className="totals-notes quiet">
              {t("panel.absent", { value: formatValue(absent, reading, language) })}
            </p>
          )}
        </>
      )}
      <dl className="totals">
        {USUAL.map((id) => (
          <Figure key={id} id={id} value={values[id]} />
        ))}
      </dl>
    </div>
  );
}
