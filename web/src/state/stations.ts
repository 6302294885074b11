// The rows of the stations page, a page of the API at a time; what they come to
// together; and the names of the regions that they lie in.
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import * as api from "../api/endpoints";
import { box } from "../model/box";
import { order } from "../model/order";
import { text } from "../model/params";
import {
  type Column,
  columns,
  listParams,
  METRICS,
  MOST_IN_FILE,
  pageLimit,
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

/** The list with the figures in sight, in its order; null while the date is not known. */
function useRowsQuery() {
  const [{ sort, cols }] = useStationListParams();
  const { question, narrowing } = useListed();
  // What it is ordered by must be asked for, shown or not; the order of columns asks nothing new.
  const metrics = METRICS.filter((id) => id === sort.column || cols.includes(id));
  const params = listParams(question, narrowing, metrics);
  return params && { ...params, sort: `${sort.down ? "-" : ""}${sort.column}` };
}

/** Where the list is a file: with its figures and in its order, or, beyond what that takes, all fields by code. */
export function useListFile(matched: number | null) {
  const { params } = useListed();
  const query = useRowsQuery();
  return query && (matched ?? 0) <= MOST_IN_FILE
    ? { path: "/api/v1/stations" as const, query, asShown: true }
    : {
        path: "/api/v1/exports/stations" as const,
        query: { ...params, open: true },
        asShown: false,
      };
}

export function useStationRows() {
  const query = useRowsQuery();
  return useInfiniteQuery({
    queryKey: [...rowsKey, query],
    queryFn: ({ signal, pageParam }) =>
      api.getStations({ ...query, ...pageParam } as api.StationsQuery, signal),
    initialPageParam: { limit: pageLimit(0) } as { limit: number; cursor?: string },
    getNextPageParam: (page, pages) =>
      page.next ? { limit: pageLimit(pages.length), cursor: page.next } : undefined,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
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
