// How stations and clusters are drawn, and their values as GeoJSON for it.
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { Classes } from "../model/classes";
import { formatLabel } from "../model/figure";
import { heaviest } from "../model/heat";
import type { Reading } from "../model/metrics";
import { STAGE_COLOURS, STAGES_AND_NONE, type Theme } from "../model/palette";
import { symbolScale } from "../model/symbols";
import type { Language } from "../model/view";
import { FONTS, HEAT_BELOW, STATIONS_BELOW } from "./base-style";
import { bubbleId } from "./bubble-image";
import { donutId } from "./donut-image";
import { makePrograms } from "./first-programs";
import { heatLayer, repaintHeat, showHeat, temperHeat } from "./heat-layer";
import { holdUntilLoaded } from "./held-picture";
import type { ClusterPoint, StationPoint, StationTile } from "./station-tile";
import type { Shown } from "./station-tiles";
import { holdTiles } from "./tiled-source";

export const STATION_SOURCE = "stations";
export const CLUSTER_LAYER = "stations-clusters";
export const POINT_LAYER = "stations-points";
const SHADOW_LAYER = "stations-shadows";
const NAME_LAYER = "stations-names";

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

function layers(theme: Theme): LayerSpecification[] {
  const edge = theme === "dark" ? "#10151d" : "#ffffff";
  const colour = [
    "coalesce",
    ["get", "colour"],
    [
      "match",
      ["get", "stage"],
      ...STAGES_AND_NONE.flatMap((s) => [s, STAGE_COLOURS[s]]),
      STAGE_COLOURS.none,
    ],
  ] as unknown as string;
  return [
    {
      // A light stage on light land has no contrast of its own.
      id: SHADOW_LAYER,
      type: "circle",
      source: STATION_SOURCE,
      filter: ["!", ["has", "count"]],
      paint: {
        "circle-color": theme === "dark" ? "rgba(0, 0, 0, 0.5)" : "rgba(26, 33, 48, 0.5)",
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 6.4, 10, 8.4, 15, 12],
        "circle-blur": 0.3,
      },
    },
    {
      id: POINT_LAYER,
      type: "circle",
      source: STATION_SOURCE,
      filter: ["!", ["has", "count"]],
      paint: {
        "circle-color": colour,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 4, 10, 5.5, 15, 8],
        "circle-stroke-color": edge,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 4, 1.2, 12, 2],
      },
    },
    {
      id: NAME_LAYER,
      type: "symbol",
      source: STATION_SOURCE,
      minzoom: 13,
      filter: ["!", ["has", "count"]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONTS,
        "text-size": 11.5,
        "text-anchor": "top",
        "text-offset": [0, 1.25],
        "text-max-width": 9,
        "text-optional": true,
      },
      paint: {
        "text-color": theme === "dark" ? "#dbe2ee" : "#2a3346",
        "text-halo-color": theme === "dark" ? "#141a22" : "#ffffff",
        "text-halo-width": 1.4,
      },
    },
    {
      id: CLUSTER_LAYER,
      type: "symbol",
      source: STATION_SOURCE,
      filter: ["has", "count"],
      layout: {
        "icon-image": ["get", "icon"],
        "icon-allow-overlap": true,
        // Names below give way to donuts instead of being half covered by them.
        "icon-ignore-placement": false,
        "icon-padding": 0,
        // Larger ones on top: their number is the one that must be read.
        "symbol-sort-key": ["get", "order"],
      },
    },
  ];
}

export function addStationLayers(map: MapLibre, theme: Theme): void {
  // Points are drawn whole by the tile they are in. One on the edge may be rounded out of its own
  // into the next, which must have it for that; more of the neighbours need not be laid out anew.
  map.addSource(STATION_SOURCE, {
    type: "geojson",
    data: EMPTY,
    maxzoom: 18,
    tolerance: 0,
    buffer: 1,
  });
  map.addLayer(heatLayer(STATION_SOURCE, theme), HEAT_BELOW);
  for (const layer of layers(theme)) map.addLayer(layer, STATIONS_BELOW);
}

/** So that the first station or cluster to come into sight holds up no pan. */
export const makeStationPrograms = (map: MapLibre, theme: Theme) =>
  makePrograms(map, layers(theme), theme);

