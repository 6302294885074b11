// The fee by region, down to the stations: a row goes down into its region, and at the
// bottom, or wherever they are asked for, the stations themselves stand.
import {
  ROWS,
  useFeeParams,
  useFeeRegions,
  useFeeStations,
  useFeeStationsQuery,
} from "../../state/fees";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { RegionRows } from "./region-rows";
import { StationRows } from "./station-rows";
import { PartsKey } from "./words";

export function Rows() {
  const { t } = useTranslation();
  const [{ rows }, set] = useFeeParams();
  const { query, level, bottom } = useFeeRegions();
  const stations = bottom || rows === "stations";
  return (
    <div
      className="card"
      data-testid="rows"
      data-rows={stations ? "stations" : "regions"}
      data-level={level}
    >
      <Section
        title={t(stations ? "fees.stationsTitle" : "fees.regions")}
        extra={
          <>
            <PartsKey />
            {!bottom && (
              <Segments
                label={t("fees.rowsLabel")}
                value={rows}
                options={ROWS.map((value) => ({ value, label: t(`fees.rows.${value}`) }))}
                onChange={(next) => set({ rows: next }, { replace: true })}
              />
            )}
            {stations ? <StationFile /> : <ExportLinks path="/api/v1/stats" query={query} />}
          </>
        }
      >
        {stations ? <StationRows /> : <RegionRows />}
      </Section>
    </div>
  );
}

/** All of them with their fees, where they are not more than a file takes. */
function StationFile() {
  const query = useFeeStationsQuery();
  const matched = useFeeStations().data?.pages[0]?.matched ?? 0;
  return (
    <ExportLinks path="/api/v1/stations" query={query} limit={{ matched, said: "fees.noFile" }} />
  );
}
