// The list of stations: its columns, the box on the map that it is cut to, and
// the parameters by which the API gives exactly its rows.
import type { Box } from "../api/types";
import { boxClause } from "./box";
import { joinList, splitList } from "./lists";
import { METRIC_GROUPS } from "./metrics";
import type { Param } from "./params";
import {
  figureParams,
  narrowed,
  type Params,
  type Question,
  questionParams,
  quoted,
} from "./question";

const FIELDS = [
  "code",
  "name",
  "stage",
  "brand",
  "operator",
  "energy",
  "region",
  "opened_on",
  "closed_on",
  "address",
] as const;
export type FieldColumn = (typeof FIELDS)[number];

/** Those of the catalogue that say something of one station. */
export const METRICS = [
  ...METRIC_GROUPS.sales,
  ...METRIC_GROUPS.fee,
  ...METRIC_GROUPS.contracts,
  "activation_rate",
] as const;
export type MetricColumn = (typeof METRICS)[number];

export type Column = FieldColumn | MetricColumn;

export const COLUMNS: readonly Column[] = [...FIELDS, ...METRICS];

export const USUAL_COLUMNS: readonly Column[] = [
  "code",
  "name",
  "stage",
  "brand",
  "energy",
  "region",
  "operator",
  "opened_on",
  "gmv",
  "fee_rate",
];

/** By which the API puts stations in order. */
export const SORTABLE: readonly Column[] = COLUMNS.filter(
  (column) => column !== "region" && column !== "address",
);

export const isMetricColumn = (column: Column): column is MetricColumn =>
  (METRICS as readonly string[]).includes(column);

/** The code says which station a row is of: it stands first and stays. */
const fromCode = (columns: readonly Column[]): Column[] => [
  "code",
  ...columns.filter((column) => column !== "code"),
];

export const columns: Param<Column[]> = {
  parse: (text) =>
    text === undefined
      ? [...USUAL_COLUMNS]
      : fromCode(splitList(text).flatMap((name) => COLUMNS.find((known) => known === name) ?? [])),
  format: (values) => {
    const text = joinList(fromCode(values));
    return text === joinList(USUAL_COLUMNS) ? null : text;
  },
};

/** The column one step earlier or later; the code keeps its place. */
export function moved(shown: readonly Column[], column: Column, step: -1 | 1): Column[] {
  const from = shown.indexOf(column);
  const to = from + step;
  if (from < 1 || to < 1 || to >= shown.length) return [...shown];
  const next = shown.filter((other) => other !== column);
  next.splice(to, 0, column);
  return next;
}

export const withoutClause = (codes: Iterable<string>): string =>
  `code NOT IN (${[...codes].map(quoted).join(",")})`;

/** What the page asks beside the question. */
export interface Narrowing {
  q: string;
  bbox: Box | null;
}

/** The parameters of the list's stations; with metrics null while their period is not known. */
export function listParams(
  question: Question,
  { q, bbox }: Narrowing,
  metrics: readonly MetricColumn[] = [],
): Params | null {
  const asked = bbox ? narrowed(question, boxClause(bbox)) : question;
  const params =
    metrics.length > 0 ? figureParams(asked, metrics.join(",")) : questionParams(asked);
  const words = q.trim();
  return params && { ...params, ...(words ? { q: words } : {}) };
}

const PAGES = [100, 200, 500] as const;
const LARGEST = 1_000;

/** The first page is small to be here soon; whoever goes far gets there in large ones. */
export const pageLimit = (pages: number): number => PAGES[pages] ?? LARGEST;

/** So far below what is loaded one can scroll at once: twenty pages, a second or two. */
const REACH = 20_000;
/** Browsers draw nothing higher than some 17 million pixels. */
export const MOST_ROWS = 500_000;

/** The most that the server writes into a file with figures and in order. */
export const MOST_IN_FILE = 200_000;

/** Rows that one can scroll through. */
export const rowCount = (matched: number, loaded: number): number =>
  Math.min(matched, loaded + REACH, MOST_ROWS);

/** Where a station stands that stood at `index`: others come and go above it, a few at a time. */
export function placeOf(
  rows: readonly { code: string }[],
  code: string,
  index: number,
  reach = 500,
): number | null {
  for (let step = 0; step <= reach; step++) {
    if (rows[index + step]?.code === code) return index + step;
    if (rows[index - step]?.code === code) return index - step;
  }
  return null;
}
