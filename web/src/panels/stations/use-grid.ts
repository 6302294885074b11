// The cell in which one stands, and the keys that move it, choose its row, open its
// station or edit it. The grid keeps the focus; its rows come and go.
import { type KeyboardEvent, useState } from "react";
import type { Station } from "../../api/types";
import { placeOf, type RowAt } from "../../model/row-pages";
import { isEditable } from "../../model/station-edit";
import type { Column } from "../../model/station-list";

interface Place {
  row: number;
  code: string | undefined;
  column: number;
}

interface Grid {
  at: RowAt;
  count: number;
  columns: readonly Column[];
  perPage: number;
  writable: boolean;
  show: (row: number) => void;
  open: (station: Station) => void;
  toggle: (row: number, range: boolean) => void;
}

export function useGrid(grid: Grid) {
  const { at: rowAt, count, columns, perPage, writable, show, open, toggle } = grid;
  const [place, setPlace] = useState<Place | null>(null);
  const [edited, setEdited] = useState<Station | null>(null);
  // Stood in before it was there.
  const arrived = place && place.code === undefined ? rowAt(place.row) : undefined;
  if (place && arrived) setPlace({ ...place, code: arrived.code });
  // The same station, even where others have come before it.
  const row =
    place === null
      ? 0
      : place.code === undefined
        ? place.row
        : (placeOf(rowAt, place.code, place.row) ?? place.row);
  const at = place && count > 0 ? { row: Math.min(row, count - 1), column: place.column } : null;
  const column = at ? Math.min(at.column, columns.length - 1) : 0;
  const here = columns[column] ?? "code";

  const stand = (toRow: number, toColumn: number) => {
    setEdited(null);
    setPlace({ row: toRow, code: rowAt(toRow)?.code, column: toColumn });
  };
  const go = (toRow: number, toColumn: number) => {
    const next = Math.max(0, Math.min(count - 1, toRow));
    stand(next, Math.max(0, Math.min(columns.length - 1, toColumn)));
    show(next);
  };
  const edit = () => {
    const station = at && rowAt(at.row);
    if (!writable || !isEditable(here) || !station) return false;
    setEdited(station);
    return true;
  };

  const onKeyDown = (e: KeyboardEvent) => {
    // What stands in the grid has keys of its own, such as the cell that is edited.
    if (e.target !== e.currentTarget || e.altKey || count === 0) return;
    const now = at?.row ?? -1;
    const far = e.ctrlKey || e.metaKey;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(now + 1, column),
      ArrowUp: () => go(now - 1, column),
      ArrowRight: () => go(Math.max(0, now), column + 1),
      ArrowLeft: () => go(Math.max(0, now), column - 1),
      PageDown: () => go(now + perPage, column),
      PageUp: () => go(now - perPage, column),
      Home: () => (far ? go(0, column) : go(Math.max(0, now), 0)),
      End: () => (far ? go(count - 1, column) : go(Math.max(0, now), columns.length - 1)),
      " ": () => at && toggle(at.row, e.shiftKey),
      F2: edit,
      Enter: () => {
        const station = at && rowAt(at.row);
        if (station && !edit()) open(station);
      },
    };
    const move = moves[e.key];
    if (!move) return;
    e.preventDefault();
    move();
  };

  return {
    row: at?.row ?? null,
    column,
    /** The station whose cell is edited: as it is now, if its row is loaded. */
    edited: edited && at && (edited.code === rowAt(at.row)?.code ? rowAt(at.row) : edited),
    stand,
    edit: (toRow: number, toColumn: number) => {
      stand(toRow, toColumn);
      if (writable && isEditable(columns[toColumn] ?? "")) setEdited(rowAt(toRow) ?? null);
    },
    stop: () => setEdited(null),
    onKeyDown,
  };
}
