// How answers are kept: until a revision says otherwise. The change feed makes
// them stale, so nothing is asked twice without reason.
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem";

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => asProblem(error).retryable && failures < 2,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
