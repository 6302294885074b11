// The stations as a table of any length: a head that sorts, rows that come as one
// scrolls, what they come to together at the foot.
import { type CSSProperties, useEffect, useId, useRef } from "react";
import { isChosen } from "../../model/selection";
import { type EditableField, isEditable } from "../../model/station-edit";
import { useGoTo } from "../../state/pages";
import { useStationListParams } from "../../state/stations";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { SortHead } from "../../ui/sort-head";
import { CellEditor } from "./cell-editor";
import { Row, type RowActs } from "./row";
import { Totals } from "./totals";
import { useCellEdit } from "./use-cell-edit";
import { useColumns } from "./use-columns";
import { useGrid } from "./use-grid";
import type { Chosen } from "./use-selection";
import type { ListWindow } from "./use-window";

/** In CSS pixels, as in stations.css. */
export const SIZES = { row: 34, head: 36, foot: 36 };
const PICK_WIDTH = 40;

interface Props {
  list: ListWindow;
  chosen: Chosen;
}

export function StationTable({ list, chosen }: Props) {
  const { t } = useTranslation();
  const [{ cols, sort }, setParams] = useStationListParams();
  const columns = useColumns(cols);
  const { knownAt } = useView();
  const goTo = useGoTo();
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const draft = useRef<string | null>(null);
  const { at, count, shown } = list;
  const { toggle } = chosen;
  const grid = useGrid({
    at,
    count,
    columns: cols,
    perPage: list.perPage,
    writable: knownAt === null,
    show: list.show,
    open: ({ code }) => goTo(`/stations/${encodeURIComponent(code)}`),
    toggle,
  });
  const here = cols[grid.column] ?? "code";
  const { edited } = grid;
  const standing = grid.row === null ? undefined : at(grid.row);
  /** Whether another one stands there by now: the editor waits for its own, with what was typed. */
  const away = edited && standing && standing.code !== edited.code;
  const cell = edited ? `${edited.code} ${here}` : null;
  const stop = () => {
    grid.stop();
    // Someone who has gone elsewhere is left there.
    const { activeElement } = document;
    if (activeElement === document.body || table.current?.contains(activeElement)) {
      table.current?.focus({ preventScroll: true });
    }
  };
  const edit = useCellEdit(cell, !away, stop);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each cell begins with what it holds
  useEffect(() => {
    draft.current = null;
  }, [cell]);

  useEffect(() => {
    if (away && document.activeElement === document.body)
      table.current?.focus({ preventScroll: true });
  }, [away]);

  const acts = useRef<RowActs>({ toggle, stand: grid.stand, edit: grid.edit });
  acts.current = { toggle, stand: grid.stand, edit: grid.edit };

  const width = columns.reduce((sum, column) => sum + column.width, PICK_WIDTH);
  const every = chosen.selection.all && chosen.selection.codes.size === 0;
  return (
    <div
      ref={list.scroller}
      className="station-scroll"
      data-stale={list.stale || undefined}
      onScroll={list.onScroll}
      style={{ "--pick": `${PICK_WIDTH}px` } as CSSProperties}
    >
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are stood in, and it has the focus for them
        role="grid"
        tabIndex={0}
        className="data-table station-table"
        style={{ minWidth: width }}
        aria-label={t("stations.list")}
        aria-describedby={`${id}-keys`}
        aria-rowcount={count + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={list.stale}
        aria-activedescendant={grid.row === null ? undefined : `${id}-${grid.row}-${here}`}
        data-testid="stations"
        data-matched={count}
        onKeyDown={grid.onKeyDown}
        onFocus={(e) => {
          if (e.target === table.current && grid.row === null) grid.stand(list.top(), 0);
        }}
      >
        <colgroup>
          <col style={{ width: PICK_WIDTH }} />
          {columns.map(({ id: column, width: wide }) => (
            <col key={column} style={column === "name" ? undefined : { width: wide }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="pick">
              <input
                type="checkbox"
                aria-label={t("stations.pickAll")}
                checked={every}
                disabled={count === 0}
                ref={(box) => {
                  if (box) box.indeterminate = !every && chosen.count > 0;
                }}
                onChange={() => (every ? chosen.clear() : chosen.every())}
              />
            </th>
            {columns.map((column) =>
              column.sortable ? (
                <SortHead
                  key={column.id}
                  column={column.id}
                  order={sort}
                  onOrder={(next) => setParams({ sort: next }, { replace: true })}
                  figure={column.figure}
                  title={column.title}
                >
                  <span className="head-text">{column.title}</span>
                </SortHead>
              ) : (
                <th key={column.id} scope="col">
                  {column.title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          <Gap height={list.above} />
          {shown.map((index) => {
            const station = at(index);
            const mine = grid.row === index;
            return (
              <Row
                key={index}
                grid={id}
                index={index}
                station={station}
                columns={columns}
                chosen={station !== undefined && isChosen(chosen.selection, station.code)}
                writable={knownAt === null}
                here={mine ? grid.column : -1}
                editor={
                  mine && edited && !away && isEditable(here) ? (
                    <CellEditor
                      key={cell}
                      station={edited}
                      field={here satisfies EditableField}
                      label={t("stations.cellOf", {
                        name: edited.name,
                        field: columns[grid.column]?.title,
                      })}
                      edit={edit}
                      draft={draft}
                      stop={stop}
                    />
                  ) : null
                }
                acts={acts}
              />
            );
          })}
          <Gap height={list.below} />
        </tbody>
        <Totals columns={columns} matched={count} />
      </table>
      <p id={`${id}-keys`} className="visually-hidden">
        {t("stations.keys")}
      </p>
      {list.error && (
        <div className="station-scroll-error">
          <ErrorNote error={list.error} retry={list.retry} />
        </div>
      )}
    </div>
  );
}

/** The rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className="gap">
      <td style={{ height }} />
    </tr>
  ) : null;
}
