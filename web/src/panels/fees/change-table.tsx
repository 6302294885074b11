// The effects by region, each of which goes down into it, or by component.
import { useMemo } from "react";
import type { FeeChange } from "../../api/fees";
import {
  CHANGE_FIGURES,
  type ChangeColumn,
  type ChangeFigure,
  type ChangeLine,
  componentLines,
  regionLines,
} from "../../model/fee-change";
import { formatChange, formatInFull, formatValue } from "../../model/figure";
import { ordered } from "../../model/order";
import { COMPONENTS } from "../../model/palette";
import { numberOf } from "../../model/value";
import { useDrill } from "../../state/drill";
import { useFeeParams, useFeeTotals } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { useView } from "../../state/view";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation, wordFor } from "../../ui/i18n";
import { SortHead } from "../../ui/sort-head";
import { toneOf } from "./effects";
import { useComponentNames } from "./words";

const TOTAL = "total";

const FLOWS = ["entered", "left"] as const;

/** What an amount is beside: what it was, and what it is now. */
const isStock = (column: ChangeFigure) => column === "base_channel_fee" || column === "channel_fee";

interface Props {
  answer: FeeChange;
  /** By region; else by component. */
  regions: boolean;
}

export function ChangeTable({ answer, regions }: Props) {
  const { t } = useTranslation();
  const { within } = useView();
  const [{ effect: change }, set] = useFeeParams();
  const names = useComponentNames();
  const explained = useFeeTotals().data?.at === answer.at;
  // Components come and go with no station.
  const order =
    !regions && (change.column === "entered" || change.column === "left")
      ? { column: "change" as const, down: true }
      : change;
  const { lines, none } = useMemo(() => {
    if (!regions) {
      const lines = componentLines(answer.total);
      return { lines, none: undefined };
    }
    const all = regionLines(answer.rows, answer.unassigned);
    return {
      lines: all.filter(({ key }) => key !== null && key !== within),
      none: all.find(({ key }) => key === null),
    };
  }, [answer, regions, within]);
  const sorted = ordered(
    lines,
    ({ key, values }) =>
      order.column === "name"
        ? regions
          ? (key ?? "")
          : (COMPONENTS as readonly string[]).indexOf(key ?? "")
        : numberOf(values[order.column]),
    order.down,
  );
  const titles: Record<ChangeColumn, string> = {
    name: regions
      ? answer.level
        ? wordFor("level", answer.level)
        : t("fees.region")
      : t("fees.item"),
    base_channel_fee: t("fees.baseName"),
    channel_fee: t("fees.now"),
    change: t("fees.changeColumn"),
    volume: t("fees.effects.volume"),
    mix: t("fees.effects.mix"),
    rate: t("fees.effects.rate"),
    entered: t("fees.enteredColumn"),
    left: t("fees.leftColumn"),
  };
  const head = (column: ChangeColumn) => (
    <SortHead
      key={column}
      column={column}
      order={order}
      onOrder={(next) => set({ effect: next }, { replace: true })}
      figure={column !== "name"}
    >
      {titles[column]}
    </SortHead>
  );
  const nameOf = ({ key, name }: ChangeLine) => {
    const component = COMPONENTS.find((c) => c === key);
    return component ? names[component] : name;
  };
  return (
    <div className="scroll-x">
      <table
        className="data-table compact explained fee-table change-table"
        data-testid="change-rows"
        data-split={regions ? "regions" : "components"}
      >
        <thead>
          <tr>
            {head("name")}
            {CHANGE_FIGURES.map(head)}
            {regions && FLOWS.map(head)}
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => (
            <Line
              key={line.key}
              line={line}
              name={nameOf(line)}
              region={regions ? line.key : null}
              flows={regions}
              explained={explained}
            />
          ))}
          {none && <Line line={none} name={t("panel.unassigned")} region={null} flows={regions} />}
        </tbody>
        <tfoot>
          <Line
            line={{ key: TOTAL, name: "", values: answer.total.values }}
            name={t("fees.total")}
            region={null}
            flows={regions}
            explained={explained}
          />
        </tfoot>
      </table>
    </div>
  );
}

interface LineProps {
  line: ChangeLine;
  name: string;
  /** Where the name goes down to. */
  region: string | null;
  flows: boolean;
  /** Whether the fee of now is the one that is taken apart: that of the date in view. */
  explained?: boolean;
}

function Line({ line: { key, values }, name, region, flows, explained }: LineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const drill = useDrill();
  return (
    <tr data-line={key ?? ""}>
      <th scope="row">
        {region ? (
          <button type="button" className="row-name" onClick={() => drill(region)}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      {CHANGE_FIGURES.map((column) => (
        <td
          key={column}
          className={`figure ${isStock(column) ? "" : toneOf(numberOf(values[column]))} ${column}`}
          data-figure={column}
          data-value={values[column] ?? ""}
          title={formatInFull(values[column], "money", language)}
        >
          {isStock(column)
            ? formatValue(values[column], "money", language)
            : formatChange(values[column], "money", language)}
          {explained && column === "channel_fee" && (region || key === TOTAL) && (
            <ExplainButton
              metric="channel_fee"
              name={`${name} ${t("fees.now")}`}
              region={region ?? undefined}
            />
          )}
        </td>
      ))}
      {flows &&
        FLOWS.map((column) => (
          <td
            key={column}
            className={`figure ${numberOf(values[column]) ? "" : "quiet"}`}
            data-figure={column}
            data-value={values[column] ?? ""}
          >
            {formatValue(values[column], "count", language)}
          </td>
        ))}
    </tr>
  );
}
