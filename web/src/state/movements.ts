// Who came online between two dates and who is gone; asked for only where they are compared.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import { questionParams } from "../model/question";
import { useCompared } from "./compare";
import { LIVE } from "./queries";
import { useQuestion } from "./view";

/** The question without its date, which a comparison gives itself. */
function useMovementParams() {
  const compared = useCompared();
  const { at: _, ...rest } = questionParams(useQuestion());
  return compared && compared.before < compared.after
    ? { ...rest, from: compared.before, to: compared.after }
    : null;
}

export function useMovements() {
  const query = useMovementParams();
  return useQuery({
    queryKey: [LIVE, "movements", query],
    queryFn: ({ signal }) => api.getMovements(query as api.MovementsQuery, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

export const MOVEMENTS = ["joined", "resumed", "paused", "left"] as const;
export type Movement = (typeof MOVEMENTS)[number];

const PAGE = 20;

/** The stations of a movement, a page at a time. */
export function useMoved(list: Movement) {
  const params = useMovementParams();
  const query = { ...params, list, limit: PAGE };
  return useInfiniteQuery({
    queryKey: [LIVE, "moved", query],
    queryFn: ({ signal, pageParam }) =>
      api.getMovements({ ...query, cursor: pageParam } as api.MovementsQuery, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.list?.next ?? undefined,
    enabled: params !== null,
    placeholderData: keepPreviousData,
  });
}
