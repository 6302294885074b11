// Stages on a time axis: one bar, coloured by stage, with the date in view marked.
import type { StagePeriod } from "../../api/types";
import { axisBetween } from "../../model/axis";
import { addDays } from "../../model/date";
import { formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation, wordFor } from "../../ui/i18n";
import { stageColour } from "../../ui/stage-tag";

interface Props {
  periods: readonly StagePeriod[];
  date: string;
  today: string;
}

export function TimelineBar({ periods, date, today }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sorted = [...periods].sort((a, b) => a.valid_from.localeCompare(b.valid_from));
  const from = sorted[0]?.valid_from;
  if (!from) return null;
  // An open end reaches to today, or a little past a change that lies in the future.
  const latest = sorted.at(-1)?.valid_from ?? from;
  const to = latest >= today ? latest : today;
  const { at, years } = axisBetween(from, latest >= today ? addDays(to, 30) : to);
  // Within one year no year begins: then the ends say where the bar lies.
  const marks =
    years.length > 0
      ? years.map(({ year, left }) => ({ text: String(year), style: { left: `${left}%` } }))
      : [
          { text: formatShortDate(from, language), style: { left: 0, transform: "none" } },
          { text: formatShortDate(to, language), style: { right: 0, transform: "none" } },
        ].slice(0, to > from ? 2 : 1);
  const label = sorted.map((p) => `${p.valid_from} ${wordFor("stage", p.stage)}`).join(", ");
  return (
    <div className="timeline" role="img" aria-label={`${t("station.timeline")}: ${label}`}>
      <div className="timeline-track">
        {sorted.map((p) => {
          const left = at(p.valid_from);
          const right = p.valid_to ? at(p.valid_to) : 100;
          return (
            <i
              key={p.valid_from}
              title={`${wordFor("stage", p.stage)} · ${formatShortDate(p.valid_from, language)}`}
              style={{
                left: `${left}%`,
                width: `${right - left}%`,
                background: stageColour(p.stage),
              }}
            />
          );
        })}
        {date >= from && <b style={{ left: `${at(date)}%` }} />}
      </div>
      <div className="timeline-years quiet number">
        {marks.map(({ text, style }) => (
          <span key={text} style={style}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
