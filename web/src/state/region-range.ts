// The range of values by which regions are picked out: the URL's, or the one
// that somebody is dragging just now, which the URL learns of when it is let go.
import { useCallback, useEffect, useMemo } from "react";
import type { StatsRow } from "../api/types";
import { isIn, rangeText, type ValueRange } from "../model/range";
import { numberOf } from "../model/value";
import { createStore, useStore } from "./store";
import { useReadView, useSetView, useView } from "./view";

/** Undefined while nobody is dragging. */
const dragged = createStore<ValueRange | null | undefined>(undefined);

export const dragRange = (range: ValueRange | null) => dragged.set(range);

/** What two dates differ by is not picked out by the values of one. */
export function useRange(): ValueRange | null {
  const { range, compare } = useView();
  const now = useStore(dragged);
  return compare === null ? (now === undefined ? range : now) : null;
}

/** The range that was dragged goes into the URL, and is its own no longer when it is there. */
export function useKeepRange() {
  const setView = useSetView();
  const readView = useReadView();
  const { range: kept } = useView();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the URL's that has changed
  useEffect(() => dragged.set(undefined), [kept]);
  return useCallback(() => {
    const range = dragged.get();
    if (range === undefined) return;
    const before = readView().range;
    if ((range && rangeText(range)) === (before && rangeText(before))) dragged.set(undefined);
    else setView({ range }, { replace: true });
  }, [setView, readView]);
}

export function useClearRange() {
  const setView = useSetView();
  return useCallback(() => {
    dragged.set(undefined);
    setView({ range: null });
  }, [setView]);
}

const NONE: ReadonlySet<string> = new Set();

/** The codes of the regions of an answer that are outside of a range. */
export function outsideOf(
  range: ValueRange | null,
  rows: readonly StatsRow[],
  metric: string,
): ReadonlySet<string> {
  if (range === null) return NONE;
  const outside = rows.filter((row) => !isIn(range, numberOf(row.values[metric])));
  return new Set(outside.flatMap((row) => row.region ?? []));
}

/** How many regions of an answer there are, and how many of them lie in the range. */
export function useCounted(rows: readonly StatsRow[] | undefined, metric: string) {
  const range = useRange();
  return useMemo(() => {
    const regions = (rows ?? []).filter((row) => row.region);
    const outside = outsideOf(range, regions, metric);
    return { range, all: regions.length, inside: regions.length - outside.size, outside };
  }, [rows, range, metric]);
}
