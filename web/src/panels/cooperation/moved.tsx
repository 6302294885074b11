// The stations of the movement that is chosen above: where they are, what
// became of them, and when.
import type { MovedStation } from "../../api/types";
import { formatCount, formatDay, formatShortDate, NOTHING } from "../../model/format";
import { useBetween, useCooperationParams, useMovedStations } from "../../state/cooperation";
import { useLanguage } from "../../state/preferences";
import { useRegion } from "../../state/queries";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { StageTag } from "../../ui/stage-tag";
import { StationLink } from "../../ui/station-link";

export function Moved() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ list }] = useCooperationParams();
  const { stations, query } = useMovedStations(list);
  // The pages of the movement before would be read as this one's.
  const pages = (stations.data?.pages ?? []).filter((page) => page.list?.movement === list);
  const items = pages.flatMap((page) => page.list?.items ?? []);
  const matched = pages[0]?.list?.matched ?? null;
  const name = t(`cooperation.moved.${list}`);
  return (
    <div
      className="card half"
      id="moved"
      data-testid="moved"
      data-list={list}
      data-matched={matched}
    >
      <Section
        title={matched === null ? name : `${name} · ${formatCount(matched, language)}`}
        extra={
          <ExportLinks
            path="/api/v1/cooperation/changes"
            query={query}
            limit={{ matched, said: "cooperation.noFile" }}
          />
        }
      >
        {stations.error ? (
          <ErrorNote error={stations.error} retry={() => void stations.refetch()} />
        ) : matched === null ? (
          <div className="list-waiting">
            <Skeleton lines={13} height={20} />
          </div>
        ) : matched === 0 ? (
          <p className="list-empty quiet">{t(`cooperation.noMoved.${list}`)}</p>
        ) : (
          <div className="scroll-x">
            <table className="data-table compact moved">
              <thead>
                <tr>
                  <th>{t("cooperation.station")}</th>
                  <th className="where">{t("cooperation.region")}</th>
                  <th>{t("cooperation.became")}</th>
                  <th className="figure">{t("cooperation.day")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((station) => (
                  <Row key={station.code} station={station} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {stations.hasNextPage && matched !== null && (
          <button
            type="button"
            className="text-button list-more"
            disabled={stations.isFetchingNextPage}
            onClick={() => void stations.fetchNextPage()}
          >
            {t("cooperation.more", { count: matched - items.length })}
          </button>
        )}
      </Section>
    </div>
  );
}

function Row({ station }: { station: MovedStation }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = useBetween();
  const { set } = useView();
  const region = useRegion(set, station.regions[set] ?? null).data;
  const closed = station.closed_on && days && station.closed_on <= days.to;
  const { day } = station;
  return (
    <tr>
      <td>
        <StationLink code={station.code} name={station.name} />
      </td>
      <td className="quiet where">
        {region?.ancestors.at(-1)?.name} {region?.name}
      </td>
      <td>
        {closed ? (
          t("cooperation.closed")
        ) : station.stage_after === "online" && station.stage_before === "online" ? (
          t("cooperation.moving")
        ) : (
          <StageTag stage={station.stage_after} />
        )}
      </td>
      <td className="figure" title={day ? formatShortDate(day, language) : undefined}>
        {day ? formatDay(day, language) : NOTHING}
      </td>
    </tr>
  );
}
