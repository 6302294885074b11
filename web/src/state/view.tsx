// The view as React sees it. The URL is the only copy; this reads it once per
// change and hands it down in two parts, because the camera moves all the time
// and almost nothing needs to know.
import { useRouter, useRouterState } from "@tanstack/react-router";
import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import { type Question, questionOf, whenParams } from "../model/question";
import {
  type Camera,
  changed,
  formatView,
  othersOf,
  parseCamera,
  parseView,
  type RawSearch,
  stringifySearch,
  type View,
} from "../model/view";
import { useNetwork } from "./queries";

export type StillView = Omit<View, "camera">;

const StillContext = createContext<StillView | null>(null);
/** The view of the URL, also where a part of the page shows another. */
const PageContext = createContext<StillView | null>(null);

export function ViewProvider({ children }: { children: ReactNode }) {
  const still = useRouterState({
    select: (s) => {
      const { map: _, ...rest } = s.location.search as RawSearch;
      return stringifySearch(rest);
    },
  });
  const value = useMemo(() => {
    const { camera: _, ...rest } = parseView(Object.fromEntries(new URLSearchParams(still)));
    return rest;
  }, [still]);
  return (
    <PageContext.Provider value={value}>
      <StillContext.Provider value={value}>{children}</StillContext.Provider>
    </PageContext.Provider>
  );
}

/** Shows its children a view that differs from the page's, such as another date. */
export function OtherView({ patch, children }: { patch: Partial<StillView>; children: ReactNode }) {
  const view = useContext(PageContext);
  const value = useMemo(() => view && { ...view, ...patch }, [view, patch]);
  return <StillContext.Provider value={value}>{children}</StillContext.Provider>;
}

export function useView(): StillView {
  const view = useContext(StillContext);
  if (!view) throw new Error("useView outside of ViewProvider");
  return view;
}

export function useCamera(): Camera | null {
  const text = useRouterState({ select: (s) => (s.location.search as RawSearch).map });
  return useMemo(() => parseCamera(text), [text]);
}

function useQuestionOf(view: StillView): Question {
  const today = useNetwork().data?.today ?? null;
  return useMemo(() => questionOf({ ...view, camera: null }, today), [view, today]);
}

/** The date in view and what is known, as parameters. */
export const useWhenParams = () => whenParams(useView());

/** What is known, for what has no date of its own. */
export const useKnownParams = () => whenParams({ at: null, knownAt: useView().knownAt });
export const useQuestion = (): Question => useQuestionOf(useView());

/** The question of the URL, also within another view: what is measured by it is measured alike. */
export function usePageQuestion(): Question {
  const view = useContext(PageContext);
  if (!view) throw new Error("usePageQuestion outside of ViewProvider");
  return useQuestionOf(view);
}

/** Reads the view as it is now, for what happens after a render. */
export function useReadView() {
  const router = useRouter();
  return useCallback(() => parseView(router.latestLocation.search as RawSearch), [router]);
}

export interface SetOptions {
  /** Replaces the entry in the history: for steps that nobody goes back through. */
  replace?: boolean;
}

export type Patch = Partial<View> | ((view: View) => Partial<View>);

export function useSetView() {
  const router = useRouter();
  return useCallback(
    (patch: Patch, { replace = false }: SetOptions = {}) => {
      // Read from the router, not from the render: two patches in one tick add up.
      const { pathname, search: raw } = router.latestLocation;
      const view = parseView(raw as RawSearch);
      const next = changed(view, typeof patch === "function" ? patch(view) : patch);
      const search = formatView(next);
      if (stringifySearch(search) === stringifySearch(formatView(view))) return;
      // Without a second date there is nothing to divide the map for.
      const { swipe, ...others } = othersOf(raw as RawSearch);
      const own = swipe === undefined || next.compare === null ? others : { ...others, swipe };
      void router.navigate({
        to: pathname as "/",
        search: { ...search, ...own } as never,
        replace,
        resetScroll: false,
      });
    },
    [router],
  );
}
