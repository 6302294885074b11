// A question is the part of the view that decides which stations count: dates,
// filters, region. Tiles, statistics and lists are all asked with exactly the
// same parameters, which is why every number on the screen agrees.
import type { View } from "./view";

export type Question = Pick<
  View,
  "at" | "knownAt" | "stage" | "energy" | "brand" | "operator" | "filter" | "within" | "set"
>;

export type Params = Record<string, string>;

const LISTS = ["stage", "energy", "brand", "operator"] as const;

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

export function questionOf(view: View): Question {
  const { at, knownAt, stage, energy, brand, operator, filter, within, set } = view;
  return { at, knownAt, stage, energy, brand, operator, filter, within, set };
}

/** The parameters of a question as the API names them; nothing for what is not asked. */
export function questionParams(question: Question): Params {
  const params: Params = {};
  if (question.at) params.at = question.at;
  if (question.knownAt) params.known_at = question.knownAt;
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
