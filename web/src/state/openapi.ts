// The server's description of its API, asked for once.
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "../api/problem";
import type { OpenApi } from "../model/openapi";

export const useOpenApi = () =>
  useQuery({
    queryKey: ["openapi"],
    queryFn: async ({ signal }) => {
      const answer = await fetch("/openapi.json", { signal });
      if (!answer.ok) throw asProblem(new Error(`${answer.status} ${answer.statusText}`));
      return (await answer.json()) as OpenApi;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
