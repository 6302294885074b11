// The rows of the stations page, a page of the API at a time; what they come to
// together; and the names of the regions that they lie in.
import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import * as api from "../api/endpoints";
import { box } from "../model/box";
import { order } from "../model/order";
import { text } from "../model/params";
import { areMixed, areOne, NO_ROWS, PAGE, type RowPages, taken } from "../model/row-pages";
import {
  type Column,
  columns,
  listParams,
  METRICS,
  MOST_IN_FILE,
  SORTABLE,
} from "../model/station-list";
import { useLastRevision } from "./live";
import { usePageParams } from "./page-params";
import { LIVE, regionsQuery, statsQuery, useRegionSets } from "./queries";
import { useQuestion } from "./view";

const PARAMS = {
  q: text,
  sort: order<Column>(SORTABLE, { column: "code", down: false }),
  cols: columns,
  bbox: box,
};

export const useStationListParams = () => usePageParams(PARAMS);

/** Which stations are listed, in whatever order and columns: what a selection is of. */
export function useListed() {
  const question = useQuestion();
  const [{ q, bbox }] = useStationListParams();
  return useMemo(() => {
    const params = listParams(question, { q, bbox }) ?? {};
    return { question, narrowing: { q, bbox }, params, key: JSON.stringify(params) };
  }, [question, q, bbox]);
}

const ROWS = "station-rows";
export const rowsKey = [LIVE, ROWS] as const;

/** The list in its order, with figures: those given, and what it is in order by; null while the date is not known. */
function useRowsQuery(figures: readonly Column[]) {
  const [{ sort }] = useStationListParams();
  const { question, narrowing } = useListed();
  // What it is ordered by must be asked for, shown or not; the order of columns asks nothing new.
  const metrics = METRICS.filter((id) => id === sort.column || figures.includes(id));
  const params = listParams(question, narrowing, metrics);
  return params && { ...params, sort: `${sort.down ? "-" : ""}${sort.column}` };
}

/** Where the list is a file: with its figures and in its order, or, beyond what that takes, all fields by code. */
export function useListFile(matched: number | null) {
  const { params } = useListed();
  const [{ cols }] = useStationListParams();
  const query = useRowsQuery(cols);
  return query && (matched ?? 0) <= MOST_IN_FILE
    ? { path: "/api/v1/stations" as const, query, asShown: true }
    : {
        path: "/api/v1/exports/stations" as const,
        query: { ...params, open: true },
        asShown: false,
      };
}

/** A commit in between moves rows; so many times those of one revision are asked for. */
const TRIES = 3;

/** Seconds and more of scrolling leave many pages behind. */
const KEPT_MS = 60_000;

/** The rows of those pages of the list, as far as they are there; those of another list until its own are. */
export function useStationRows(asked: (key: string) => readonly number[]) {
  const [{ cols }] = useStationListParams();
  const query = useRowsQuery(cols);
  const key = JSON.stringify(query);
  const pages = asked(key);
  const [kept, setKept] = useState<RowPages>(NO_ROWS);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...rowsKey, query, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.getStations(
          { ...query, limit: PAGE, offset: page * PAGE } as api.StationsQuery,
          signal,
        ),
      enabled: query !== null,
      gcTime: KEPT_MS,
    })),
  });
  const known = answers.map(({ data, isFetching, isError }, i) => ({
    page: pages[i] as number,
    data,
    fetching: isFetching,
    failed: isError,
  }));
  const [tries, setTries] = useState(0);
  const rows = taken(kept, key, known, tries < TRIES);
  if (rows !== kept) setKept(rows);
  if (tries > 0 && areOne(known)) setTries(0);
  const isMixed = tries < TRIES && areMixed(known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that they have become so
  useEffect(() => {
    if (!isMixed) return;
    setTries((turn) => turn + 1);
    for (const answer of answers) void answer.refetch();
  }, [isMixed]);
  return {
    rows,
    key,
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
  };
}

/** As many codes as the API gives at once. */
const CODES = 1_000;

/** Asks for the codes of the list's rows from one to another, both included, all as of one revision. */
export function useRowCodes() {
  const query = useRowsQuery([]);
  const read = async (first: number, last: number, signal: AbortSignal) => {
    const codes: string[] = [];
    const revisions = new Set<number>();
    for (let offset = first; offset <= last; offset += CODES) {
      const limit = Math.min(CODES, last - offset + 1);
      const asked = { ...query, limit, offset } as api.StationsQuery;
      const page = await api.getStations(asked, signal);
      codes.push(...page.items.map(({ code }) => code));
      revisions.add(page.revision);
    }
    return revisions.size === 1 ? codes : null;
  };
  /** Null where the network changes faster than it can be read. */
  return async (first: number, last: number, signal: AbortSignal): Promise<string[] | null> => {
    for (let turn = 0; turn < TRIES; turn++) {
      const codes = await read(first, last, signal);
      if (codes) return codes;
    }
    return null;
  };
}

/** The metrics in sight over all stations listed. */
export function useListTotals() {
  const [{ cols }] = useStationListParams();
  const { question, narrowing } = useListed();
  const metrics = METRICS.filter((id) => cols.includes(id));
  const params = listParams(question, narrowing, metrics);
  return useQuery({
    ...statsQuery(metrics.length > 0 ? params : null),
    placeholderData: keepPreviousData,
    select: (answer) => answer.total.values,
  });
}

const REGION_NAMES = ["region-names"];
export type RegionNames = ReadonlyMap<string, { name: string; parent: string | null }>;

/** By code, all of a set: they change only when the set does, so revisions alone do not ask again. */
export function useRegionNames(set: string): RegionNames | undefined {
  const client = useQueryClient();
  const levels = useRegionSets()
    .data?.find((s) => s.set === set)
    ?.levels.map((l) => l.level);
  const query = regionsQuery(REGION_NAMES, set, levels ?? []);
  const change = useLastRevision();
  useEffect(() => {
    if (change?.regions) void client.invalidateQueries({ queryKey: REGION_NAMES });
  }, [client, change]);
  const regions = useQuery({ ...query, enabled: levels !== undefined }).data;
  return useMemo(
    () =>
      regions &&
      new Map(regions.map(({ code, name, parent }) => [code, { name, parent: parent ?? null }])),
    [regions],
  );
}
