// A row of the table. It is drawn anew only when something of its own changes:
// hundreds pass by in a second of scrolling.
import { memo, type ReactNode, type RefObject } from "react";
import type { Station } from "../../api/types";
import { isEditable } from "../../model/station-edit";
import { useTranslation } from "../../ui/i18n";
import type { ShownColumn } from "./use-columns";

export interface RowActs {
  toggle: (row: number, range: boolean) => void;
  stand: (row: number, column: number) => void;
  edit: (row: number, column: number) => void;
}

interface Props {
  /** Ids of its cells begin with it. */
  grid: string;
  index: number;
  /** Undefined while it is on its way. */
  station: Station | undefined;
  columns: readonly ShownColumn[];
  chosen: boolean;
  writable: boolean;
  /** The column in which one stands; −1 in another row. */
  here: number;
  /** What stands in its place while the cell is edited. */
  editor: ReactNode;
  acts: RefObject<RowActs>;
}

export const Row = memo(function Row(props: Props) {
  const { grid, index, station, columns, chosen, writable, here, editor, acts } = props;
  const { t } = useTranslation();
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-busy={station ? undefined : true}
      data-code={station?.code}
      data-here={here >= 0 || undefined}
    >
      <td className="pick">
        {station && (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={chosen}
            aria-label={t("stations.pick", { name: station.name })}
            // A click says whether the shift key is held, a change does not.
            onClick={(e) => acts.current.toggle(index, e.shiftKey)}
            onChange={() => undefined}
          />
        )}
      </td>
      {columns.map((column, i) => {
        const mine = here === i;
        const editable = writable && isEditable(column.id);
        const cell = station && column.cell(station);
        const text = station ? column.text(station) : "";
        const Cell = column.id === "code" ? "th" : "td";
        return (
          <Cell
            key={column.id}
            id={`${grid}-${index}-${column.id}`}
            scope={column.id === "code" ? "row" : undefined}
            className={`${column.figure ? "figure" : ""} ${editable ? "editable" : ""}`}
            aria-readonly={!editable}
            data-column={column.id}
            data-here={mine || undefined}
            data-editing={(mine && editor !== null) || undefined}
            data-value={column.figure ? (station?.values?.[column.id] ?? "") : undefined}
            title={editable && text ? `${text}\n${t("stations.editHint")}` : text || undefined}
            onClick={() => acts.current.stand(index, i)}
            onDoubleClick={() => acts.current.edit(index, i)}
          >
            {mine && editor !== null
              ? editor
              : (cell ?? <span className="cell-waiting" aria-hidden="true" />)}
          </Cell>
        );
      })}
    </tr>
  );
});
