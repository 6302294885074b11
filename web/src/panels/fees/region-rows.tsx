// The regions below the one in view, each with its fee, its rates and what is missing.
import type { Values } from "../../api/types";
import { tellsFees } from "../../model/fees";
import { formatInFull, formatValue } from "../../model/figure";
import type { Reading } from "../../model/metrics";
import { ordered } from "../../model/order";
import { numberOf } from "../../model/value";
import { useDrill } from "../../state/drill";
import { type FeeColumn, useFeeParams, useFeeRegions } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { SortHead } from "../../ui/sort-head";
import { useColumnTitles } from "./titles";
import { PartsBar } from "./words";

export const READINGS: Record<Exclude<FeeColumn, "name">, Reading> = {
  channel_fee: "money",
  gmv: "money",
  fee_rate: "rate",
  fee_rate_simple_mean: "rate",
  missing_fee: "count",
  missing_gmv: "count",
};

const BEFORE = ["channel_fee", "gmv", "fee_rate", "fee_rate_simple_mean"] as const;
const AFTER = ["missing_fee", "missing_gmv"] as const;

/** The name of stations in no region. */
const NONE = "";

export function RegionRows() {
  const { t } = useTranslation();
  const { within } = useView();
  const { stats, error, refetch, level } = useFeeRegions();
  const [{ sort }, set] = useFeeParams();
  const titles = useColumnTitles();
  if (error) return <ErrorNote error={error} retry={refetch} />;
  const answer = stats.data;
  if (!answer) {
    return (
      <div className="rows-waiting">
        <Skeleton lines={18} height={22} />
      </div>
    );
  }
  const all = answer.rows.filter((row) => row.region !== within);
  const telling = all.filter((row) => tellsFees(row.values));
  const rows = ordered(
    telling,
    (row) => (sort.column === "name" ? (row.region ?? NONE) : numberOf(row.values[sort.column])),
    sort.down,
  );
  const { unassigned } = answer;
  const quiet = all.length - telling.length;
  if (rows.length === 0) return <p className="list-empty quiet">{t("fees.noRegions")}</p>;
  const head = (column: FeeColumn) => (
    <SortHead
      key={column}
      column={column}
      order={sort}
      onOrder={(next) => set({ sort: next }, { replace: true })}
      figure={column !== "name"}
    >
      {column === "name" ? (level ? wordFor("level", level) : t("fees.region")) : titles[column]}
    </SortHead>
  );
  return (
    <>
      <div className="scroll-x">
        <table
          className="data-table compact explained fee-table"
          data-testid="fee-regions"
          aria-busy={stats.isFetching}
        >
          <thead>
            <tr>
              {head("name")}
              {BEFORE.map(head)}
              <th scope="col" className="parts-column">
                {t("fees.parts")}
              </th>
              {AFTER.map(head)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.region}
                code={row.region ?? null}
                name={row.name ?? ""}
                values={row.values}
              />
            ))}
            {unassigned && tellsFees(unassigned.values) && (
              <Row code={null} name={t("panel.unassigned")} values={unassigned.values} />
            )}
          </tbody>
          <tfoot>
            <Row code={null} name={t("fees.total")} values={answer.total.values} total />
          </tfoot>
        </table>
      </div>
      {quiet > 0 && <p className="quiet fees-note">{t("fees.quietRegions", { count: quiet })}</p>}
    </>
  );
}

interface RowProps {
  code: string | null;
  name: string;
  values: Values;
  total?: boolean;
}

function Row({ code, name, values, total = false }: RowProps) {
  const drill = useDrill();
  const cell = (column: Exclude<FeeColumn, "name">) => (
    <Cell key={column} column={column} of={name} code={code} values={values} total={total} />
  );
  return (
    <tr data-region={code ?? ""}>
      <th scope="row">
        {code === null ? (
          <span className={total ? "" : "quiet"}>{name}</span>
        ) : (
          <button type="button" className="row-name" onClick={() => drill(code)}>
            {name}
          </button>
        )}
      </th>
      {BEFORE.map(cell)}
      <td className="parts-column">
        <PartsBar values={values} />
      </td>
      {AFTER.map(cell)}
    </tr>
  );
}

interface CellProps {
  column: Exclude<FeeColumn, "name">;
  of: string;
  code: string | null;
  values: Values;
  total: boolean;
}

function Cell({ column, of, code, values, total }: CellProps) {
  const language = useLanguage();
  const titles = useColumnTitles();
  const value = values[column];
  const reading = READINGS[column];
  const nothing = !numberOf(value);
  return (
    <td className={`figure ${nothing ? "quiet" : ""}`}>
      <span
        data-figure={column}
        data-value={value ?? ""}
        title={reading === "money" ? formatInFull(value, reading, language) : undefined}
      >
        {formatValue(value, reading, language)}
      </span>
      {(code !== null || total) && (
        <ExplainButton
          metric={column}
          name={`${of} ${titles[column]}`}
          region={code ?? undefined}
        />
      )}
    </td>
  );
}