export function repaintStations(map: MapLibre, theme: Theme): void {
  repaintHeat(map, theme);
  for (const layer of layers(theme)) {
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      if (name.endsWith("color")) map.setPaintProperty(layer.id, name as "circle-color", value);
    }
  }
}

/** Which of what the tiles hold is drawn. */
export function chooseStations(map: MapLibre, theme: Theme, stations: boolean, heat: boolean) {
  const visibility = stations ? "visible" : "none";
  for (const { id } of layers(theme)) map.setLayoutProperty(id, "visibility", visibility);
  showHeat(map, heat);
}

const point = (
  at: { lng: number; lat: number },
  properties: Record<string, string | number | null>,
): GeoJSON.Feature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [at.lng, at.lat] },
  properties,
});

export interface Look {
  theme: Theme;
  language: Language;
  /** How a metric is read. */
  readingOf(metric: string): Reading | undefined;
}

/** What a station or a cluster of a tile has of a metric. */
const toldOf = (
  tile: StationTile,
  metric: string | null,
  { values }: StationPoint | ClusterPoint,
): number | null => (metric === null ? null : (values[tile.metrics.indexOf(metric)] ?? null));

const heavy = (weight: number | null): Record<string, number> =>
  weight !== null && weight > 0 ? { weight } : {};

/**
 * Puts what the tiles hold on the map; returns the classes that stations are coloured by. Maps side
 * by side have one scale: what the others hold of the same metric counts for it.
 */
export function showStations(
  map: MapLibre,
  { contents, tiles, symbols, heat }: Shown,
  { theme, language, readingOf }: Look,
  others: readonly Shown[] = [],
): Classes | null {
  const reading = symbols === null ? undefined : (readingOf(symbols) ?? "count");
  const measured = [
    ...tiles,
    ...others
      .filter((one) => one.symbols === symbols && one.heat === heat)
      .flatMap((one) => one.tiles),
  ];
  const scale =
    reading &&
    symbolScale(
      measured.flatMap((tile) => tile.stations.map((s) => toldOf(tile, symbols, s))),
      measured.flatMap((tile) =>
        tile.clusters.map((c) => ({ count: c.count, value: toldOf(tile, symbols, c) })),
      ),
      reading,
    );
  const stationOf = (tile: StationTile) => (s: StationPoint) => {
    const weight = heavy(toldOf(tile, heat, s));
    const named = { code: s.code, name: s.name, stage: s.stage ?? "none", ...weight };
    if (!scale) return point(s, named);
    const value = toldOf(tile, symbols, s);
    return point(s, { ...named, value, colour: scale.colour(value, theme) });
  };
  const clusterOf = (tile: StationTile) => (c: ClusterPoint) => {
    const { count, stages, expansionZoom: expansion } = c;
    const named = {
      count,
      stages: stages.join(","),
      expansion,
      ...heavy(toldOf(tile, heat, c)),
    };
    if (!scale) {
      return point(c, { ...named, order: count, icon: donutId(stages, count, theme, language) });
    }
    const value = toldOf(tile, symbols, c);
    const size = scale.size({ count, value });
    const text = value === 0 ? "0" : formatLabel(value, reading, language);
    const icon = bubbleId(text, size, scale.ring(value, theme), theme);
    return point(c, { ...named, value, order: size, icon });
  };
  if (heat) {
    const weights = measured.flatMap((tile) =>
      [...tile.stations, ...tile.clusters].map((one) => toldOf(tile, heat, one)),
    );
    temperHeat(map, heaviest(weights));
  }
  const source = map.getSource<GeoJSONSource>(STATION_SOURCE);
  const drawnAs = JSON.stringify([contents, symbols, heat, theme, language, reading, scale]);
  const featuresOf = (tile: StationTile) => [
    ...tile.stations.map(stationOf(tile)),
    ...tile.clusters.map(clusterOf(tile)),
  ];
  // The tiles of the source come one by one: for a moment they would be of two dates.
  if (source && holdTiles(source, drawnAs, tiles, featuresOf)) holdUntilLoaded(map, STATION_SOURCE);
  return scale ? scale.classes : null;
}
