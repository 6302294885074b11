// Above the track, what every month brought: who came online upwards, who was
// paused or terminated downwards. Its numbers are told where the pointer is.
import { type MouseEvent, memo, useMemo, useRef, useState } from "react";
import { formatCount, formatMonth } from "../../model/format";
import {
  type ChangedStage,
  changeBars,
  JOINED,
  LOST,
  type MonthChanges,
} from "../../model/month-changes";
import { STAGE_COLOURS } from "../../model/palette";
import { useMonthChanges } from "../../state/month-changes";
import { useLanguage } from "../../state/preferences";
import { useTranslation, wordFor } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";

const HEIGHT = 28;
const STAGES: readonly ChangedStage[] = [...JOINED, ...LOST];

interface Props {
  months: readonly string[];
  /** Of the date in view. */
  index: number;
  onPick: (index: number) => void;
}

export function Changes({ months, index, onPick }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { changes, error, refetch } = useMonthChanges();
  const [pointed, setPointed] = useState<number | null>(null);
  const inner = useRef<HTMLDivElement>(null);
  const last = months.length - 1;
  const at = (e: MouseEvent) => {
    const { left, width } = (inner.current as HTMLDivElement).getBoundingClientRect();
    return Math.max(0, Math.min(last, Math.round(((e.clientX - left) / width) * last)));
  };
  const told = (of: MonthChanges) =>
    STAGES.map((stage) => `${wordFor("stage", stage)} ${formatCount(of[stage], language)}`);
  const now = changes?.[index];
  const name = t("time.changes");
  const tip = pointed === null ? undefined : changes?.[pointed];
  if (error && !changes) {
    return (
      <p className="time-changes failed quiet">
        {t("error.title")}
        <button type="button" className="text-button" onClick={() => void refetch()}>
          {t("error.retry")}
        </button>
      </p>
    );
  }
  return (
    // The slider below does the same by keyboard; this is a shortcut for the mouse.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      className="time-changes"
      data-testid="time-changes"
      role="img"
      aria-label={
        now
          ? `${name}: ${formatMonth(months[index] as string, language)}, ${told(now).join(", ")}`
          : name
      }
      onMouseMove={(e) => setPointed(at(e))}
      onMouseLeave={() => setPointed(null)}
      onClick={(e) => onPick(at(e))}
    >
      <div ref={inner}>
        {changes && <Bars changes={changes} />}
        {pointed !== null && tip && (
          <>
            <i className="time-pointed" style={{ left: `${(pointed / last) * 100}%` }} />
            <div
              className="time-tip"
              data-testid="time-tip"
              style={{ "--at": `${(pointed / last) * 100}%` } as React.CSSProperties}
            >
              <strong>{formatMonth(months[pointed] as string, language)}</strong>
              {STAGES.map((stage) => (
                <p key={stage} data-stage={stage} data-value={tip[stage]}>
                  <StageTag stage={stage} />
                  <b className="number">
                    {`${stage === "online" ? "+" : "−"}${formatCount(tip[stage], language)}`}
                  </b>
                </p>
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

const Bars = memo(function Bars({ changes }: { changes: readonly MonthChanges[] }) {
  const { paths, line } = useMemo(() => changeBars(changes, HEIGHT), [changes]);
  const last = changes.length - 1;
  return (
    <svg viewBox={`0 0 ${last} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {STAGES.map((stage) => (
        <path key={stage} d={paths[stage]} fill={STAGE_COLOURS[stage]} />
      ))}
      <line x1={-0.5} x2={last + 0.5} y1={line} y2={line} />
    </svg>
  );
});
