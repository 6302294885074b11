// The statistics of what was drawn; where two dates are compared, of both.
import type { Stats } from "../../api/types";
import { formatChange, formatValue } from "../../model/figure";
import { LACKING, USUAL } from "../../model/metrics";
import type { Shape } from "../../model/shape";
import { countOf, difference } from "../../model/value";
import { useCompared } from "../../state/compare";
import { DRAWN, MONEY, useDrawnStats } from "../../state/drawn";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useQuestion, useSetView, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { Composition } from "../overview/composition";
import { Figure } from "../overview/totals";
import { None } from "./none";

interface OtherProps {
  id: string;
  answer: Stats;
  other: Stats;
  /** Whether either of the two is still of the question before: then they do not go together. */
  stale: boolean;
}

/** What it was on the other date, and how far that is from what it is. */
function Other({ id, answer, other, stale }: OtherProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { reading } = useMetric(id);
  const [is, was] = [answer.total.values[id], other.total.values[id]];
  return (
    <dd
      className="drawn-before number"
      data-other={id}
      data-value={was ?? ""}
      // It keeps its place, so that nothing jumps.
      style={{ visibility: stale ? "hidden" : undefined }}
    >
      {t("drawn.before", {
        value: formatValue(was, reading, language),
        change: formatChange(difference(is, was), reading, language),
      })}
    </dd>
  );
}

export function DrawnFigures({ shape }: { shape: Shape }) {
  const { t } = useTranslation();
  const { metric, compare } = useView();
  const setView = useSetView();
  const question = useQuestion();
  const compared = useCompared();
  const stats = useDrawnStats(shape, question);
  // The date that the URL has for the comparison, be it the earlier or the later one.
  const side = compared && (compared.before === compare ? "before" : "after");
  const other = useDrawnStats(shape, side ? compared?.questions[side] : undefined);
  const stale = stats.isPlaceholderData || other.isPlaceholderData;
  const answer = stats.data;
  if (stats.error) {
    return (
      <div className="panel-pad">
        <ErrorNote error={stats.error} retry={() => void stats.refetch()} />
      </div>
    );
  }
  if (!answer) {
    return (
      <div className="panel-pad">
        <Skeleton lines={7} height={22} />
      </div>
    );
  }
  const { values } = answer.total;
  const known: readonly string[] = [...USUAL, ...MONEY];
  const figure = (id: string, first = false) => (
    <Figure key={id} id={id} value={values[id]} first={first} region={DRAWN}>
      {compare !== null && other.data && (
        <Other id={id} answer={answer} other={other.data} stale={stale} />
      )}
    </Figure>
  );
  return (
    <div
      data-testid="drawn-stats"
      data-revision={answer.revision}
      data-at={answer.at}
      aria-busy={stats.isFetching}
    >
      <dl className="totals">
        {metric in values && !known.includes(metric) && figure(metric, true)}
        {USUAL.map((id) => figure(id))}
      </dl>
      {answer.from && answer.to && (
        <p className="totals-period quiet">
          <SpanText from={answer.from} to={answer.to} />
        </p>
      )}
      <dl className="totals">{MONEY.map((id, i) => figure(id, i === 0))}</dl>
      {LACKING.some((id) => countOf(values[id]) > 0) && (
        <p className="totals-notes">
          {LACKING.filter((id) => countOf(values[id]) > 0).map((id) => (
            <button
              key={id}
              type="button"
              className="text-button"
              onClick={() => setView({ explain: `${id}@${DRAWN}` })}
            >
              {t(`panel.lacking.${id}`, { count: countOf(values[id]) })}
            </button>
          ))}
        </p>
      )}
      {values.stations === 0 && <None />}
      <Composition values={values} region={DRAWN} />
    </div>
  );
}
