// A long list that is known in parts: pages of rows, asked for where one looks.
import type { Station, StationList } from "../api/types";

/** Rows of a page. */
export const PAGE = 200;

export interface RowPages {
  /** The question and order that the rows are of; null before the first. */
  key: string | null;
  matched: number;
  revision: number;
  /** By number, from 0. */
  pages: ReadonlyMap<number, StationList>;
}

export const NO_ROWS: RowPages = { key: null, matched: 0, revision: 0, pages: new Map() };

/** A row by its place in the list, from 0; undefined while it is not there. */
export type RowAt = (index: number) => Station | undefined;

export const rowAt = ({ pages }: RowPages, index: number): Station | undefined =>
  pages.get(Math.floor(index / PAGE))?.items[index % PAGE];

/** The pages from one to another, both included. */
export const pagesBetween = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) + 1 }, (_, step) => from + step);

/** The pages that hold the rows from one to another. */
export const pagesOf = (first: number, last: number): number[] =>
  pagesBetween(Math.floor(Math.max(0, first) / PAGE), Math.floor(Math.max(0, last) / PAGE));

export interface PageAnswer {
  page: number;
  data: StationList | undefined;
  fetching: boolean;
  failed: boolean;
}

const isResting = (answers: readonly PageAnswer[]) =>
  !answers.some(({ fetching, failed }) => fetching || failed);
const revisionsOf = (answers: readonly PageAnswer[]) =>
  new Set(answers.flatMap(({ data }) => (data ? [data.revision] : []))).size;

/** Whether the pages are of several revisions, and nothing is on its way that would change it. */
export const areMixed = (answers: readonly PageAnswer[]): boolean =>
  isResting(answers) && revisionsOf(answers) > 1;

/** Whether all pages are there, of one revision. */
export const areOne = (answers: readonly PageAnswer[]): boolean =>
  isResting(answers) && revisionsOf(answers) === 1;

/**
 * The rows to show, of the answers to the pages asked for. Another question's come all at once,
 * and so do those of another revision: rows of two would stand twice, or not at all. Only where a
 * page cannot be had, or has been asked for often enough, all are shown as they are.
 */
export function taken(
  before: RowPages,
  key: string,
  answers: readonly PageAnswer[],
  isPatient = true,
): RowPages {
  const known = answers.flatMap(({ page, data }) => (data ? [{ page, data }] : []));
  const isOne =
    revisionsOf(answers) <= 1 ||
    answers.some(({ fetching, failed }) => failed && !fetching) ||
    (!isPatient && !answers.some(({ fetching }) => fetching));
  if (key !== before.key && (known.length < answers.length || !isOne)) return before;
  const shown = isOne
    ? known
    : answers.flatMap(({ page, data }) => {
        const rows = data?.revision === before.revision ? data : before.pages.get(page);
        return rows ? [{ page, data: rows }] : [];
      });
  const [first] = shown;
  const isSame =
    key === before.key &&
    shown.length === before.pages.size &&
    shown.every(({ page, data }) => before.pages.get(page) === data);
  if (isSame || !first) return before;
  const newest = shown.reduce(
    (one, { data }) => (data.revision > one.revision ? data : one),
    first.data,
  );
  return {
    key,
    matched: newest.matched,
    revision: newest.revision,
    pages: new Map(shown.map(({ page, data }) => [page, data])),
  };
}

/** Where a station stands that stood at `index`: others come and go above it, a few at a time. */
export function placeOf(
  at: (index: number) => { code: string } | undefined,
  code: string,
  index: number,
  reach = 500,
): number | null {
  for (let step = 0; step <= reach; step++) {
    if (at(index + step)?.code === code) return index + step;
    if (at(index - step)?.code === code) return index - step;
  }
  return null;
}
