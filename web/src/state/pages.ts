// From page to page: the question goes along, and a page left comes back as it was.
import { useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { ownOf, PAGES, type PageName, type PagePath, pageOf, sharedOf } from "../model/pages";
import type { RawSearch } from "../model/view";

/** What each page had for itself when it was last in view. */
const left = new Map<PageName, RawSearch>();

export const usePage = (): PageName | null =>
  useRouterState({ select: (s) => pageOf(s.location.pathname) });

/** Mounted once: remembers what the pages have for themselves. */
export function useRememberedPages() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onResolved", ({ toLocation }) => {
        const page = PAGES.find(({ path }) => path === toLocation.pathname)?.name;
        if (page) left.set(page, ownOf(toLocation.search as RawSearch));
      }),
    [router],
  );
}

/** Where a page is reached from here; from what lies below it, too, it comes back as it was. */
export function usePageSearch(): (name: PageName) => RawSearch {
  const search = useRouterState({ select: (s) => s.location.search as RawSearch });
  const path = useRouterState({ select: (s) => s.location.pathname });
  const here = PAGES.find((page) => page.path === path)?.name;
  return useCallback(
    (name) => ({ ...sharedOf(search), ...(name === here ? {} : left.get(name)) }),
    [search, here],
  );
}

/** The question, for links to what lies below the pages. */
export function useSharedSearch(): RawSearch {
  const search = useRouterState({ select: (s) => s.location.search as RawSearch });
  return useMemo(() => sharedOf(search), [search]);
}

/** Goes to a path below the pages, such as a station's, with the question of this one. */
export function useGoTo() {
  const router = useRouter();
  return useCallback(
    (path: string, more: RawSearch = {}) => {
      const search = { ...sharedOf(router.latestLocation.search as RawSearch), ...more };
      void router.navigate({ to: path as PagePath, search: search as never });
    },
    [router],
  );
}
