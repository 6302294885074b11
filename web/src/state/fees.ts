// What the fees page asks: the question in view over its period, and what the page
// keeps in the URL for itself.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getExplainRows, getStations } from "../api/endpoints";
import * as api from "../api/fees";
import { base, baseOf, CHANGE_COLUMNS } from "../model/fee-change";
import { FEE_METRICS, STATION_METRICS, UNITS, WEIGHTS } from "../model/fees";
import { order } from "../model/order";
import { choice } from "../model/params";
import { type Span, spanOf } from "../model/period";
import { figureParams, questionParams, quoted } from "../model/question";
import { usePageParams } from "./page-params";
import { LIVE, statsQuery } from "./queries";
import { useLevelBelow } from "./region-view";
import { useQuestion } from "./view";

export const ROWS = ["regions", "stations"] as const;
export const FEE_COLUMNS = [
  "name",
  "channel_fee",
  "gmv",
  "fee_rate",
  "fee_rate_simple_mean",
  "missing_fee",
  "missing_gmv",
] as const;
export type FeeColumn = (typeof FEE_COLUMNS)[number];

export const LISTS = ["outliers", "missing_fee", "missing_gmv"] as const;
export type FeeList = (typeof LISTS)[number];
export const SPLITS = ["regions", "components"] as const;

const PARAMS = {
  unit: choice(UNITS, "money"),
  rows: choice(ROWS, "regions"),
  sort: order(FEE_COLUMNS, { column: "channel_fee", down: true }),
  weigh: choice(WEIGHTS, "stations"),
  list: choice(LISTS, "outliers"),
  base,
  split: choice(SPLITS, "regions"),
  effect: order(CHANGE_COLUMNS, { column: "change", down: true }),
};

export const useFeeParams = () => usePageParams(PARAMS);

/** The question with its period, but without metrics; null while the date is not known. */
function useParams() {
  const { metrics: _, ...params } = figureParams(useQuestion(), FEE_METRICS) ?? {};
  return useQuestion().today === null ? null : params;
}

/** The fee and all that it is made of, of all that the question means. */
export function useFeeTotals() {
  const question = useQuestion();
  return useQuery({
    ...statsQuery(figureParams(question, FEE_METRICS)),
    placeholderData: keepPreviousData,
  });
}

/** The same by the regions below, and the address of that as a file. */
export function useFeeRegions() {
  const question = useQuestion();
  const { set, level, bottom, ...below } = useLevelBelow();
  const params = figureParams(question, FEE_METRICS);
  const query = params && level !== null ? { ...params, set, level } : null;
  const stats = useQuery({ ...statsQuery(query), placeholderData: keepPreviousData });
  const { error, refetch } = below.error ? below : stats;
  return { stats, error, refetch: () => void refetch(), query, level, bottom };
}

const FIRST_PAGE = 20;

/** How the stations themselves are asked for, with their own figures, sorted by the server. */
export function useFeeStationsQuery() {
  const params = useParams();
  const [{ sort }] = useFeeParams();
  // Of one station both means are the same.
  const column = sort.column === "fee_rate_simple_mean" ? "fee_rate" : sort.column;
  return (
    params && { ...params, metrics: STATION_METRICS, sort: `${sort.down ? "-" : ""}${column}` }
  );
}

/** A page of them at a time. */
export function useFeeStations() {
  const query = useFeeStationsQuery();
  return useInfiniteQuery({
    queryKey: [LIVE, "fee-stations", query, FIRST_PAGE],
    queryFn: ({ signal, pageParam }) =>
      getStations({ ...query, limit: FIRST_PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

const BINS = 30;
const OUTLIERS = 10;

/** How rates are spread, with the stations that stand apart a page at a time. */
export function useFeeRates() {
  const params = useParams();
  const query = params && { ...params, bins: BINS };
  const rates = useInfiniteQuery({
    queryKey: [LIVE, "fee-rates", query, OUTLIERS],
    queryFn: ({ signal, pageParam }) =>
      api.getFeeRates({ ...query, limit: OUTLIERS, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.outliers.next ?? undefined,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
  return { rates, first: rates.data?.pages[0], query };
}

/** What brands pay, by name; that of stations without one by an empty one. */
export function useBrandRates() {
  const params = figureParams(useQuestion(), "fee_rate");
  return useQuery({
    ...statsQuery(params && { ...params, group_by: "brand" }),
    placeholderData: keepPreviousData,
    select: ({ rows }) => new Map(rows.map((row) => [row.group.brand ?? "", row.values.fee_rate])),
  });
}

/** The fees of a few stations by component, by their codes. */
export function useFeesOf(codes: readonly string[]) {
  const params = useParams();
  const query = params && {
    ...params,
    filter: `code IN (${codes.map(quoted)})`,
    metrics: STATION_METRICS,
    limit: codes.length,
  };
  return useQuery({
    queryKey: [LIVE, "fees-of", query],
    queryFn: ({ signal }) => getStations({ ...query }, signal),
    enabled: query !== null && codes.length > 0,
    placeholderData: keepPreviousData,
    select: ({ items }) => new Map(items.map(({ code, values }) => [code, values ?? {}])),
  });
}

/** The most that the server gives at once: only all of them can be put in order here. */
const MOST = 1000;

/** The stations that have sales and no terms, or terms and no sales. */
export function useLacking(metric: "missing_fee" | "missing_gmv") {
  const params = useParams();
  const query = { ...params, metric, part: "counted" as const, limit: MOST };
  return useQuery({
    queryKey: [LIVE, "fee-lacking", metric, query],
    queryFn: ({ signal }) => getExplainRows(query, signal),
    enabled: params !== null,
    // The stations of the other list would be read as this one's.
    placeholderData: (previous, before) => (before?.queryKey[2] === metric ? previous : undefined),
  });
}

export interface Compared {
  now: Span;
  base: Span;
}

/** The period in view, and the one that it is compared with. */
export function useFeePeriods(): Compared | null {
  const { at, today, period } = useQuestion();
  const [{ base }] = useFeeParams();
  const date = at ?? today;
  if (date === null) return null;
  const now = spanOf(period, date);
  return { now, base: baseOf(base, now) };
}

/** What the change from one to the other is made of, by the regions below. */
export function useFeeChange() {
  const { at: _, ...timeless } = questionParams(useQuestion());
  const periods = useFeePeriods();
  const { set, level, bottom, ...below } = useLevelBelow();
  const query =
    periods && level !== null
      ? {
          ...timeless,
          ...periods.now,
          base_from: periods.base.from,
          base_to: periods.base.to,
          set,
          level,
        }
      : null;
  const change = useQuery({
    queryKey: [LIVE, "fee-change", query],
    queryFn: ({ signal }) => api.getFeeChange(query as api.FeeChangeQuery, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
  const { error, refetch } = below.error ? below : change;
  return { change, error, refetch: () => void refetch(), query, level, bottom };
}
