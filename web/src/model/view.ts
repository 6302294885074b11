// The whole state of the view and its form in the URL. Parsing never fails: a
// parameter that makes no sense is as good as absent, so an old or mistyped
// link still opens a map.
import { SCALES, type Scale } from "./classes";
import { isCivilDate } from "./date";
import { joinList, splitList } from "./lists";
import type { Theme } from "./palette";
import { formatPeriod, type Period, parsePeriod, USUAL_PERIOD } from "./period";
import { parseRange, rangeText, type ValueRange } from "./range";
import { isInstant } from "./zone";

export const LAYERS = ["stations", "regions", "heat"] as const;
export type Layer = (typeof LAYERS)[number];

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const SIDES = ["rail", "panel"] as const;
export type Side = (typeof SIDES)[number];

/** How the difference between two dates is told. */
export const CHANGES = ["absolute", "relative"] as const;
export type Change = (typeof CHANGES)[number];

export interface Camera {
  zoom: number;
  lat: number;
  lng: number;
}

export interface View {
  camera: Camera | null;
  /** Null is today, and stays today when the day changes. */
  at: string | null;
  /** An instant: what was recorded later does not count; null is all there is. */
  knownAt: string | null;
  stage: string[];
  energy: string[];
  brand: string[];
  operator: string[];
  /** CQL2 text. */
  filter: string;
  set: string;
  /** Null is the level that suits `within`. */
  level: string | null;
  within: string | null;
  metric: string;
  /** What metrics over a period sum over. */
  period: Period;
  /** A second date, to compare with; null is none. */
  compare: string | null;
  change: Change;
  /** The metric whose number is taken apart. */
  explain: string | null;
  layers: Layer[];
  /** How regions are coloured by a value. */
  scale: Scale;
  /** Of the metric in view: regions outside of it step back. */
  range: ValueRange | null;
  station: string | null;
  language: Language | null;
  theme: Theme | null;
  /** Sides that are folded away. */
  hidden: Side[];
}

export type RawSearch = Record<string, string>;

export const DEFAULT_VIEW: View = {
  camera: null,
  at: null,
  knownAt: null,
  stage: [],
  energy: [],
  brand: [],
  operator: [],
  filter: "",
  set: "admin",
  level: null,
  within: null,
  metric: "online",
  period: USUAL_PERIOD,
  compare: null,
  change: "absolute",
  explain: null,
  layers: ["stations", "regions"],
  scale: "quantile",
  range: null,
  station: null,
  language: null,
  theme: null,
  hidden: [],
};

const within = <T extends string>(values: string[], allowed: readonly T[]): T[] =>
  allowed.filter((a) => values.includes(a));

const oneOf = <T extends string>(value: string | undefined, allowed: readonly T[]): T | null =>
  allowed.find((a) => a === value) ?? null;

export function parseCamera(value: string | undefined): Camera | null {
  const [zoom, lat, lng] = (value ?? "").split("/").map(Number);
  if (zoom === undefined || lat === undefined || lng === undefined) return null;
  if (![zoom, lat, lng].every(Number.isFinite)) return null;
  if (zoom < 0 || zoom > 22 || Math.abs(lat) > 85.06 || Math.abs(lng) > 360) return null;
  return { zoom, lat, lng };
}

/** Five decimals are a metre; two of zoom are less than a pixel. */
export const formatCamera = ({ zoom, lat, lng }: Camera): string =>
  `${+zoom.toFixed(2)}/${+lat.toFixed(5)}/${+lng.toFixed(5)}`;

