// When the campaigns were: every period at once, over an axis of months.
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Campaign } from "../../api/campaigns";
import { stripOf, type Tick } from "../../model/campaigns";
import { addDays } from "../../model/date";
import { formatMonth, formatShortDate } from "../../model/format";
import { useSharedSearch } from "../../state/pages";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { useCampaignWords } from "./words";

interface Props {
  campaigns: readonly Campaign[];
  day: string;
  isShown: (campaign: Campaign) => boolean;
  /** The one that is pointed at, here or in the table. */
  pointed: string | null;
  onPoint: (code: string | null) => void;
}

/** More labels than this would run into one another: on a desk, on a phone. */
const ROOM = { desk: 20, phone: 7 };
/** A label beginning beyond this would be cut off. */
const EDGE = { desk: 0.95, phone: 0.84 };

/** The ranks of ticks that are labelled, so that there are as many as there is room for. */
function labelled(ticks: readonly Tick[], room: number): number {
  const count = (rank: number) => ticks.filter((tick) => tick.rank <= rank).length;
  return [2, 1, 0].find((rank) => count(rank) <= room) ?? -1;
}

export function CampaignStrip({ campaigns, day, isShown, pointed, onPoint }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useCampaignWords();
  const search = useSharedSearch();
  const strip = useMemo(() => stripOf(campaigns, day), [campaigns, day]);
  const desk = labelled(strip.ticks, ROOM.desk);
  const phone = labelled(strip.ticks, ROOM.phone);
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
  const month = (tick: Tick, i: number) => {
    const whole = formatMonth(tick.month, language);
    const [name = "", year = ""] =
      language === "zh" ? whole.split(/(?<=年)/).reverse() : whole.split(" ");
    const short = language === "zh" ? name : name.slice(0, 3);
    // The year once, and where it changes.
    if (i > 0 && tick.rank > 0) return short;
    // On a phone the year has the room to itself.
    return language === "zh" ? (
      <>
        {year}
        <em>{short}</em>
      </>
    ) : (
      <>
        <em>{`${short} `}</em>
        {year}
      </>
    );
  };
  const until = (campaign: Campaign) =>
    campaign.to ? formatShortDate(addDays(campaign.to, -1), language) : t("campaigns.noEnd");
  return (
    <div className="strip" style={{ "--lanes": strip.lanes } as React.CSSProperties}>
      <div className="strip-axis" aria-hidden="true">
        {strip.ticks.map((tick, i) => (
          <span
            key={tick.month}
            style={{ left: percent(tick.at) }}
            data-year={tick.rank === 0 || undefined}
            data-desk={(tick.rank <= desk && tick.at < EDGE.desk) || undefined}
            data-phone={tick.rank <= phone || undefined}
            data-phone-edge={tick.at > EDGE.phone || undefined}
          >
            <b>{month(tick, i)}</b>
          </span>
        ))}
      </div>
      <ul className="strip-bars">
        {strip.bars.map(({ item, lane, left, width, open }) => (
          <li
            key={item.code}
            style={{
              left: percent(left),
              width: percent(width),
              top: `calc(${lane} * var(--lane))`,
            }}
          >
            <Link
              to="/campaigns/$code"
              params={{ code: item.code }}
              search={search as never}
              className="strip-bar"
              data-mechanism={item.mechanism}
              data-state={item.state}
              data-open={open || undefined}
              data-out={!isShown(item) || undefined}
              data-pointed={pointed === item.code || undefined}
              data-code={item.code}
              aria-label={`${item.name}, ${word.mechanism(item.mechanism)}, ${word.state(item.state)}, ${formatShortDate(item.from, language)} – ${until(item)}`}
              title={`${item.name}\n${formatShortDate(item.from, language)} – ${until(item)}`}
              onPointerEnter={() => onPoint(item.code)}
              onPointerLeave={() => onPoint(null)}
            >
              <span>{item.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <i
        className="strip-now"
        style={{ left: percent(strip.now) }}
        data-late={strip.now > 0.5 || undefined}
        aria-hidden="true"
      >
        <b>{formatShortDate(day, language)}</b>
      </i>
    </div>
  );
}
