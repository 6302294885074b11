// The stations on a phone: what and where in two lines, the figure that they are in order
// by at the right, a touch opens the station's page.
import { Link } from "@tanstack/react-router";
import { sharedOf } from "../../model/pages";
import { isChosen } from "../../model/selection";
import { isMetricColumn } from "../../model/station-list";
import { useStationListParams } from "../../state/stations";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";
import { useColumns } from "./use-columns";
import type { Chosen } from "./use-selection";
import type { ListWindow } from "./use-window";

/** In CSS pixels, as in stations.css. */
export const CARD_SIZES = { row: 68, head: 0, foot: 0 };

interface Props {
  list: ListWindow;
  chosen: Chosen;
}

export function Cards({ list, chosen }: Props) {
  const { t } = useTranslation();
  const [{ cols, sort }] = useStationListParams();
  const { set } = useView();
  const columns = useColumns(cols);
  const [region] = useColumns(REGION);
  // A figure only where it is what they are in order by.
  const figure = columns.find(({ id }) => id === sort.column && isMetricColumn(id));
  const { at, shown, count } = list;
  return (
    <div
      ref={list.scroller}
      className="station-scroll"
      data-stale={list.stale || undefined}
      onScroll={list.onScroll}
    >
      <ul
        className="station-cards"
        aria-label={t("stations.list")}
        aria-busy={list.stale}
        data-testid="stations"
        data-matched={count}
        data-set={set}
        style={{ paddingTop: list.above, paddingBottom: list.below }}
      >
        {shown.map((index) => {
          const station = at(index);
          return (
            <li
              key={index}
              aria-posinset={index + 1}
              aria-setsize={count}
              data-code={station?.code}
            >
              {station ? (
                <>
                  <input
                    type="checkbox"
                    aria-label={t("stations.pick", { name: station.name })}
                    checked={isChosen(chosen.selection, station.code)}
                    onChange={() => chosen.toggle(index)}
                  />
                  <Link
                    to="/stations/$code"
                    params={{ code: station.code }}
                    search={sharedOf as never}
                  >
                    <span>
                      <b>{station.name}</b>
                      <StageTag stage={station.stage} />
                    </span>
                    <small>
                      <span className="mono">{station.code}</span>
                      {station.brand && <span>{station.brand}</span>}
                      <span>{region?.text(station)}</span>
                      {figure && (
                        <em className="number" title={figure.title}>
                          {figure.cell(station)}
                        </em>
                      )}
                    </small>
                  </Link>
                </>
              ) : (
                <span className="cell-waiting" aria-hidden="true" />
              )}
            </li>
          );
        })}
      </ul>
      {list.error && <ErrorNote error={list.error} retry={list.retry} />}
    </div>
  );
}

const REGION = ["region"] as const;
