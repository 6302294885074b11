// The programs of the graphics card that draw stations and clusters, made with the first picture.
// Made when the first of either comes into sight, each would hold up the pan that brings it for as
// long as the card is busy with all it was told before.
import type { LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { Theme } from "../model/palette";
import { STATIONS_BELOW } from "./base-style";
import { donutId } from "./donut-image";
import { isHeld } from "./held-picture";

const SOURCE = "first-programs";
/** Too little to be seen, and enough to be drawn. */
const UNSEEN = 0.001;

/** As a layer of stations, but for one that is not there. */
function unseen(layer: LayerSpecification): LayerSpecification | null {
  const id = `${SOURCE}-${layer.id}`;
  if (layer.type === "circle") {
    const paint = { ...layer.paint, "circle-opacity": UNSEEN, "circle-stroke-opacity": UNSEEN };
    return { ...layer, id, source: SOURCE, paint };
  }
  if (layer.type !== "symbol" || !layer.layout?.["icon-image"]) return null;
  const layout = { ...layer.layout, "icon-ignore-placement": true };
  return { ...layer, id, source: SOURCE, layout, paint: { "icon-opacity": UNSEEN } };
}

/** Draws one of each of `layers` in the middle of the first picture, unseen. */
export function makePrograms(
  map: MapLibre,
  layers: readonly LayerSpecification[],
  theme: Theme,
): void {
  const { lng, lat } = map.getCenter();
  const feature = (properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lng, lat] },
    properties,
  });
  const icon = donutId([1], 1, theme, "zh");
  const features = [feature({ stage: "none" }), feature({ count: 2, icon, order: 0 })];
  map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features } });
  const made = layers.map(unseen).filter((layer) => layer !== null);
  for (const layer of made) map.addLayer(layer, STATIONS_BELOW);
  const end = () => {
    if (isHeld(map)) return void map.once("idle", end);
    for (const { id } of made) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(SOURCE)) map.removeSource(SOURCE);
  };
  map.once("idle", end);
}
