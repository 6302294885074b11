// A question is the part of the view that decides which stations count: dates,
// filters, region. Tiles, statistics and lists are all asked with exactly the
// same parameters, which is why every number on the screen agrees.
import { hasPeriod } from "./metrics";
import { spanOf, USUAL_PERIOD } from "./period";
import type { View } from "./view";

export type Question = Pick<
  View,
  | "at"
  | "knownAt"
  | "stage"
  | "energy"
  | "brand"
  | "operator"
  | "filter"
  | "within"
  | "set"
  | "period"
> & {
  /** What the date in view is where none is asked for; null until the network says it. */
  today: string | null;
};

export type Params = Record<string, string>;

const LISTS = ["stage", "energy", "brand", "operator"] as const;

/** A text as CQL2 writes it. */
export const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

export function questionOf(view: View, today: string | null = null): Question {
  const { at, knownAt, stage, energy, brand, operator, filter, within, set, period } = view;
  return { at, knownAt, stage, energy, brand, operator, filter, within, set, period, today };
}

/** As it was on which day, and as it was known when. */
export type When = Pick<View, "at" | "knownAt">;

export function whenParams({ at, knownAt }: When) {
  const params: { at?: string; known_at?: string } = {};
  if (at) params.at = at;
  if (knownAt) params.known_at = knownAt;
  return params;
}

/** The parameters of a question as the API names them; nothing for what is not asked. */
export function questionParams(question: Question): Params {
  const params: Params = { ...whenParams(question) };
  const clauses = question.filter.trim() ? [question.filter.trim()] : [];
  for (const key of LISTS) {
    const values = question[key];
    if (values.length === 0) continue;
    // The shorthand separates by commas: a name that holds one goes as CQL2.
    if (values.some((v) => v.includes(","))) clauses.push(`${key} IN (${values.map(quoted)})`);
    else params[key] = values.join(",");
  }
  if (clauses.length === 1) params.filter = clauses[0] as string;
  if (clauses.length > 1) params.filter = clauses.map((c) => `(${c})`).join(" AND ");
  if (question.within) {
    params.set = question.set;
    params.within = question.within;
  }
  return params;
}

/** The question with one more condition. */
export const narrowed = <Q extends Pick<Question, "filter">>(question: Q, clause: string): Q => {
  const filter = question.filter.trim();
  return { ...question, filter: filter ? `(${filter}) AND ${clause}` : clause };
};

/**
 * The parameters of a question for metrics: with the period where one of them
 * sums over it. The date then goes along, else the server would take the end of
 * the period for it. Null while the date is not known.
 */
export function figureParams(question: Question, metrics: string): Params | null {
  const params = { ...questionParams(question), metrics };
  if (question.period === USUAL_PERIOD || !metrics.split(",").some(hasPeriod)) return params;
  const at = question.at ?? question.today;
  return at === null ? null : { ...params, at, ...spanOf(question.period, at) };
}

/** How many filters are in force; region and date are not filters. */
export const filterCount = (q: Question): number =>
  LISTS.filter((key) => q[key].length > 0).length + (q.filter.trim() ? 1 : 0);

export const NO_FILTERS = {
  stage: [],
  energy: [],
  brand: [],
  operator: [],
  filter: "",
} satisfies Partial<View>;
