// Campaigns compared with what would have been without them: how, in the URL; the
// answers; and those that are kept.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as api from "../api/campaigns";
import { choice, span, text, whole, words } from "../model/params";
import {
  type CompareOptions,
  comparisonParams,
  MEASURES,
  USUAL_SEED,
  USUAL_SPILLOVER,
} from "../model/uplift";
import { refresh } from "./campaigns";
import { usePageParams } from "./page-params";
import { LIVE } from "./queries";
import { useKnownParams, useView } from "./view";

/** `measure`, since `metric` is the map's. */
const OPTIONS = {
  measure: choice(MEASURES, "gmv"),
  baseline: span,
  controls: text,
  spillover: whole(USUAL_SPILLOVER),
  seed: whole(USUAL_SEED),
};

export const useCompareOptions = () => usePageParams(OPTIONS);

const SHOWN = {
  /** The saved comparison that stands on the page; 0 is none. */
  saved: whole(0),
  series: choice(["index", "amount"], "index"),
};

export const useShown = () => usePageParams(SHOWN);

const SIDE_BY_SIDE = { codes: words() };

export const useComparedCodes = () => usePageParams(SIDE_BY_SIDE);

/** Null waits. */
export function useComparison(code: string, options: CompareOptions | null) {
  const view = useView();
  const params = options && comparisonParams(options, view);
  return useQuery({
    queryKey: [LIVE, "comparison", code, params],
    queryFn: ({ signal }) => api.getComparison(code, params ?? {}, signal),
    enabled: params !== null,
    placeholderData: (previous) => (previous?.question.campaign === code ? previous : undefined),
  });
}

/** The most that the server compares at once. */
export const MOST_CODES = 20;

/** Each with its own usual baseline. */
export function useComparisons(codes: readonly string[], options: CompareOptions) {
  const view = useView();
  const query = {
    ...comparisonParams({ ...options, baseline: null }, view),
    codes: codes.join(","),
  };
  return useQuery({
    queryKey: [LIVE, "side-by-side", query],
    queryFn: ({ signal }) => api.getComparisons(query, signal),
    enabled: codes.length > 0,
    placeholderData: keepPreviousData,
    select: (answer) => answer.items,
  });
}

export function useSavedComparisons(code: string) {
  const known = useKnownParams();
  return useQuery({
    queryKey: [LIVE, "comparisons", code, known],
    queryFn: ({ signal }) => api.getSavedComparisons(code, known, signal),
    placeholderData: keepPreviousData,
    select: (answer) => answer.items,
  });
}

/** With its answer, which stays as it was saved. */
export function useSavedComparison(code: string, number: number) {
  const known = useKnownParams();
  return useQuery({
    queryKey: [LIVE, "comparisons", code, known, number],
    queryFn: ({ signal }) => api.getSavedComparison(code, number, known, signal),
    enabled: number > 0,
  });
}

export function useKeepComparisons(code: string) {
  const client = useQueryClient();
  const known = useKnownParams();
  const onSuccess = () => refresh(client);
  const save = useMutation({
    mutationFn: (body: api.NewComparison) => api.saveComparison(code, body),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (number: number) => api.deleteComparison(code, number),
    onSuccess,
  });
  const reproduce = useMutation({
    mutationFn: (number: number) => api.reproduceComparison(code, number, known),
  });
  return { save, remove, reproduce };
}
