// While two dates are side by side, each side of the map shows its own and not what they differ by.
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isCivilDate } from "../model/date";
import type { Param } from "../model/params";
import type { RawSearch } from "../model/view";
import { OtherView } from "./view";

/** Percent of the open map that lie left of the divider; null where the map is not divided. */
export const swipeParam: Param<number | null> = {
  parse: (text) => (text && /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : null),
  format: (value) => (value === null ? null : String(value)),
};

/** Whether the URL divides the map: only dates that are compared are put side by side. */
export const useSwipeInUrl = (): boolean =>
  useRouterState({
    select: (s) => {
      const { compare, swipe } = s.location.search as RawSearch;
      return compare !== undefined && isCivilDate(compare) && swipeParam.parse(swipe) !== null;
    },
  });

const SAME = {};
const UNCOMPARED = { compare: null };

export function OneDate({ children }: { children: ReactNode }) {
  return <OtherView patch={useSwipeInUrl() ? UNCOMPARED : SAME}>{children}</OtherView>;
}
