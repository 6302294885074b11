// Comparisons as the rows of a table: each with its verdict and what it is sorted by.
import type { Comparison } from "../../api/campaigns";
import { type Order, ordered } from "../../model/order";
import { checksOf, isDoubtful, type Verdict, verdictOf } from "../../model/uplift";
import { numberOf } from "../../model/value";

export interface ComparedRow {
  code: string;
  answer: Comparison;
  verdict: Verdict;
  doubtful: boolean;
}

export const comparedRows = (answers: readonly Comparison[]): ComparedRow[] =>
  answers.map((answer) => ({
    code: answer.question.campaign,
    answer,
    verdict: verdictOf(answer.estimate),
    doubtful: isDoubtful(checksOf(answer)),
  }));

export const COMPARED_COLUMNS = [
  "asked",
  "name",
  "uplift",
  "total",
  "naive",
  "controls",
  "spent",
  "per_order",
  "per_volume",
  "roi",
] as const;
export type ComparedColumn = (typeof COMPARED_COLUMNS)[number];

const KEYS: Record<ComparedColumn, (row: ComparedRow) => string | number | null> = {
  // As they were asked for.
  asked: () => 0,
  name: ({ answer }) => answer.name,
  uplift: ({ answer }) => answer.estimate?.uplift.estimate ?? null,
  total: ({ answer }) => numberOf(answer.estimate?.total.estimate),
  naive: ({ answer }) => answer.estimate?.naive ?? null,
  controls: ({ answer }) => answer.controls.used,
  spent: ({ answer }) => numberOf(answer.cost.spent),
  per_order: ({ answer }) => numberOf(answer.cost.per_order),
  per_volume: ({ answer }) => numberOf(answer.cost.per_litre ?? answer.cost.per_kwh),
  roi: ({ answer }) => answer.cost.roi ?? null,
};

export const orderedRows = (
  rows: readonly ComparedRow[],
  { column, down }: Order<ComparedColumn>,
) => ordered(rows, KEYS[column], down);
