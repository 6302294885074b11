// Rows of a table in order: by one column, either way round, what has no value last.
import type { Param } from "./params";

export interface Order<C extends string> {
  column: C;
  down: boolean;
}

/** `-from` in the URL: by `from`, the greatest first. */
export const order = <C extends string>(
  columns: readonly C[],
  usual: Order<C>,
): Param<Order<C>> => ({
  parse: (text) => {
    const down = text?.startsWith("-") ?? false;
    const column = columns.find((name) => name === text?.slice(down ? 1 : 0));
    return column ? { column, down } : usual;
  },
  format: ({ column, down }) =>
    column === usual.column && down === usual.down ? null : `${down ? "-" : ""}${column}`,
});

type Key = string | number | null;

const compared = (a: Key, b: Key): number =>
  typeof a === "string" && typeof b === "string"
    ? a.localeCompare(b, "zh-CN")
    : Number(a) - Number(b);

/** Rows that are equal stay as they stood. */
export function ordered<T>(rows: readonly T[], keyOf: (row: T) => Key, down: boolean): T[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return compared(a.key, b.key) * (down ? -1 : 1);
    })
    .map(({ row }) => row);
}
