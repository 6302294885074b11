// What the cooperation page asks: between two days, of the question in view.
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import * as api from "../api/endpoints";
import {
  type Between,
  between,
  daysOf,
  endsWithin,
  HORIZONS,
  type Horizon,
  quartersTo,
  since,
} from "../model/cooperation";
import { choice, type Values } from "../model/params";
import { questionParams } from "../model/question";
import { order } from "../model/region-rows";
import { MOVEMENTS, type Movement } from "./movements";
import { usePageParams } from "./page-params";
import { LIVE } from "./queries";
import { useQuestion, useSetView } from "./view";

/** What the page keeps in the URL for itself; the later of the two days is the date of the question. */
const PARAMS = {
  since,
  list: choice<Movement>(MOVEMENTS, "left"),
  days: choice<Horizon>(HORIZONS, "90"),
  months: choice(["12", "36"] as const, "12"),
  sort: order,
};

export const useCooperationParams = () => usePageParams(PARAMS);
export type CooperationParams = Values<typeof PARAMS>;

/** The two days; null until it is known what day it is. */
export function useBetween(): Between | null {
  const [params] = useCooperationParams();
  const { at, today } = useQuestion();
  const to = at ?? today;
  return useMemo(() => (to === null ? null : between(params.since, to)), [params.since, to]);
}

export function useSetBetween() {
  const setView = useSetView();
  const [, setParams] = useCooperationParams();
  const { at, today } = useQuestion();
  return ({ from, to, stretch }: Between) => {
    // Today stays today when the day changes.
    setView({ at: to === today ? null : to });
    // Both are one step in the history.
    setParams({ since: stretch ?? from }, { replace: to !== (at ?? today) });
  };
}

/** The question without its date, which is given otherwise. */
function useTimeless() {
  const { at: _, ...rest } = questionParams(useQuestion());
  return rest;
}

/** Who came online and who is gone: in total, or by the regions of a level too once it is known. */
export function useChanges(place?: { set: string; level: string | null }) {
  const timeless = useTimeless();
  const days = useBetween();
  const known = days !== null && place?.level !== null;
  const query = known
    ? { ...timeless, ...(place as { set: string; level: string }), from: days.from, to: days.to }
    : null;
  return useQuery({
    queryKey: [LIVE, "movements", query],
    queryFn: ({ signal }) => api.getMovements(query as api.MovementsQuery, signal),
    enabled: known,
    placeholderData: keepPreviousData,
  });
}

const FIRST_PAGE = 10;

/** The stations of a movement, a page at a time. */
export function useMovedStations(list: Movement) {
  const timeless = useTimeless();
  const days = useBetween();
  const query = { ...timeless, from: days?.from ?? "", to: days?.to ?? "", list };
  const stations = useInfiniteQuery({
    queryKey: [LIVE, "moved", query, FIRST_PAGE],
    queryFn: ({ signal, pageParam }) =>
      api.getMovements({ ...query, limit: FIRST_PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.list?.next ?? undefined,
    enabled: days !== null,
    placeholderData: keepPreviousData,
  });
  return { stations, query };
}

export const FUNNELS = ["snapshot", "flow", "cohort"] as const;
export type FunnelKind = (typeof FUNNELS)[number];

/** Quarters whose cohorts stand side by side. */
const COHORTS = 6;

export function useFunnel(kind: FunnelKind) {
  const timeless = useTimeless();
  const days = useBetween();
  const periods = {
    snapshot: () => ({}),
    flow: (days: Between) => daysOf(days),
    cohort: ({ to }: Between) => ({ ...quartersTo(to, COHORTS), bucket: "quarter" as const }),
  };
  const query: api.FunnelQuery | null = days && {
    ...timeless,
    kind,
    ...(kind === "flow" ? {} : { at: days.to }),
    ...periods[kind](days),
  };
  return useQuery({
    queryKey: [LIVE, "funnel", query],
    queryFn: ({ signal }) => api.getFunnel(query as api.FunnelQuery, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

/** Contracts of open stations of the question that are over within so many days, the soonest first. */
function useExpiringQuery() {
  const timeless = useTimeless();
  const { at, today } = useQuestion();
  const day = at ?? today;
  return (horizon: Horizon) =>
    day === null
      ? null
      : {
          ...timeless,
          at: day,
          open: true,
          state: "expiring",
          // What is expiring at all is so within the last of them.
          ...(horizon === "90" ? {} : { ends: endsWithin(horizon, day) }),
          sort: "to" as const,
        };
}

/** How many contracts are over within each number of days; null while it is not known. */
export function useExpiringCounts(): Record<Horizon, number | null> {
  const queryOf = useExpiringQuery();
  const counts = useQueries({
    queries: HORIZONS.map((horizon) => {
      const query = queryOf(horizon);
      return {
        queryKey: [LIVE, "contracts-count", query],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.getContracts({ ...(query as api.ContractsQuery), limit: 1 }, signal),
        enabled: query !== null,
        placeholderData: keepPreviousData,
      };
    }),
  });
  return Object.fromEntries(
    HORIZONS.map((horizon, i) => [horizon, counts[i]?.data?.matched ?? null]),
  ) as Record<Horizon, number | null>;
}

export function useExpiring(horizon: Horizon) {
  const query = useExpiringQuery()(horizon);
  const contracts = useInfiniteQuery({
    queryKey: [LIVE, "contracts", query],
    queryFn: ({ signal, pageParam }) =>
      api.getContracts(
        { ...(query as api.ContractsQuery), limit: FIRST_PAGE, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
  return { contracts, query };
}

/** A contract with the stations that it covers. */
export const useContract = (number: string, at: string) =>
  useQuery({
    queryKey: [LIVE, "contract", number, at],
    queryFn: ({ signal }) => api.getContract(number, { at }, signal),
  });
