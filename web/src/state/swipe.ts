// Two dates side by side on the map, divided where the URL says.
import { useCallback } from "react";
import { swipeParam } from "./one-date";
import { usePageParams } from "./page-params";
import { useView } from "./view";

/** Where one begins. */
const MIDDLE = 50;

const PARAMS = { swipe: swipeParam };

export interface Swipe {
  /** Null where the map is not divided. */
  at: number | null;
  moveTo(percent: number): void;
  turn(on: boolean): void;
}

/** Only dates that are compared are put side by side. */
export function useSwipe(): Swipe {
  const { compare } = useView();
  const [{ swipe }, setParams] = usePageParams(PARAMS);
  const moveTo = useCallback(
    (to: number) => setParams({ swipe: Math.round(to) }, { replace: true }),
    [setParams],
  );
  const turn = useCallback((on: boolean) => setParams({ swipe: on ? MIDDLE : null }), [setParams]);
  return { at: compare === null ? null : swipe, moveTo, turn };
}
