// A station as it was on the date in view and as it was known then, and what is
// kept of it. Its account and notes: state/account.
import { queryOptions, useQuery } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import { type When, whenParams } from "../model/question";
import { LIVE } from "./queries";
import { useView } from "./view";

export const stationQuery = (code: string | null, when: When) =>
  queryOptions({
    queryKey: [LIVE, "station", code, whenParams(when)],
    queryFn: ({ signal }) => api.getStation(code as string, whenParams(when), signal),
    enabled: code !== null,
  });

export const useStation = (code: string | null) =>
  useQuery({
    ...stationQuery(code, useView()),
    placeholderData: (previous) => (previous?.code === code ? previous : undefined),
  });

/** What was known of a station, whatever the date. */
export function useKnownParams() {
  const { knownAt } = useView();
  return whenParams({ at: null, knownAt });
}

export function useTimeline(code: string) {
  const known = useKnownParams();
  return useQuery({
    queryKey: [LIVE, "timeline", code, known],
    queryFn: ({ signal }) => api.getTimeline(code, known, signal),
    select: (answer) => answer.items,
  });
}

/** The newest changes. As many as the limit: there may be more. */
export function useHistory(code: string, limit: number) {
  const known = useKnownParams();
  return useQuery({
    queryKey: [LIVE, "history", code, known, limit],
    queryFn: ({ signal }) => api.getHistory(code, { ...known, limit }, signal),
    placeholderData: (previous) => (previous?.station === code ? previous : undefined),
    select: (answer) => answer.items,
  });
}
