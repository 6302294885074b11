// Keeps the choropleth of the current question on the map.
import { useQueryClient } from "@tanstack/react-query";
import type { Map as MapLibre } from "maplibre-gl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type Classes, quantiles } from "../model/classes";
import type { Theme } from "../model/palette";
import { type Question, questionParams } from "../model/question";
import { regionTiles } from "../model/tiles";
import { useTileEpoch } from "../state/live";
import { regionStatsQuery } from "../state/queries";
import { CLASS_COUNT, useClasses, useRegionView } from "../state/region-view";
import { useQuestion, useView } from "../state/view";
import { RegionFrames, type RegionSpec } from "./region-frames";

export function useRegions(map: MapLibre, theme: Theme) {
  const client = useQueryClient();
  const question = useQuestion();
  const { metric, layers } = useView();
  const { set, level } = useRegionView();
  const { classes, ready } = useClasses();
  const epoch = useTileEpoch();
  const on = layers.includes("regions");
  const [layer, setLayer] = useState<string | null>(null);
  const frames = useMemo(() => new RegionFrames(map, setLayer), [map]);

  const specFor = useCallback(
    (asked: Question, of: Classes | null): RegionSpec | null => {
      if (level === null) return null;
      const tiles = regionTiles(location.origin, questionParams(asked), set, level, metric);
      const key = [epoch, theme, JSON.stringify(of), tiles].join("|");
      return { key, tiles, metric, classes: of, theme };
    },
    [set, level, metric, theme, epoch],
  );

  useEffect(() => {
    if (!on) frames.clear();
    else if (ready) {
      const spec = specFor(question, classes);
      if (spec) frames.show(spec);
    }
  }, [frames, on, ready, specFor, question, classes]);

  const prepare = useCallback(
    async (asked: Question) => {
      if (!on || level === null) return;
      const stats = await client.fetchQuery(regionStatsQuery(asked, set, level, metric));
      const spec = specFor(
        asked,
        quantiles(
          stats.rows.map((r) => r.values[metric]),
          CLASS_COUNT,
        ),
      );
      if (spec) await frames.prepare(spec);
    },
    [client, frames, on, set, level, metric, specFor],
  );

  return { frames, layer, prepare };
}
