// Every question the web asks the server, as TanStack queries. A key begins
// with "live" when a revision may change the answer.
import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import type { Stats } from "../api/types";
import { figuresFor, groupOf, LACKING } from "../model/metrics";
import { figureParams, type Question, questionParams } from "../model/question";
import { countOf, numberOf } from "../model/value";

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

/** The regions one step below another, or those of a level where none is given, by code. */
export const useRegionsBelow = (set: string, parent: string | null, level: string | null) =>
  useQuery({
    queryKey: [LIVE, "regions-below", set, parent, level],
    queryFn: ({ signal }) =>
      api.getRegionsBelow(set, parent ? { parent } : { level: level ?? undefined }, signal),
    enabled: parent !== null || level !== null,
    select: (answer) => answer.items,
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

/** Not asked while the parameters are not known. */
export const statsQuery = (params: api.StatsQuery | null) =>
  queryOptions({
    queryKey: [LIVE, "stats", params],
    queryFn: ({ signal }) => api.getStats(params as api.StatsQuery, signal),
    enabled: params !== null,
  });

/** Whether the server takes a condition: it is asked how many stations it means, of all. */
export const useFilterCheck = () =>
  useMutation({
    mutationFn: (filter: string) => api.getStats({ metrics: "stations", filter } as api.StatsQuery),
    // Without a connection that is said, instead of waiting for one.
    networkMode: "always",
  });

/** What the panel says: always the same, and what belongs to the metric in view. */
export const panelMetrics = (metric: string): string => {
  const more = [...figuresFor(metric), ...(groupOf(metric) === "fee" ? LACKING : [])];
  return [...new Set([...TOTAL_METRICS.split(","), ...more])].join(",");
};

/** The numbers of the right panel: exactly the question of the URL, nothing added. */
export const totalsQuery = (question: Question, metric: string) =>
  statsQuery(figureParams(question, panelMetrics(metric)));

export const useTotals = (question: Question, metric: string) =>
  useQuery({ ...totalsQuery(question, metric), placeholderData: keepPreviousData });

/** Whether an answer is one about the metric. */
export const tells = (answer: Stats, metric: string) => metric in answer.total.values;

export const regionStatsQuery = (
  question: Question,
  set: string,
  level: string | null,
  metric: string,
) => {
  // How many stations lie in no region is told whatever the metric is.
  const metrics = metric === "stations" ? metric : `${metric},stations`;
  const params = figureParams(question, metrics);
  return statsQuery(params && level !== null ? { ...params, set, level } : null);
};

/** Months up to and including the last, whatever `at` is: the bar shows where `at` stands. */
export const useTrend = (
  question: Question,
  metric: string,
  from: string | null,
  to: string | null,
) => {
  const { at: _, ...timeless } = questionParams(question);
  const query =
    from !== null && to !== null
      ? { ...timeless, metrics: metric, bucket: "month" as const, from, to }
      : null;
  return useQuery({
    ...statsQuery(query),
    placeholderData: keepPreviousData,
    // A line of the metric before would be read as this one's.
    select: (answer) =>
      tells(answer, metric)
        ? answer.rows.map((r) => ({
            month: (r.bucket ?? "").slice(0, 7),
            value: numberOf(r.values[metric]),
          }))
        : null,
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
        .map((r) => ({ value: r.group[property] ?? null, count: countOf(r.values.stations) }))
        .filter((c): c is { value: string; count: number } => c.value !== null && c.value !== "")
        .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)),
  });
};

/** Regions of every level; there are a few thousand, so they are asked again only as `key` says. */
export const regionsQuery = (key: readonly string[], set: string, levels: readonly string[]) =>
  queryOptions({
    queryKey: [...key, set, levels],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(levels.map((level) => api.getRegions(set, level, signal)));
      return answers.flatMap((a) => a.items);
    },
  });
