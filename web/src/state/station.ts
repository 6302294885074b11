// A station as it was on the date in view and as it was known then, and what is
// kept of it. Its account and notes: state/account.
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import * as api from "../api/endpoints";
import type { Station } from "../api/types";
import { type When, whenParams } from "../model/question";
import { goTo } from "./bridge";
import { LIVE } from "./queries";
import { useKnownParams, useReadView, useSetView, useView } from "./view";

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

/** Opens a station's card on the map. The region in view stays only if the station lies in it. */
export function useShowStation() {
  const client = useQueryClient();
  const setView = useSetView();
  const readView = useReadView();
  return useCallback(
    async ({ code, location }: Pick<Station, "code" | "location">) => {
      goTo(location);
      const asked = readView();
      // One that cannot be read says so in its card, wherever it lies.
      const found = asked.within
        ? await client.fetchQuery(stationQuery(code, asked)).catch(() => null)
        : null;
      const path = found?.region_path[asked.set] ?? [];
      const outside = found !== null && !path.some((region) => region.code === asked.within);
      setView((view) => ({
        station: code,
        ...(outside && view.within === asked.within ? { within: null, level: null } : {}),
      }));
    },
    [client, setView, readView],
  );
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
