// How a shape is drawn: a light fill below the stations, its outline above all.
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { Place } from "../../api/types";
import type { Theme } from "../../model/palette";
import { cornersOf, crossesItself, type Shape } from "../../model/shape";
import { STATION_SOURCE } from "../station-layers";

const SOURCE = "drawn";
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Regions have the colours of the accent: only what is nearly black or white stands out on all of them. */
const INKS: Record<Theme, { line: string; bad: string; edge: string }> = {
  light: { line: "#1a2130", bad: "#b42318", edge: "#ffffff" },
  dark: { line: "#f2f5fb", bad: "#ff9c8f", edge: "#10151d" },
};

function layers(theme: Theme): LayerSpecification[] {
  const { line, bad, edge } = INKS[theme];
  const ink = ["case", ["get", "bad"], bad, line] as unknown as string;
  return [
    {
      id: "drawn-fill",
      type: "fill",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": ink, "fill-opacity": 0.16 },
    },
    {
      id: "drawn-edge",
      type: "line",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": edge, "line-width": 5, "line-opacity": 0.85 },
    },
    {
      id: "drawn-line",
      type: "line",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ink, "line-width": 2.4 },
    },
    {
      id: "drawn-corners",
      type: "circle",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["case", ["get", "first"], 6.5, 4.5],
        "circle-color": edge,
        "circle-stroke-color": ink,
        "circle-stroke-width": 2.4,
      },
    },
  ];
}

function addLayers(map: MapLibre, theme: Theme): void {
  map.addSource(SOURCE, { type: "geojson", data: EMPTY, tolerance: 0 });
  const firstStations = map
    .getStyle()
    .layers.find((layer) => "source" in layer && layer.source === STATION_SOURCE)?.id;
  const [fill, ...above] = layers(theme);
  if (fill) map.addLayer(fill, firstStations);
  for (const layer of above) map.addLayer(layer);
}

export function repaintShape(map: MapLibre, theme: Theme): void {
  if (!map.getSource(SOURCE)) return;
  for (const { id, paint } of layers(theme)) {
    for (const [name, value] of Object.entries(paint ?? {})) {
      if (name.endsWith("color")) map.setPaintProperty(id, name as "fill-color", value);
    }
  }
}

/** A slanting edge is straight in longitude and latitude, which Mercator bends: this far it is not seen. */
const STRAIGHT_DEGREES = 0.25;

function alongEdges(corners: readonly Place[]): Place[] {
  return corners.flatMap((from, i): Place[] => {
    const [lng, lat] = from;
    const [toLng, toLat] = corners[(i + 1) % corners.length] as Place;
    const span = Math.min(Math.abs(toLng - lng), Math.abs(toLat - lat));
    const steps = Math.min(64, Math.max(1, Math.ceil(span / STRAIGHT_DEGREES)));
    return Array.from({ length: steps }, (_, step) => {
      const share = step / steps;
      return [lng + (toLng - lng) * share, lat + (toLat - lat) * share];
    });
  });
}

/** `corners` are marked while a polygon is on its way. */
export function showShape(
  map: MapLibre,
  theme: Theme,
  shape: Shape | null,
  corners: readonly Place[] = [],
): void {
  if (!map.getSource(SOURCE)) {
    if (!shape) return;
    addLayers(map, theme);
  }
  const bad = shape !== null && crossesItself(shape);
  const ring = shape ? alongEdges(cornersOf(shape)) : [];
  const closed = ring.length > 0 ? [...ring, ring[0] as Place] : [];
  const feature = (geometry: GeoJSON.Geometry, more = {}): GeoJSON.Feature => ({
    type: "Feature",
    geometry,
    properties: { bad, ...more },
  });
  const features = [
    ...(closed.length > 2
      ? [
          // Where edges cross, there is no inside.
          ...(bad ? [] : [feature({ type: "Polygon", coordinates: [closed] })]),
          feature({ type: "LineString", coordinates: closed }),
        ]
      : []),
    ...corners.map((at, i) =>
      feature({ type: "Point", coordinates: at }, { first: i === 0 && corners.length > 2 }),
    ),
  ];
  map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features });
}
