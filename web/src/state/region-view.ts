// Which regions the map and the table show: set, level and the path from the
// country down to where the view is.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RegionName } from "../api/types";
import { type Classes, quantiles } from "../model/classes";
import { effectiveLevel, levelsOf } from "../model/levels";
import type { Question } from "../model/question";
import { regionStatsQuery, useMetrics, useRegion, useRegionSets } from "./queries";
import { useQuestion, useView } from "./view";

export const CLASS_COUNT = 5;

export interface RegionView {
  set: string;
  levels: string[];
  /** Null until the sets are known. */
  level: string | null;
  /** From the top down to the region that the view is within. */
  path: RegionName[];
}

export function useRegionView(): RegionView {
  const { set, level: asked, within } = useView();
  const sets = useRegionSets().data;
  const region = useRegion(set, within);
  return useMemo(() => {
    const levels = levelsOf(sets, set);
    const current = within && region.data?.code === within ? region.data : null;
    // While the region is on its way its level is unknown: wait rather than guess.
    const level =
      within && !current && !asked ? null : effectiveLevel(levels, asked, current?.level ?? null);
    return { set, levels, level, path: current ? [...current.ancestors, current] : [] };
  }, [sets, set, asked, within, region.data]);
}

export const useRegionStats = (question: Question, regionView: RegionView, metric: string) =>
  useQuery({
    ...regionStatsQuery(question, regionView.set, regionView.level, metric),
    placeholderData: keepPreviousData,
  });

/** The classes of the choropleth, from the statistics of the very question on the map. */
export function useClasses(): {
  classes: Classes | null;
  unit: string | undefined;
  ready: boolean;
} {
  const { metric } = useView();
  const stats = useRegionStats(useQuestion(), useRegionView(), metric);
  const unit = useMetrics().data?.find((m) => m.id === metric)?.unit;
  const classes = useMemo(
    () =>
      stats.data
        ? quantiles(
            stats.data.rows.map((r) => r.values[metric]),
            CLASS_COUNT,
          )
        : null,
    [stats.data, metric],
  );
  return { classes, unit, ready: stats.data !== undefined };
}
