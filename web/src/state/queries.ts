// Every question the web asks the server, as TanStack queries. A key begins
// with "live" when a revision may change the answer.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import { type Question, questionParams } from "../model/question";
import { matchRegions, stationFilter } from "../model/search";

export const LIVE = "live";

export const networkQuery = () =>
  queryOptions({ queryKey: [LIVE, "network"], queryFn: ({ signal }) => api.getNetwork(signal) });

export const useNetwork = () => useQuery(networkQuery());

export const useMetrics = () =>
  useQuery({
    queryKey: ["metrics"],
    queryFn: ({ signal }) => api.getMetrics(signal),
    staleTime: Number.POSITIVE_INFINITY,
    select: (answer) => answer.items,
  });

export const useRegionSets = () =>
  useQuery({
    queryKey: [LIVE, "sets"],
    queryFn: ({ signal }) => api.getRegionSets(signal),
    select: (answer) => answer.sets,
  });

export const regionQuery = (set: string, code: string | null) =>
  queryOptions({
    queryKey: [LIVE, "region", set, code],
    queryFn: ({ signal }) => api.getRegion(set, code as string, signal),
    enabled: code !== null,
  });

export const useRegion = (set: string, code: string | null) =>
  useQuery({ ...regionQuery(set, code), placeholderData: keepPreviousData });

export const TOTAL_METRICS =
  "stations,closed,online,signed,negotiating,prospect,paused,terminated,coverage_rate";

/** The numbers of the right panel: exactly the question of the URL, nothing added. */
export const totalsQuery = (question: Question) => {
  const query = { ...questionParams(question), metrics: TOTAL_METRICS };
  return queryOptions({
    queryKey: [LIVE, "stats", query],
    queryFn: ({ signal }) => api.getStats(query, signal),
  });
};

export const useTotals = (question: Question) =>
  useQuery({ ...totalsQuery(question), placeholderData: keepPreviousData });

export const regionStatsQuery = (
  question: Question,
  set: string,
  level: string | null,
  metric: string,
) => {
  const query = { ...questionParams(question), set, level: level ?? "", metrics: metric };
  return queryOptions({
    queryKey: [LIVE, "stats", query],
    queryFn: ({ signal }) => api.getStats(query, signal),
    enabled: level !== null,
  });
};

/** Months up to and including the last, whatever `at` is: the bar shows where `at` stands. */
export const useTrend = (question: Question, from: string | null, to: string | null) => {
  const { at: _, ...timeless } = questionParams(question);
  const query = {
    ...timeless,
    metrics: "online",
    bucket: "month" as const,
    from: from ?? "",
    to: to ?? "",
  };
  return useQuery({
    queryKey: [LIVE, "stats", query],
    queryFn: ({ signal }) => api.getStats(query, signal),
    enabled: from !== null && to !== null,
    placeholderData: keepPreviousData,
    select: (answer) =>
      answer.rows.map((r) => ({
        month: (r.bucket ?? "").slice(0, 7),
        value: r.values.online ?? null,
      })),
  });
};

/** The values of a property that occur under the other filters, most frequent first. */
export const useChoices = (
  question: Question,
  property: "brand" | "operator",
  enabled: boolean,
) => {
  // The property's own filter is left out, else the list would hold only what is chosen.
  const others = questionParams({ ...question, [property]: [] });
  const query = { ...others, metrics: "stations", group_by: property };
  return useQuery({
    queryKey: [LIVE, "stats", query],
    queryFn: ({ signal }) => api.getStats(query, signal),
    enabled,
    placeholderData: keepPreviousData,
    select: (answer) =>
      answer.rows
        .map((r) => ({ value: r.group[property] ?? null, count: r.values.stations ?? 0 }))
        .filter((c): c is { value: string; count: number } => c.value !== null && c.value !== "")
        .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)),
  });
};

export const useStation = (code: string | null, at: string | null) =>
  useQuery({
    queryKey: [LIVE, "station", code, at],
    queryFn: ({ signal }) => api.getStation(code as string, at ? { at } : {}, signal),
    enabled: code !== null,
    placeholderData: (previous) => (previous?.code === code ? previous : undefined),
  });

export const useTimeline = (code: string) =>
  useQuery({
    queryKey: [LIVE, "timeline", code],
    queryFn: ({ signal }) => api.getTimeline(code, signal),
    select: (answer) => answer.items,
  });

export const useHistory = (code: string) =>
  useQuery({
    queryKey: [LIVE, "history", code],
    queryFn: ({ signal }) => api.getHistory(code, signal),
    select: (answer) => answer.items,
  });

/** Regions of every level, asked once and searched here; there are a few thousand. */
export const useRegionSearch = (set: string, levels: readonly string[], text: string) =>
  useQuery({
    queryKey: [LIVE, "all-regions", set, levels],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(levels.map((level) => api.getRegions(set, level, signal)));
      return answers.flatMap((a) => a.items);
    },
    enabled: text !== "" && levels.length > 0,
    select: (regions) => (text === "" ? [] : matchRegions(regions, text, 6)),
  });

export const useStationSearch = (text: string, at: string | null) =>
  useQuery({
    queryKey: [LIVE, "station-search", text, at],
    queryFn: ({ signal }) =>
      api.getStations({ filter: stationFilter(text), limit: 8, at: at ?? undefined }, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
    select: (answer) => answer.items,
  });
