// The classes by which stations on the map are coloured, for the legend: they
// depend on what is in sight, which only the map knows.
import type { Classes } from "../model/classes";
import { symbolMetric } from "../model/tiles";
import { createStore, useStore } from "./store";

export const symbolClasses = createStore<Classes | null>(null);

/** Null where symbols tell no metric, or all in sight are alike: then their colour says nothing. */
export function useSymbolClasses(metric: string): Classes | null {
  const classes = useStore(symbolClasses);
  return symbolMetric(metric) !== null && classes?.limits.length ? classes : null;
}