export function parseView(raw: RawSearch): View {
  return {
    camera: parseCamera(raw.map),
    at: raw.at && isCivilDate(raw.at) ? raw.at : null,
    knownAt: raw.known_at && isInstant(raw.known_at) ? raw.known_at : null,
    stage: splitList(raw.stage),
    energy: splitList(raw.energy),
    brand: splitList(raw.brand),
    operator: splitList(raw.operator),
    filter: raw.filter ?? "",
    set: raw.set || DEFAULT_VIEW.set,
    level: raw.level || null,
    within: raw.within || null,
    metric: raw.metric || DEFAULT_VIEW.metric,
    period: parsePeriod(raw.period),
    compare: raw.compare && isCivilDate(raw.compare) ? raw.compare : null,
    change: oneOf(raw.change, CHANGES) ?? DEFAULT_VIEW.change,
    explain: raw.explain || null,
    layers: raw.layers === undefined ? DEFAULT_VIEW.layers : within(splitList(raw.layers), LAYERS),
    scale: oneOf(raw.scale, SCALES) ?? DEFAULT_VIEW.scale,
    range: parseRange(raw.range),
    station: raw.station || null,
    language: oneOf(raw.lang, LANGUAGES),
    theme: oneOf(raw.theme, ["light", "dark"] as const),
    hidden: within(splitList(raw.hide), SIDES),
  };
}

/** Only what differs from the default goes into the URL, in one fixed order. */
export function formatView(view: View): RawSearch {
  const raw: RawSearch = {};
  const put = (key: string, value: string | null) => {
    if (value) raw[key] = value;
  };
  if (view.camera) put("map", formatCamera(view.camera));
  put("at", view.at);
  put("known_at", view.knownAt);
  put("stage", joinList(view.stage));
  put("energy", joinList(view.energy));
  put("brand", joinList(view.brand));
  put("operator", joinList(view.operator));
  put("filter", view.filter.trim());
  if (view.set !== DEFAULT_VIEW.set) put("set", view.set);
  put("within", view.within);
  put("level", view.level);
  if (view.metric !== DEFAULT_VIEW.metric) put("metric", view.metric);
  if (view.period !== DEFAULT_VIEW.period) put("period", formatPeriod(view.period));
  put("compare", view.compare);
  if (view.change !== DEFAULT_VIEW.change) put("change", view.change);
  put("explain", view.explain);
  const layers = LAYERS.filter((l) => view.layers.includes(l)).join(",");
  if (layers !== DEFAULT_VIEW.layers.join(",")) raw.layers = layers || "none";
  if (view.scale !== DEFAULT_VIEW.scale) put("scale", view.scale);
  put("range", view.range && rangeText(view.range));
  put("station", view.station);
  put("hide", view.hidden.join(","));
  put("lang", view.language);
  put("theme", view.theme);
  return raw;
}

/** What the values of regions are of: a range of some says nothing of others. */
const valuesOf = ({ metric, set, level, within, compare }: View) =>
  joinList([metric, set, level ?? `below ${within}`, String(compare !== null)]);

/** The view after a change of it. */
export function changed(view: View, patch: Partial<View>): View {
  const next = { ...view, ...patch };
  if (patch.range !== undefined || valuesOf(next) === valuesOf(view)) return next;
  return { ...next, range: null };
}

/** What goes along from page to page: dates, filters, region, and how it looks. */
export const SHARED = [
  "at",
  "known_at",
  "period",
  "stage",
  "energy",
  "brand",
  "operator",
  "filter",
  "set",
  "within",
  "level",
  "metric",
  "lang",
  "theme",
] as const;

/** All that `formatView` may say. */
const NAMES = [
  ...SHARED,
  "map",
  "compare",
  "change",
  "explain",
  "layers",
  "scale",
  "range",
  "station",
  "hide",
] as const;

/** What no page may call a parameter of its own. */
export type ViewParameter = (typeof NAMES)[number];

const isOfView = (key: string) => NAMES.some((name) => name === key);

/** What a search says beside the view: the page's own. */
export const othersOf = (raw: RawSearch): RawSearch =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !isOfView(key)));

export function parseSearch(search: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Like URLSearchParams, but leaves the signs alone that a query may hold as they are. */
export function stringifySearch(raw: RawSearch): string {
  const parts = Object.entries(raw).map(
    ([k, v]) =>
      `${encodeURIComponent(k)}=${encodeURIComponent(v).replace(/%(2C|2F|3A|3B)/g, decodeURIComponent)}`,
  );
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** A toggled list: the value goes in if it was out, and out if it was in. */
export const toggled = <T>(values: readonly T[], value: T): T[] =>
  values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
