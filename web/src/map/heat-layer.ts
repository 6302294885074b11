// The heat: where much of a metric comes together, from the same points that
// symbols stand on. A cluster weighs what its members weigh together, so where
// one falls apart as much heat is there as before.
import type {
  ExpressionSpecification,
  HeatmapLayerSpecification,
  Map as MapLibre,
} from "maplibre-gl";
import { FIGURE_RAMP, type Theme } from "../model/palette";

const HEAT_LAYER = "stations-heat";

/** Cells in which the server clusters are drawn 45 to 90 pixels wide: they must run into one another. */
const RADIUS = 80;
/**
 * Zooming in draws points apart, and less of them comes together in a place: by
 * this power of 2 a zoom. The heaviest of the demo's clusters is 11 % of it at
 * zoom 4, and the heaviest station 0.06 % at zoom 12.6.
 */
const THINNING = 0.85;
/** So that the heaviest alone comes near to the end of the ramp. */
const STRENGTH = 1.5;
/** Few places are heavy and most are not: the ramp rises fast where there is little. */
const CURVE = 1.7;

/** Of stations and clusters, as their symbols' values are; nothing where there is none. */
export function heatColour(theme: Theme): ExpressionSpecification {
  const ramp = FIGURE_RAMP[theme];
  const stops = ramp.flatMap((colour, i) => [((i + 1) / ramp.length) ** CURVE, colour]);
  return [
    "interpolate",
    ["linear"],
    ["heatmap-density"],
    0,
    `${ramp[0]}00`,
    ...stops,
  ] as unknown as ExpressionSpecification;
}

/** How hot the heaviest may be, as a multiple of what it should, before the heat is measured anew. */
const LENIENCE = 2;
/** Beyond this it is another metric or another place, and nothing to fade over from. */
const STRANGE = 8;
const FADING = { duration: 400, delay: 0 };
const AT_ONCE = { duration: 0, delay: 0 };

/** Of each map: where zoom 0 would begin. */
const measured = new WeakMap<MapLibre, number>();

const DEEPEST = 24;
const grown = (zoom: number) => 2 ** (THINNING * zoom);

/** Without a step at any zoom, so that the picture keeps its warmth where clusters fall apart. */
const intensity = (start: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", grown(1)],
  ["zoom"],
  0,
  start,
  DEEPEST,
  start * grown(DEEPEST),
];

export const heatLayer = (source: string, theme: Theme): HeatmapLayerSpecification => ({
  id: HEAT_LAYER,
  type: "heatmap",
  source,
  filter: ["has", "weight"],
  layout: { visibility: "none" },
  paint: {
    "heatmap-weight": ["get", "weight"],
    "heatmap-intensity": intensity(1),
    "heatmap-intensity-transition": FADING,
    "heatmap-radius": RADIUS,
    "heatmap-color": heatColour(theme),
    "heatmap-opacity": 0.85,
  },
});

export const repaintHeat = (map: MapLibre, theme: Theme) =>
  map.setPaintProperty(HEAT_LAYER, "heatmap-color", heatColour(theme));

export const showHeat = (map: MapLibre, on: boolean) =>
  map.setLayoutProperty(HEAT_LAYER, "visibility", on ? "visible" : "none");

/** Keeps the heaviest in sight about as hot as the ramp goes. */
export function temperHeat(map: MapLibre, heaviest: number): void {
  const start = STRENGTH / heaviest / grown(map.getZoom());
  const was = measured.get(map) ?? Number.POSITIVE_INFINITY;
  const off = Math.max(start / was, was / start);
  if (off <= LENIENCE) return;
  measured.set(map, start);
  map.setPaintProperty(
    HEAT_LAYER,
    "heatmap-intensity-transition",
    off > STRANGE ? AT_ONCE : FADING,
  );
  map.setPaintProperty(HEAT_LAYER, "heatmap-intensity", intensity(start));
}
