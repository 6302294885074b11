// What a stage for many stations would come to: in numbers, from which stage to which,
// and station by station.
import { ArrowRight } from "lucide-react";
import type { BulkStageAnswer } from "../../api/stations";
import { formatCount } from "../../model/format";
import { type StageMove, stageMoves } from "../../model/station-edit";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";

const COUNTS = ["matched", "changed", "unchanged"] as const;
/** Named one by one; more of them nobody reads. */
const MOST_NAMED = 200;

interface Props {
  answer: BulkStageAnswer;
  /** From which stages all of them come; null where only those that are listed tell. */
  moves: readonly StageMove[] | null;
  stage: string;
  /** What is shown is of the form as it was before. */
  stale: boolean;
}

export function BulkPreview({ answer, moves: all, stage, stale }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { changes, more, refused, refused_more, changed } = answer;
  const moves = all ?? stageMoves(changes);
  const most = Math.max(...moves.map(({ count }) => count), 1);
  const same = moves.find(({ before }) => before === stage)?.count ?? 0;
  const named = changes.slice(0, MOST_NAMED);
  const unnamed = changed - named.length;
  const refusals = refused.length + refused_more;
  const say = (n: number) => formatCount(n, language);
  return (
    <section
      className="bulk-preview"
      aria-label={t("stations.bulk.preview")}
      aria-busy={stale}
      data-stale={stale || undefined}
      data-testid="bulk-preview"
    >
      <dl className="bulk-counts">
        {COUNTS.map((count) => (
          <div key={count}>
            <dt>{t(`stations.bulk.${count}`)}</dt>
            <dd className="number" data-bulk={count} data-value={answer[count]}>
              {say(answer[count])}
            </dd>
          </div>
        ))}
        {refusals > 0 && (
          <div className="bad">
            <dt>{t("stations.bulk.refused")}</dt>
            <dd className="number" data-bulk="refused" data-value={refusals}>
              {say(refusals)}
            </dd>
          </div>
        )}
      </dl>
      {changed === 0 && <p className="quiet">{t("stations.bulk.nothing")}</p>}
      {moves.length > 0 && (
        <ul className="bulk-moves">
          {moves.map(({ before, count }) => (
            <li key={before} data-before={before} data-value={count}>
              <StageTag stage={before} />
              <ArrowRight size={13} aria-hidden="true" />
              <StageTag stage={stage} />
              <b className="number">{say(count)}</b>
              <span className="bulk-bar" aria-hidden="true">
                <i style={{ width: `${(count / most) * 100}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {same > 0 && <p className="hint">{t("stations.bulk.same", { formatted: say(same) })}</p>}
      {more > 0 && !all && (
        <p className="hint">{t("stations.bulk.first", { formatted: say(changes.length) })}</p>
      )}
      {refused.length + named.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        <ul className="bulk-list" aria-label={t("stations.bulk.list")} tabIndex={0}>
          {refused.map(({ station }) => (
            <li key={station} className="bad">
              <span className="mono">{station}</span>
              <span>{t("stations.bulk.refused")}</span>
              <small>{t("stations.reason.noStation")}</small>
            </li>
          ))}
          {named.map(({ station, name, before }) => (
            <li key={station} data-code={station}>
              <span className="mono">{station}</span>
              <span className="bulk-name" title={name}>
                {name}
              </span>
              <span className="bulk-change">
                <StageTag stage={before?.stage} />
                <ArrowRight size={12} aria-hidden="true" />
                <StageTag stage={stage} />
              </span>
            </li>
          ))}
          {unnamed > 0 && (
            <li className="quiet">{t("stations.bulk.more", { formatted: say(unnamed) })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
