// Keeps the stations of the current question on the map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo, useRef } from "react";
import type { Theme } from "../model/palette";
import { type Question, questionParams } from "../model/question";
import { stationTiles } from "../model/tiles";
import type { Language } from "../model/view";
import { useTileEpoch } from "../state/live";
import { useQuestion, useView } from "../state/view";
import { repaintStations, showStations } from "./station-layers";
import type { StationTile } from "./station-tile";
import { StationTiles, type TileView } from "./station-tiles";

const templateOf = (question: Question) => stationTiles(location.origin, questionParams(question));

export function viewOf(map: MapLibre): TileView {
  const b = map.getBounds();
  return {
    zoom: map.getZoom(),
    bounds: { west: b.getWest(), south: b.getSouth(), east: b.getEast(), north: b.getNorth() },
  };
}

/** Returns how to fetch another question's tiles ahead. */
export function useStations(map: MapLibre, theme: Theme, language: Language) {
  const question = useQuestion();
  const epoch = useTileEpoch();
  const on = useView().layers.includes("stations");
  const look = useRef({ theme, language });
  const last = useRef<StationTile[]>([]);

  const tiles = useMemo(() => {
    let frame = 0;
    const draw = () => showStations(map, last.current, look.current.theme, look.current.language);
    return new StationTiles(
      (next) => {
        last.current = next;
        // Several tiles may come within one frame of the screen.
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(draw);
      },
      // The statistics of the same question fail for the same reason, and say it in the panel.
      () => undefined,
    );
  }, [map]);

  useEffect(() => {
    if (!on) {
      tiles.clear();
      return;
    }
    const update = () => tiles.want(templateOf(question), epoch, viewOf(map));
    update();
    map.on("move", update);
    map.on("resize", update);
    return () => {
      map.off("move", update);
      map.off("resize", update);
    };
  }, [map, tiles, question, epoch, on]);

  useEffect(() => {
    look.current = { theme, language };
    repaintStations(map, theme);
    showStations(map, last.current, theme, language);
  }, [map, theme, language]);

  return useMemo(
    () => (asked: Question) =>
      on ? tiles.prepare(templateOf(asked), epoch, viewOf(map)) : Promise.resolve(),
    [map, tiles, epoch, on],
  );
}
