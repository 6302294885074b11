// One number taken apart, and the stations of its parts, a page at a time.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import { figureParams } from "../model/question";
import { questionIn } from "../model/shape";
import { DRAWN, useDrawn } from "./drawn";
import { LIVE } from "./queries";
import { useQuestion } from "./view";

const PAGE = 20;

/** `region` is the one that the number is of, where it is not the question's own; or what was drawn. */
export function useExplanation(metric: string, region: string | null) {
  const question = useQuestion();
  const { shape } = useDrawn();
  const asked =
    region === DRAWN && shape
      ? questionIn(question, shape)
      : region
        ? { ...question, within: region }
        : question;
  const params = figureParams(asked, metric);
  const { metrics: _, ...rest } = params ?? {};
  const query = { ...rest, metric };
  return useQuery({
    queryKey: [LIVE, "explain", query],
    queryFn: ({ signal }) => api.getExplanation(query, signal),
    enabled: params !== null,
    placeholderData: keepPreviousData,
    // The number of another metric would be read as this one's.
    select: (answer) => (answer.metric === metric ? answer : undefined),
  });
}

/**
 * `href` is the part's own address: exactly its stations, as they were known when
 * the number was made. So no revision changes them, and they are asked for once.
 */
export const useExplainRows = (href: string) =>
  useInfiniteQuery({
    queryKey: ["explain-rows", href],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal, pageParam }) => {
      const query = Object.fromEntries(new URLSearchParams(href.split("?")[1]));
      return api.getExplainRows(
        { ...query, limit: PAGE, cursor: pageParam } as unknown as api.ExplainRowsQuery,
        signal,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
