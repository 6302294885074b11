// The station's life on one axis: stages, contracts, fee terms, campaigns and notes
// below one another, with the date in view across all of them.
import type { CSSProperties, ReactNode } from "react";
import { axisBetween } from "../../model/axis";
import { addDays } from "../../model/date";
import { formatShortDate } from "../../model/format";
import { roomOf } from "../../model/label-room";
import { feeRows, LANES, type Lane, type LifeItem, rowsOf } from "../../model/station-life";
import { rateText } from "../../model/terms";
import { useLanguage } from "../../state/preferences";
import { useStationLife } from "../../state/station-life";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { stageColour } from "../../ui/stage-tag";
import { CampaignLink } from "../campaigns/words";

type Of<L extends Lane> = LifeItem & { lane: L };

const rowsIn = (lane: Lane, items: readonly LifeItem[]): LifeItem[][] => {
  const mine = items.filter((item) => item.lane === lane);
  return lane === "fees" ? feeRows(mine as Of<"fees">[]) : rowsOf(mine);
};

/** What an item is called, in its bar and, where that is too short, to who points at it or cannot see. */
function useWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (date: string) => formatShortDate(date, language);
  const name = (item: LifeItem): string => {
    switch (item.lane) {
      case "stages":
        return wordFor("stage", item.stage.stage);
      case "contracts":
        return item.contract.number;
      case "fees": {
        const { component } = item.fee;
        const called = t(`account.component.${component}`, { defaultValue: component });
        return `${called} ${rateText(item.fee)}`;
      }
      case "campaigns":
        return item.campaign.name;
      case "notes":
        return item.note.text;
    }
  };
  const more = (item: LifeItem): string | null | undefined => {
    if (item.lane === "contracts") return item.contract.counterparty;
    if (item.lane === "fees") {
      const { basis, contract } = item.fee;
      const by = contract ? t("account.byContract", { number: contract }) : t("account.byStation");
      return `${t(`account.basis.${basis}`, { defaultValue: basis })} · ${by}`;
    }
    if (item.lane === "stages") return item.stage.note;
    return item.lane === "notes" ? item.note.author : null;
  };
  const when = ({ from, to }: LifeItem) =>
    to === null
      ? t("station.since", { date: day(from) })
      : addDays(from, 1) === to
        ? day(from)
        : t("station.until", { from: day(from), to: day(addDays(to, -1)) });
  return { name, when, more, day };
}

export function Life({ code }: { code: string }) {
  const { t } = useTranslation();
  const { life, error, retry } = useStationLife(code);
  return (
    <Section title={t("life.title")}>
      {error ? (
        <ErrorNote error={error} retry={retry} />
      ) : !life ? (
        <Skeleton lines={7} height={22} />
      ) : !life.ends ? (
        <p className="quiet">{t("life.none")}</p>
      ) : (
        <div className="scroll-x">
          <Lanes items={life.items} ends={life.ends} today={life.today} />
        </div>
      )}
    </Section>
  );
}

interface LanesProps {
  items: readonly LifeItem[];
  ends: { from: string; to: string };
  today: string;
}

function Lanes({ items, ends, today }: LanesProps) {
  const { t } = useTranslation();
  const { at } = useView();
  const { day } = useWords();
  const axis = axisBetween(ends.from, ends.to);
  const date = at ?? today;
  // Where no year begins, the day in view alone says where one is.
  const here = axis.at(date);
  const mark = { left: `${here}%` };
  return (
    <div className="life" data-testid="life">
      {LANES.map((lane) => {
        const rows = rowsIn(lane, items);
        return (
          <div key={lane} className="life-lane" data-lane={lane}>
            <h3>{t(`life.lane.${lane}`)}</h3>
            <div className="life-rows">
              {axis.years.map(({ year, left }) => (
                <i key={year} className="life-year" style={{ left: `${left}%` }} />
              ))}
              <i className="life-date" style={mark} />
              {rows.map((row, line) => (
                <ul key={`${line} ${row[0]?.from}`} aria-label={t(`life.lane.${lane}`)}>
                  {row.map((item) => (
                    <Item
                      key={`${item.from} ${item.to}`}
                      item={item}
                      left={axis.at(item.from)}
                      right={item.to === null ? 100 : axis.at(item.to)}
                    />
                  ))}
                </ul>
              ))}
              {rows.length === 0 && <p className="quiet">{t("life.nothing")}</p>}
            </div>
          </div>
        );
      })}
      <div className="life-lane life-axis quiet number" aria-hidden="true">
        <span />
        <div className="life-rows">
          {axis.years
            .filter(({ left }) => Math.abs(left - here) > 5 && left < 97)
            .map(({ year, left }) => (
              <span key={year} style={{ left: `${left}%` }}>
                {year}
              </span>
            ))}
          <b style={mark}>{at ? day(date) : t("life.today")}</b>
        </div>
      </div>
    </div>
  );
}

function Item({ item, left, right }: { item: LifeItem; left: number; right: number }) {
  const { name, when, more } = useWords();
  const said = name(item);
  const title = [said, when(item), more(item)].filter(Boolean).join("\n");
  const style: CSSProperties & Record<"--ink" | "--room", string> = {
    left: `${left}%`,
    width: `${right - left}%`,
    "--ink": item.lane === "stages" ? stageColour(item.stage.stage) : "var(--accent)",
    "--room": `${roomOf(said)}em`,
  };
  const text: ReactNode =
    item.lane === "campaigns" ? (
      <CampaignLink code={item.campaign.code}>{said}</CampaignLink>
    ) : (
      said
    );
  return (
    <li style={style} title={title} data-open={item.to === null || undefined}>
      <span className="life-label">{text}</span>
      <span className="visually-hidden">{when(item)}</span>
    </li>
  );
}
