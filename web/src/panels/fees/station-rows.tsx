// The stations of the question with their own fees, in the server's order, a page at a time.
import type { Station } from "../../api/types";
import { formatInFull, formatValue } from "../../model/figure";
import { countOf, numberOf } from "../../model/value";
import { type FeeColumn, useFeeParams, useFeeStations } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { SortHead } from "../../ui/sort-head";
import { StationLink } from "../../ui/station-link";
import { READINGS } from "./region-rows";
import { useColumnTitles } from "./titles";
import { PartsBar } from "./words";

const FIGURES = ["channel_fee", "gmv", "fee_rate"] as const;

export function StationRows() {
  const { t } = useTranslation();
  const stations = useFeeStations();
  const [{ sort }, set] = useFeeParams();
  const titles = useColumnTitles();
  if (stations.error) {
    return <ErrorNote error={stations.error} retry={() => void stations.refetch()} />;
  }
  const pages = stations.data?.pages;
  if (!pages) {
    return (
      <div className="rows-waiting">
        <Skeleton lines={18} height={22} />
      </div>
    );
  }
  const items = pages.flatMap((page) => page.items);
  const matched = pages[0]?.matched ?? 0;
  if (items.length === 0) return <p className="list-empty quiet">{t("panel.noMatch")}</p>;
  const column = sort.column === "fee_rate_simple_mean" ? "fee_rate" : sort.column;
  const head = (name: FeeColumn, title: string) => (
    <SortHead
      key={name}
      column={name}
      order={{ ...sort, column }}
      onOrder={(next) => set({ sort: next }, { replace: true })}
      figure={name !== "name"}
    >
      {title}
    </SortHead>
  );
  return (
    <>
      <div className="scroll-x">
        <table
          className="data-table compact fee-table"
          data-testid="fee-stations"
          data-matched={matched}
          aria-busy={stations.isFetching}
        >
          <thead>
            <tr>
              {head("name", t("fees.station"))}
              <th scope="col">{t("fees.brand")}</th>
              {FIGURES.map((id) => head(id, titles[id]))}
              <th scope="col" className="parts-column">
                {t("fees.parts")}
              </th>
              {head("missing_fee", titles.missing_fee)}
              {head("missing_gmv", titles.missing_gmv)}
            </tr>
          </thead>
          <tbody>
            {items.map((station) => (
              <Row key={station.code} station={station} />
            ))}
          </tbody>
        </table>
      </div>
      {stations.hasNextPage && (
        <button
          type="button"
          className="text-button list-more"
          disabled={stations.isFetchingNextPage}
          onClick={() => void stations.fetchNextPage()}
        >
          {t("fees.more", { count: matched - items.length })}
        </button>
      )}
    </>
  );
}

function Row({ station }: { station: Station }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const values = station.values ?? {};
  const lacks = (id: "missing_fee" | "missing_gmv", text: string) => (
    <td className="figure">{countOf(values[id]) > 0 && <span className="lacking">{text}</span>}</td>
  );
  return (
    <tr data-code={station.code}>
      <th scope="row">
        <StationLink code={station.code} name={station.name} />
      </th>
      <td className="quiet">{station.brand}</td>
      {FIGURES.map((id) => (
        <td
          key={id}
          className={`figure ${numberOf(values[id]) ? "" : "quiet"}`}
          data-figure={id}
          data-value={values[id] ?? ""}
          title={READINGS[id] === "money" ? formatInFull(values[id], "money", language) : undefined}
        >
          {formatValue(values[id], READINGS[id], language)}
        </td>
      ))}
      <td className="parts-column">
        <PartsBar values={values} />
      </td>
      {lacks("missing_fee", t("fees.noTerms"))}
      {lacks("missing_gmv", t("fees.noSales"))}
    </tr>
  );
}
