// A map put together: what every one of ours has, before anything is shown on it.
import type { Map as MapLibre } from "maplibre-gl";
import type { Theme } from "../model/palette";
import { MARKERS, STATIONS_BELOW } from "./base-style";
import { drawBubble } from "./bubble-image";
import { drawDonut } from "./donut-image";
import { supplyImages } from "./images";
import { addStationLayers } from "./station-layers";

/** A style from elsewhere knows nothing of our places: its names stay above regions. */
function addMarkers(map: MapLibre) {
  const firstName = map.getStyle().layers.find((l) => l.type === "symbol")?.id;
  for (const marker of MARKERS) {
    const below = marker.id === STATIONS_BELOW ? undefined : firstName;
    if (!map.getLayer(marker.id)) map.addLayer(marker, below);
  }
}

/** Calls back when the map can be worked with, which is as soon as it has a style. */
export function begin(map: MapLibre, theme: Theme, done: () => void): void {
  const add = () => {
    addMarkers(map);
    supplyImages(map, [drawDonut, drawBubble]);
    addStationLayers(map, theme);
    done();
  };
  // Not at its "load", which waits for every tile of the base map.
  if (map.getStyle()) add();
  else map.once("style.load", add);
}
