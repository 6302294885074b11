// What the page in view keeps in the URL for itself, beside the question.
import { useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { formatParams, type Params, parseParams, type Values } from "../model/params";
import { type RawSearch, stringifySearch, type ViewParameter } from "../model/view";
import type { SetOptions } from "./view";

/** `params` is one and the same object at every call: it stands beside the component.
 * The names of the view are its own: what is called so would be lost with the view's next change. */
export function usePageParams<P extends Params & { [name in ViewParameter]?: never }>(params: P) {
  const router = useRouter();
  const mine = useRouterState({
    select: (s) => {
      const search = s.location.search as RawSearch;
      return stringifySearch(
        Object.fromEntries(Object.entries(search).filter(([key]) => key in params)),
      );
    },
  });
  const values = useMemo(
    () => parseParams(params, Object.fromEntries(new URLSearchParams(mine))),
    [params, mine],
  );
  const set = useCallback(
    (patch: Partial<Values<P>>, { replace = false }: SetOptions = {}) => {
      // Read from the router, not from the render: two patches in one tick add up.
      const { pathname, search: raw } = router.latestLocation;
      const search = raw as RawSearch;
      const rest = Object.fromEntries(Object.entries(search).filter(([key]) => !(key in params)));
      const next = {
        ...rest,
        ...formatParams(params, { ...parseParams(params, search), ...patch }),
      };
      if (stringifySearch(next) === stringifySearch(search)) return;
      void router.navigate({
        to: pathname as "/",
        search: next as never,
        replace,
        resetScroll: false,
      });
    },
    [router, params],
  );
  return [values, set] as const;
}
