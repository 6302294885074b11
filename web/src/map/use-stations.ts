// Keeps the stations of the current question on the map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo, useRef } from "react";
import { heatMetric } from "../model/heat";
import { readingOf } from "../model/metrics";
import type { Theme } from "../model/palette";
import type { Question } from "../model/question";
import { stationTiles, symbolMetric } from "../model/tiles";
import type { Language } from "../model/view";
import { useTileEpoch } from "../state/live";
import { useMetrics } from "../state/queries";
import { symbolClasses } from "../state/symbol-classes";
import { useQuestion, useView } from "../state/view";
import { hasCome } from "./held-picture";
import { chooseStations, type Look, repaintStations, showStations } from "./station-layers";
import { NOTHING, type Shown, StationTiles, type TileView } from "./station-tiles";

export function viewOf(map: MapLibre): TileView {
  const b = map.getBounds();
  return {
    zoom: map.getZoom(),
    bounds: { west: b.getWest(), south: b.getSouth(), east: b.getEast(), north: b.getNorth() },
  };
}

interface Drawn {
  shown: Shown;
  draw(): void;
}

/** The maps that show stations: one, or two side by side, which then have one scale. */
const maps = new Set<Drawn>();

let asked = false;

/** Several tiles, of several maps, may come within one frame of the screen. */
function drawSoon() {
  // Never put off: while the map moves, each of its frames asks again before this one comes.
  if (asked) return;
  asked = true;
  requestAnimationFrame(drawAll);
}

function drawAll() {
  asked = false;
  for (const { draw } of maps) draw();
}

/** Returns how to fetch another question's tiles ahead. */
export function useStations(map: MapLibre, theme: Theme, language: Language) {
  const question = useQuestion();
  const epoch = useTileEpoch();
  const { layers, metric } = useView();
  const drawn = layers.includes("stations");
  const hot = layers.includes("heat");
  const on = drawn || hot;
  const heat = hot ? heatMetric(metric) : null;
  const metrics = useMetrics().data;
  const look = useRef<Look>({ theme, language, readingOf: () => undefined });
  const own = useMemo((): Drawn => {
    const made: Drawn = {
      shown: NOTHING,
      draw: () => {
        const others = [...maps].filter((one) => one !== made).map(({ shown }) => shown);
        symbolClasses.set(showStations(map, made.shown, look.current, others));
        if (made.shown !== NOTHING) hasCome(map, "stations");
      },
    };
    return made;
  }, [map]);

  useEffect(() => {
    maps.add(own);
    return () => {
      maps.delete(own);
      // Later: where all of the page goes, the other map goes as well.
      drawSoon();
    };
  }, [own]);

  const tiles = useMemo(() => {
    return new StationTiles(
      (next) => {
        own.shown = next;
        drawSoon();
      },
      // The statistics of the same question fail for the same reason, and say it in the panel.
      () => undefined,
    );
  }, [own]);

  useEffect(() => {
    const template = stationTiles(location.origin, question, metric, heat);
    if (!on) tiles.clear();
    if (!on || template === null) return hasCome(map, "stations");
    const shows = { symbols: symbolMetric(metric), heat };
    const update = () => tiles.want(template, shows, epoch, viewOf(map));
    update();
    map.on("move", update);
    map.on("resize", update);
    return () => {
      map.off("move", update);
      map.off("resize", update);
    };
  }, [map, tiles, question, metric, heat, epoch, on]);

  useEffect(() => chooseStations(map, theme, drawn, hot), [map, theme, drawn, hot]);

  useEffect(() => {
    const readings = (id: string) => readingOf(metrics?.find((m) => m.id === id));
    look.current = { theme, language, readingOf: readings };
    repaintStations(map, theme);
    own.draw();
  }, [map, own, theme, language, metrics]);

  return useMemo(
    () => (asked: Question) => {
      const template = stationTiles(location.origin, asked, metric, heat);
      return on && template !== null
        ? tiles.prepare(template, epoch, viewOf(map))
        : Promise.resolve();
    },
    [map, tiles, metric, heat, epoch, on],
  );
}
