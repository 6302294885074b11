// How regions are painted: by the class of the tile's own value, along a scale
// that runs on, or by colours that the tiles know nothing of; and what lies
// outside of the range chosen steps back.
import type {
  ExpressionSpecification,
  FillLayerSpecification,
  LineLayerSpecification,
} from "maplibre-gl";
import { type Classes, coloursFor, type Scale, stopsOf } from "../model/classes";
import { NO_DATA, RAMP, type Theme } from "../model/palette";

export type RegionPaint =
  | {
      by: "value";
      scale: Scale;
      classes: Classes | null;
      /** The regions that the question is about; null for all. What lies outside has no value of it. */
      inside: readonly string[] | null;
    }
  | { by: "code"; colours: readonly (readonly [code: string, colour: string])[] };

/** The state of a region outside of the range chosen. */
export const OUTSIDE = "outside";
/** The property that tells regions apart, which their features are known by on the map. */
export const CODE = "code";
export const LAYER = "regions";

const expression = (of: unknown) => of as ExpressionSpecification;

const FILL_OPACITY: Record<Theme, number> = { light: 0.78, dark: 0.72 };
/** What is left of the colour of a region outside of the range. */
const FADED: Record<Theme, number> = { light: 0.12, dark: 0.16 };
export const LINE_OPACITY = 0.9;

/** Close by, one region fills the screen: its colour steps back and lets the map be seen. */
export const fillOpacity = (theme: Theme): ExpressionSpecification => {
  const full = FILL_OPACITY[theme];
  return ["interpolate", ["linear"], ["zoom"], 9, full, 13, full * 0.22];
};

function byValue(metric: string, classes: Classes, scale: Scale, theme: Theme): unknown {
  const value = ["to-number", ["get", metric]];
  if (scale === "continuous") {
    // Between texts there is nothing: they must be colours before they are mixed.
    const stops = stopsOf(classes, RAMP[theme]).map(([at, colour]) => [at, ["to-color", colour]]);
    const first = stops[0]?.[1];
    return stops.length > 1 ? ["interpolate", ["linear"], value, ...stops.flat()] : first;
  }
  const colours = coloursFor(classes, RAMP[theme]);
  if (classes.limits.length === 0) return colours[0];
  const steps = classes.limits.flatMap((limit, i) => [limit, colours[i + 1]]);
  return ["step", value, colours[0], ...steps];
}

function colourOf(metric: string, paint: RegionPaint, theme: Theme): unknown {
  const nothing = NO_DATA[theme];
  if (paint.by === "code") {
    if (paint.colours.length === 0) return nothing;
    return ["match", ["get", CODE], ...paint.colours.flat(), nothing];
  }
  const { classes, scale, inside } = paint;
  if (!classes) return nothing;
  const told = ["has", metric];
  const counts = inside ? ["all", told, ["in", ["get", CODE], ["literal", [...inside]]]] : told;
  return ["case", counts, byValue(metric, classes, scale, theme), nothing];
}

/**
 * What is outside keeps a trace of its colour. It is a state of the feature and
 * not a number in this expression, so that a range that is dragged along costs
 * the regions that it passes and no more.
 */
export function fillColour(
  metric: string,
  paint: RegionPaint,
  theme: Theme,
): ExpressionSpecification {
  const rgba = ["to-rgba", ["var", "colour"]];
  const faded = ["rgba", ...[0, 1, 2].map((i) => ["at", i, rgba]), FADED[theme]];
  return expression([
    "let",
    "colour",
    ["to-color", colourOf(metric, paint, theme)],
    ["case", ["boolean", ["feature-state", OUTSIDE], false], faded, ["var", "colour"]],
  ]);
}

const hovered = (on: number, off: number): ExpressionSpecification => [
  "case",
  ["boolean", ["feature-state", "hover"], false],
  on,
  off,
];

const still = { duration: 0, delay: 0 };

/** The two layers of a source of regions, unseen as yet. */
export function regionLayers(
  id: string,
  colour: ExpressionSpecification,
  theme: Theme,
): [FillLayerSpecification, LineLayerSpecification] {
  const common = { source: id, "source-layer": LAYER };
  return [
    {
      ...common,
      id: fillId(id),
      type: "fill",
      paint: {
        "fill-color": colour,
        "fill-color-transition": still,
        "fill-opacity": 0,
        "fill-opacity-transition": still,
      },
    },
    {
      ...common,
      id: lineId(id),
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": lineColour(theme),
        "line-width": hovered(2.2, 0.8),
        "line-opacity": 0,
        "line-opacity-transition": still,
      },
    },
  ];
}

export const fillId = (id: string) => `${id}-fill`;
export const lineId = (id: string) => `${id}-line`;
export const lineColour = (theme: Theme) => (theme === "dark" ? "#0f141c" : "#ffffff");
