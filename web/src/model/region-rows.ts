// The regions of a level with what they are now, what they were, what moved
// between, and their months: rows to be sorted by any column.
import type { Values } from "../api/types";
import type { Param } from "./params";
import { difference, numberOf } from "./value";

export const REGION_COLUMNS = [
  "name",
  "coverage_rate",
  "coverage_change",
  "online",
  "net",
  "joined",
  "resumed",
  "paused",
  "left",
  "contracts_expiring_90d",
] as const;
export type RegionColumn = (typeof REGION_COLUMNS)[number];
type Figure = Exclude<RegionColumn, "name">;

export interface RegionRow {
  /** Null for stations that are in none. */
  code: string | null;
  name: string;
  figures: Record<Figure, number | null>;
  /** The coverage of each month; null where there is nothing to divide by. */
  series: (number | null)[];
}

export interface Row {
  region?: string | null;
  name?: string | null;
  values: Values;
}

/** Rows by region, after them that of stations in none. */
export interface RegionAnswers {
  now: readonly Row[];
  before: readonly Row[];
  moves: readonly Row[];
  /** By region, then by month. */
  months: readonly Row[];
}

export const SHARE = "coverage_rate";

const MOVES = ["net", "joined", "resumed", "paused", "left"] as const;

const byRegion = (rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.region ?? null, row.values]));

/** One row for each region that there is now; what is not known of it is null. */
export function regionRows({ now, before, moves, months }: RegionAnswers): RegionRow[] {
  const [was, moved] = [byRegion(before), byRegion(moves)];
  const series = new Map<string | null, (number | null)[]>();
  for (const { region, values } of months) {
    const key = region ?? null;
    const line = series.get(key) ?? [];
    line.push(numberOf(values[SHARE]));
    series.set(key, line);
  }
  return now.map(({ region, name, values }) => {
    const code = region ?? null;
    const of = (figures: Values | undefined, id: string) => numberOf(figures?.[id]);
    const moves = moved.get(code);
    return {
      code,
      name: name ?? "",
      series: series.get(code) ?? [],
      figures: {
        coverage_rate: of(values, SHARE),
        coverage_change: numberOf(difference(values[SHARE], was.get(code)?.[SHARE])),
        online: of(values, "online"),
        contracts_expiring_90d: of(values, "contracts_expiring_90d"),
        ...(Object.fromEntries(MOVES.map((id) => [id, of(moves, id)])) as Record<
          (typeof MOVES)[number],
          number | null
        >),
      },
    };
  });
}

export interface Order {
  column: RegionColumn;
  descending: boolean;
}

const USUAL_ORDER = "-coverage_rate";

/** `-online` in the URL: the most first. */
export const order: Param<Order> = {
  parse: (text) => {
    const read = /^(-?)(.+)$/.exec(text ?? USUAL_ORDER);
    const column = REGION_COLUMNS.find((name) => name === read?.[2]);
    return column ? { column, descending: read?.[1] === "-" } : { column: SHARE, descending: true };
  },
  format: ({ column, descending }) => {
    const text = `${descending ? "-" : ""}${column}`;
    return text === USUAL_ORDER ? null : text;
  },
};

/** A click on a column: numbers begin with the most, names with the first. */
export const nextOrder = (now: Order, column: RegionColumn): Order =>
  now.column === column
    ? { column, descending: !now.descending }
    : { column, descending: column !== "name" };

/**
 * Regions go by their codes where they go by name. Rows without a value come
 * last either way, and after all others the stations that are in no region.
 */
export function sortRows(rows: readonly RegionRow[], { column, descending }: Order): RegionRow[] {
  const sign = descending ? -1 : 1;
  const key = (row: RegionRow) => (column === "name" ? row.code : row.figures[column]);
  return [...rows].sort((a, b) => {
    if (a.code === null || b.code === null)
      return Number(a.code === null) - Number(b.code === null);
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x < y ? -1 : Number(x > y));
  });
}

/** Less than this much between the highest and the lowest is drawn as almost flat. */
const LEAST = 0.01;

export interface Sparkline {
  /** Points of each stretch without a gap. */
  runs: string[];
  /** Where the last month stands; null without a value. */
  end: { x: number; y: number } | null;
}

/** A line of months in a box, on a scale of its own: the number beside it says how much it is. */
export function sparkline(
  values: readonly (number | null)[],
  width: number,
  height: number,
  margin: number,
): Sparkline {
  const known = values.filter((v) => v !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const range = Math.max(high - low, LEAST);
  const middle = (low + high) / 2;
  const x = (i: number) =>
    margin + (values.length > 1 ? i / (values.length - 1) : 1) * (width - 2 * margin);
  const y = (v: number) => height / 2 - ((v - middle) / range) * (height - 2 * margin);
  const runs: string[][] = [];
  let open = false;
  values.forEach((v, i) => {
    if (v !== null) {
      if (!open) runs.push([]);
      runs.at(-1)?.push(`${x(i).toFixed(1)},${y(v).toFixed(1)}`);
    }
    open = v !== null;
  });
  const last = values.at(-1);
  return {
    runs: runs.map((run) => run.join(" ")),
    end:
      last === null || last === undefined
        ? null
        : { x: x(values.length - 1), y: Number(y(last).toFixed(1)) },
  };
}
