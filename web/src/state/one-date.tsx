// While two dates are side by side, each side of the map shows its own and not what they differ by.
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RawSearch } from "../model/view";
import { OtherView } from "./view";

/** Whether the URL divides the map; where, is read by those who need it, state/swipe. */
export const useSwipeInUrl = (): boolean =>
  useRouterState({
    select: (s) => {
      const { compare, swipe } = s.location.search as RawSearch;
      return compare !== undefined && swipe !== undefined;
    },
  });

const SAME = {};
const UNCOMPARED = { compare: null };

export function OneDate({ children }: { children: ReactNode }) {
  return <OtherView patch={useSwipeInUrl() ? UNCOMPARED : SAME}>{children}</OtherView>;
}
