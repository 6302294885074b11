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

/** The most that the server writes into a file with figures and in order. */
export const MOST_IN_FILE = 200_000;
