// Keeps the choropleth of the current question on the map.
import { useQueryClient } from "@tanstack/react-query";
import type { Map as MapLibre } from "maplibre-gl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { changeColour, changeOf } from "../model/change";
import type { Theme } from "../model/palette";
import type { Question } from "../model/question";
import { regionTiles } from "../model/tiles";
import { useCompared, useRegionChanges } from "../state/compare";
import { useTileEpoch } from "../state/live";
import { regionStatsQuery, tells } from "../state/queries";
import { outsideOf, useRange } from "../state/region-range";
import {
  classesOf,
  insideOf,
  useClasses,
  useRegionStats,
  useRegionView,
} from "../state/region-view";
import { useQuestion, useView } from "../state/view";
import { hasCome } from "./held-picture";
import { RegionFrames, type RegionSpec } from "./region-frames";
import type { RegionPaint } from "./region-paint";

export function useRegions(map: MapLibre, theme: Theme) {
  const client = useQueryClient();
  const question = useQuestion();
  const { metric, layers, change, scale } = useView();
  const regionView = useRegionView();
  const { set, level } = regionView;
  const { classes, inside, known } = useClasses();
  // Of two dates side by side only the classes are common: what is out of range is told by each
  // map's own values.
  const stats = useRegionStats(question, regionView, metric).data;
  const rows = stats && tells(stats, metric) ? stats.rows : undefined;
  const range = useRange();
  const compared = useCompared();
  const changes = useRegionChanges().data;
  const epoch = useTileEpoch();
  const on = layers.includes("regions");
  const [layer, setLayer] = useState<string | null>(null);
  const frames = useMemo(() => new RegionFrames(map, setLayer), [map]);

  const specFor = useCallback(
    (asked: Question, paint: RegionPaint, outside: ReadonlySet<string>): RegionSpec | null => {
      if (level === null) return null;
      const tiles = regionTiles(location.origin, asked, set, level, metric);
      if (tiles === null) return null;
      return { key: `${epoch}|${tiles}`, tiles, metric, paint, outside, theme };
    },
    [set, level, metric, theme, epoch],
  );

  /** Null while it is not known. */
  const paint = useMemo((): RegionPaint | null => {
    if (!compared) return known ? { by: "value", scale, classes, inside } : null;
    if (!changes) return null;
    const colours = changes.rows.map(
      (row) => [row.region, changeColour(changeOf(row, change), changes.scale, theme)] as const,
    );
    return { by: "code", colours };
  }, [compared, known, scale, classes, inside, changes, change, theme]);
  const outside = useMemo(() => outsideOf(range, rows ?? [], metric), [range, rows, metric]);

  useEffect(() => {
    if (!on) frames.clear();
    else if (paint) {
      const spec = specFor(compared?.questions.after ?? question, paint, outside);
      if (spec) frames.show(spec);
    } else return;
    hasCome(map, "regions");
  }, [map, frames, on, paint, outside, specFor, compared, question]);

  const prepare = useCallback(
    async (asked: Question) => {
      // What two dates differ by is not fetched ahead: it is shown when it is there.
      if (!on || level === null || compared) return;
      const stats = await client.fetchQuery(regionStatsQuery(asked, set, level, metric));
      const spec = specFor(
        asked,
        {
          by: "value",
          scale,
          classes: classesOf(stats.rows, metric),
          inside: insideOf(asked, stats.rows),
        },
        outsideOf(range, stats.rows, metric),
      );
      if (spec) await frames.prepare(spec);
    },
    [client, frames, on, set, level, metric, scale, range, compared, specFor],
  );

  return { frames, layer, prepare };
}
