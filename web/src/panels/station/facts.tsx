// What a station is and where, in pairs of a name and a value.
import type { ReactNode } from "react";
import type { StationDetail } from "../../api/types";
import { formatShortDate } from "../../model/format";
import { DEFAULT_VIEW } from "../../model/view";
import { useDrill } from "../../state/drill";
import { useLanguage } from "../../state/preferences";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";

interface Props {
  station: StationDetail;
  /** Where choosing a region leads; on the map, into the region. */
  onRegion?: (code: string, set: string) => void;
}

export function Facts({ station, onRegion }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { set } = useView();
  const drill = useDrill();
  // A station that lies in no region of the set in view still lies in a place.
  const pathSet = station.region_path[set]?.length ? set : DEFAULT_VIEW.set;
  // Beijing is a province and its own only city: once is enough.
  const path = (station.region_path[pathSet] ?? []).filter(
    (region, i, all) => region.name !== all[i - 1]?.name,
  );
  const [lng, lat] = station.location;
  const facts: [string, ReactNode][] = [
    ["brand", station.brand],
    ["operator", station.operator],
    ["energy", station.energy && wordFor("energy", station.energy)],
    ["address", station.address],
    [
      "region",
      path.length > 0 && (
        <span className="region-path">
          {path.map((region) => (
            <button
              key={region.code}
              type="button"
              className="text-button"
              onClick={() => (onRegion ?? drill)(region.code, pathSet)}
            >
              {region.name}
            </button>
          ))}
        </span>
      ),
    ],
    ["location", <span key="at" className="number">{`${lng.toFixed(5)}, ${lat.toFixed(5)}`}</span>],
    ["openedOn", station.opened_on && formatShortDate(station.opened_on, language)],
    ["closedOn", station.closed_on && formatShortDate(station.closed_on, language)],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`station.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
