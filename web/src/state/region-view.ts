// Which regions the map and the table show: set, level and the path from the
// country down to where the view is.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RegionName, StatsRow } from "../api/types";
import { type Classes, quantiles } from "../model/classes";
import { effectiveLevel, levelBelow, levelsOf } from "../model/levels";
import type { Question } from "../model/question";
import { numberOf } from "../model/value";
import { regionStatsQuery, tells, useRegion, useRegionSets } from "./queries";
import { usePageQuestion, useView } from "./view";

export const CLASS_COUNT = 5;

export interface RegionView {
  set: string;
  levels: string[];
  /** Null until the sets are known. */
  level: string | null;
  /** From the top down to the region that the view is within. */
  path: RegionName[];
  /** Why the region that the view is within, or what levels there are, cannot be read. */
  error: Error | null;
  refetch: () => void;
}

export function useRegionView(): RegionView {
  const { set, level: asked, within } = useView();
  const { data: sets, error: setsError, refetch: refetchSets } = useRegionSets();
  const { data: region, error: regionError, refetch: refetchRegion } = useRegion(set, within);
  return useMemo(() => {
    const levels = levelsOf(sets, set);
    const current = within && region?.code === within ? region : null;
    // While the region is on its way its level is unknown: wait rather than guess.
    const level =
      within && !current && !asked ? null : effectiveLevel(levels, asked, current?.level ?? null);
    const path = current ? [...current.ancestors, current] : [];
    const refetch = () => {
      void refetchSets();
      if (within) void refetchRegion();
    };
    const error = (current ? null : regionError) ?? (sets ? null : setsError);
    return { set, levels, level, path, error, refetch };
  }, [sets, set, asked, within, region, regionError, setsError, refetchSets, refetchRegion]);
}

export const useRegionStats = (question: Question, regionView: RegionView, metric: string) =>
  useQuery({
    ...regionStatsQuery(question, regionView.set, regionView.level, metric),
    placeholderData: keepPreviousData,
  });

/** The classes of rows by a metric. */
export const classesOf = (rows: readonly StatsRow[], metric: string) =>
  quantiles(
    rows.map((r) => numberOf(r.values[metric])),
    CLASS_COUNT,
  );

/** The regions that lie in the one that a question is within; null where it is within none. */
export const insideOf = (question: Question, rows: readonly StatsRow[]) =>
  question.within ? rows.flatMap((row) => row.region ?? []) : null;

/** The classes of the choropleth, from the statistics of the very question on the map. */
export function useClasses(): {
  classes: Classes | null;
  inside: readonly string[] | null;
  /** What they are made of; undefined while it is not known. */
  rows: readonly StatsRow[] | undefined;
  /** Whether they are known. */
  known: boolean;
  /** Whether there is nothing to wait for: they are known, or cannot be. */
  ready: boolean;
} {
  const { metric } = useView();
  const regionView = useRegionView();
  // Two dates side by side are coloured by the same classes.
  const question = usePageQuestion();
  const stats = useRegionStats(question, regionView, metric);
  // The answer to the metric before says nothing of this one.
  const rows = stats.data && tells(stats.data, metric) ? stats.data.rows : undefined;
  const classes = useMemo(() => (rows ? classesOf(rows, metric) : null), [rows, metric]);
  const inside = useMemo(() => (rows ? insideOf(question, rows) : null), [rows, question]);
  const known = rows !== undefined;
  const failed = stats.error !== null || regionView.error !== null;
  return { classes, inside, rows, known, ready: known || failed };
}

/**
 * The level below the region in view, whatever the map shows; null while it is not known. At the
 * bottom there is none, and the region's own stands for it.
 */
export function useLevelBelow() {
  const { within } = useView();
  const { set, levels, path, error, refetch } = useRegionView();
  const here = path.at(-1)?.level ?? null;
  return {
    set,
    level: within !== null && here === null ? null : levelBelow(levels, here),
    bottom: here !== null && here === levels.at(-1),
    /** Why it will not be known. */
    error,
    refetch,
  };
}
