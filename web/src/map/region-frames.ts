// The choropleth, double-buffered: a new question is loaded in a source of its
// own, drawn with no opacity, and takes the place of the old one when all of
// its tiles are there.
import type {
  ExpressionSpecification,
  FillLayerSpecification,
  LineLayerSpecification,
  Map as MapLibre,
} from "maplibre-gl";
import { type Classes, coloursFor } from "../model/classes";
import { NO_DATA, RAMP, type Theme } from "../model/palette";
import { REGIONS_MAX_ZOOM } from "../model/tiles";
import { REGIONS_BELOW } from "./base-style";

const PREFIX = "regions";
const LAYER = "regions";
/** A frame that takes longer than this no longer keeps a newer one from loading. */
const PATIENCE_MS = 4_000;

export interface RegionSpec {
  /** Same key, same contents. */
  key: string;
  tiles: string;
  metric: string;
  paint: RegionPaint;
  theme: Theme;
}

/** By the class of the tile's own value, or by colours that the tiles know nothing of. */
export type RegionPaint =
  | {
      by: "value";
      classes: Classes | null;
      /** The regions that the question is about; null for all. What lies outside has no value of it. */
      inside: readonly string[] | null;
    }
  | { by: "code"; colours: readonly (readonly [code: string, colour: string])[] };

interface Frame {
  id: string;
  spec: RegionSpec;
  ready: Promise<void>;
  stop(): void;
}

const fillId = (id: string) => `${id}-fill`;
const lineId = (id: string) => `${id}-line`;
const FILL_OPACITY: Record<Theme, number> = { light: 0.78, dark: 0.72 };
const LINE_OPACITY = 0.9;

/** Close by, one region fills the screen: its colour steps back and lets the map be seen. */
const fillOpacity = (theme: Theme): ExpressionSpecification => {
  const full = FILL_OPACITY[theme];
  return ["interpolate", ["linear"], ["zoom"], 9, full, 13, full * 0.22];
};

function fillColour({ metric, paint, theme }: RegionSpec): ExpressionSpecification {
  const nothing = ["literal", NO_DATA[theme]] as unknown as ExpressionSpecification;
  if (paint.by === "code") {
    if (paint.colours.length === 0) return nothing;
    const match = ["match", ["get", "code"], ...paint.colours.flat(), NO_DATA[theme]];
    return match as unknown as ExpressionSpecification;
  }
  const { classes, inside } = paint;
  if (!classes) return nothing;
  const colours = coloursFor(classes, RAMP[theme]);
  const first = colours[0] as string;
  const value = ["to-number", ["get", metric]];
  const stepped = classes.limits.length
    ? ["step", value, first, ...classes.limits.flatMap((limit, i) => [limit, colours[i + 1]])]
    : first;
  const told = ["has", metric];
  const counts = inside ? ["all", told, ["in", ["get", "code"], ["literal", [...inside]]]] : told;
  return ["case", counts, stepped, NO_DATA[theme]] as unknown as ExpressionSpecification;
}

const hovered = (on: number, off: number): ExpressionSpecification => [
  "case",
  ["boolean", ["feature-state", "hover"], false],
  on,
  off,
];

function layersOf(id: string, spec: RegionSpec): [FillLayerSpecification, LineLayerSpecification] {
  const dark = spec.theme === "dark";
  return [
    {
      id: fillId(id),
      type: "fill",
      source: id,
      "source-layer": LAYER,
      paint: {
        "fill-color": fillColour(spec),
        "fill-opacity": 0,
        "fill-opacity-transition": { duration: 0, delay: 0 },
      },
    },
    {
      id: lineId(id),
      type: "line",
      source: id,
      "source-layer": LAYER,
      layout: { "line-join": "round" },
      paint: {
        "line-color": dark ? "#0f141c" : "#ffffff",
        "line-width": hovered(2.2, 0.8),
        "line-opacity": 0,
        "line-opacity-transition": { duration: 0, delay: 0 },
      },
    },
  ];
}

export class RegionFrames {
  #count = 0;
  #shown: Frame | null = null;
  #next: Frame | null = null;
  #wanted: RegionSpec | null = null;

  constructor(
    private readonly map: MapLibre,
    private readonly changed: (fillLayer: string | null) => void,
  ) {}

  /** Layer to ask for features, and its source. */
  get layer(): string | null {
    return this.#shown ? fillId(this.#shown.id) : null;
  }
  get source(): string | null {
    return this.#shown?.id ?? null;
  }

  show(spec: RegionSpec): void {
    this.#wanted = spec;
    if (this.#shown?.spec.key === spec.key) {
      this.#drop(this.#next);
      this.#next = null;
      return;
    }
    const next = this.#next?.spec.key === spec.key ? this.#next : this.#load(spec);
    // Nothing on the map yet: let the first tiles appear as they come.
    if (!this.#shown) this.#swap(next);
    else void next.ready.then(() => this.#wanted?.key === spec.key && this.#swap(next));
  }

  prepare(spec: RegionSpec): Promise<void> {
    if (this.#shown?.spec.key === spec.key) return Promise.resolve();
    const next = this.#next?.spec.key === spec.key ? this.#next : this.#load(spec);
    return next.ready;
  }

  clear(): void {
    this.#drop(this.#next);
    this.#drop(this.#shown);
    this.#next = null;
    this.#shown = null;
    this.#wanted = null;
    this.changed(null);
  }

  #load(spec: RegionSpec): Frame {
    this.#drop(this.#next);
    const id = `${PREFIX}-${++this.#count}`;
    this.map.addSource(id, {
      type: "vector",
      tiles: [spec.tiles],
      maxzoom: REGIONS_MAX_ZOOM,
    });
    for (const layer of layersOf(id, spec)) this.map.addLayer(layer, REGIONS_BELOW);
    const frame: Frame = { id, spec, ...this.#whenLoaded(id) };
    this.#next = frame;
    return frame;
  }

  /** Resolves once every tile in view is loaded and has been drawn, unseen. */
  #whenLoaded(id: string): Pick<Frame, "ready" | "stop"> {
    let stop = () => {};
    const ready = new Promise<void>((resolve) => {
      const began = performance.now();
      let loadedFrames = 0;
      const check = () => {
        const loaded = this.map.getSource(id) !== undefined && this.map.isSourceLoaded(id);
        loadedFrames = loaded ? loadedFrames + 1 : 0;
        if (loadedFrames > 1 || performance.now() - began > PATIENCE_MS) stop();
        else this.map.triggerRepaint();
      };
      stop = () => {
        this.map.off("render", check);
        resolve();
      };
      this.map.on("render", check);
      this.map.triggerRepaint();
    });
    return { ready, stop: () => stop() };
  }

  #swap(frame: Frame): void {
    if (this.#next !== frame || !this.map.getLayer(fillId(frame.id))) return;
    const old = this.#shown;
    this.#shown = frame;
    this.#next = null;
    this.map.setPaintProperty(fillId(frame.id), "fill-opacity", fillOpacity(frame.spec.theme));
    this.map.setPaintProperty(lineId(frame.id), "line-opacity", LINE_OPACITY);
    this.#drop(old);
    this.changed(fillId(frame.id));
  }

  #drop(frame: Frame | null): void {
    if (!frame) return;
    frame.stop();
    for (const layer of [fillId(frame.id), lineId(frame.id)]) {
      if (this.map.getLayer(layer)) this.map.removeLayer(layer);
    }
    if (this.map.getSource(frame.id)) this.map.removeSource(frame.id);
  }
}
