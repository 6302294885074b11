// The regions below the one in view: coverage now, since the first day and month
// by month, who moved, and which contracts are about to end. A row goes down into its region.
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo } from "react";
import { formatChange, formatValue } from "../../model/figure";
import type { Reading } from "../../model/metrics";
import {
  nextOrder,
  REGION_COLUMNS,
  type RegionColumn,
  type RegionRow,
  sortRows,
} from "../../model/region-rows";
import { useCooperationParams } from "../../state/cooperation";
import { useDrill } from "../../state/drill";
import { useMetric } from "../../state/metric";
import { MOVEMENTS, type Movement } from "../../state/movements";
import { useLanguage } from "../../state/preferences";
import { useRegionRows } from "../../state/region-rows";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { localized, useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { Spark } from "./spark";

/** What a column's figures are: those of the catalogue are taken apart by it. */
const READINGS: Record<
  Exclude<RegionColumn, "name">,
  { reading: Reading; metric?: true; signed?: true }
> = {
  coverage_rate: { reading: "ratio", metric: true },
  coverage_change: { reading: "ratio", signed: true },
  online: { reading: "count", metric: true },
  net: { reading: "count", signed: true },
  joined: { reading: "count" },
  resumed: { reading: "count" },
  paused: { reading: "count" },
  left: { reading: "count" },
  contracts_expiring_90d: { reading: "contracts", metric: true },
};

const FIGURES = REGION_COLUMNS.filter((column) => column !== "name");

export function Regions() {
  const { t } = useTranslation();
  const { rows, level, error, refetch } = useRegionRows();
  const { within } = useView();
  const [{ sort, months }, setParams] = useCooperationParams();
  const sorted = useMemo(() => rows && sortRows(rows, sort), [rows, sort]);
  const titles = useTitles(level);
  const below = sorted?.filter((row) => row.code !== within);
  return (
    <div className="card" data-testid="regions" data-level={level}>
      <Section
        title={t("cooperation.coverage")}
        extra={
          <Segments
            look="small"
            label={t("cooperation.months")}
            value={months}
            options={(["12", "36"] as const).map((value) => ({
              value,
              label: t("cooperation.trend", { count: Number(value) }),
            }))}
            onChange={(count) => setParams({ months: count }, { replace: true })}
          />
        }
      >
        {error ? (
          <ErrorNote error={error} retry={refetch} />
        ) : !below ? (
          <div className="regions-waiting">
            <Skeleton lines={20} height={22} />
          </div>
        ) : below.length === 0 ? (
          <p className="list-empty quiet">{t("cooperation.noRegions")}</p>
        ) : (
          <div className="scroll-x">
            <table className="data-table compact explained regions">
              <thead>
                <tr>
                  <Heading column="name" titles={titles} />
                  <Heading column="coverage_rate" titles={titles} />
                  <Heading column="coverage_change" titles={titles} />
                  <th className="trend-column">
                    {t("cooperation.trend", { count: Number(months) })}
                  </th>
                  {FIGURES.slice(2).map((column) => (
                    <Heading key={column} column={column} titles={titles} />
                  ))}
                </tr>
              </thead>
              <tbody>
                {below.map((row) => (
                  <Row key={row.code ?? ""} row={row} titles={titles} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </div>
  );
}

type Titles = Record<RegionColumn, string>;

/** What the columns are called; those of the catalogue by its own words. */
function useTitles(level: string | null): Titles {
  const { t } = useTranslation();
  const language = useLanguage();
  const coverage = useMetric("coverage_rate");
  const online = useMetric("online");
  const moves = MOVEMENTS.map((movement) => [movement, t(`compare.movement.${movement}`)]);
  return {
    ...(Object.fromEntries(moves) as Record<Movement, string>),
    name: level ? wordFor("level", level) : t("cooperation.region"),
    coverage_rate: localized(coverage.title, language),
    coverage_change: t("cooperation.change"),
    online: localized(online.title, language),
    net: t("cooperation.net"),
    contracts_expiring_90d: t("cooperation.expiringShort"),
  };
}

function Heading({ column, titles }: { column: RegionColumn; titles: Titles }) {
  const [{ sort }, setParams] = useCooperationParams();
  const is = sort.column === column;
  const Icon = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      className={column === "name" ? undefined : "figure"}
      aria-sort={is ? (sort.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className="sort-button"
        data-sort={column}
        onClick={() => setParams({ sort: nextOrder(sort, column) }, { replace: true })}
      >
        {is && <Icon size={12} aria-hidden="true" />}
        {titles[column]}
      </button>
    </th>
  );
}

function Row({ row, titles }: { row: RegionRow; titles: Titles }) {
  const { t } = useTranslation();
  const drill = useDrill();
  const { code } = row;
  return (
    <tr data-region={code ?? ""}>
      <th scope="row">
        {code === null ? (
          <span className="quiet">{t("panel.unassigned")}</span>
        ) : (
          <button type="button" className="row-name" onClick={() => drill(code)}>
            {row.name}
          </button>
        )}
      </th>
      <Cell row={row} column="coverage_rate" titles={titles} />
      <Cell row={row} column="coverage_change" titles={titles} />
      <td className="trend-column">{row.series.length > 1 && <Spark values={row.series} />}</td>
      {FIGURES.slice(2).map((column) => (
        <Cell key={column} row={row} column={column} titles={titles} />
      ))}
    </tr>
  );
}

interface CellProps {
  row: RegionRow;
  column: Exclude<RegionColumn, "name">;
  titles: Titles;
}

function Cell({ row, column, titles }: CellProps) {
  const language = useLanguage();
  const { reading, metric, signed } = READINGS[column];
  const value = row.figures[column];
  // Nothing and no change are said quietly: what there is stands out.
  const tone =
    value === null || value === 0 ? "quiet" : signed ? (value > 0 ? "more" : "less") : "";
  return (
    <td className={`figure ${tone}`}>
      <span data-figure={column} data-value={value ?? ""}>
        {signed && (value !== 0 || reading === "ratio")
          ? formatChange(value, reading, language)
          : formatValue(value, reading, language)}
      </span>
      {metric && row.code && (
        <ExplainButton metric={column} name={`${row.name} ${titles[column]}`} region={row.code} />
      )}
    </td>
  );
}
