// The choropleth, buffered: another question is loaded in a source of its own,
// drawn with no opacity, and takes the place of what is shown when all of its
// tiles are there. The questions that playing comes to next are loaded ahead.
// Another colouring of the same tiles needs none of that.
import type { Map as MapLibre } from "maplibre-gl";
import type { Theme } from "../model/palette";
import { REGIONS_MAX_ZOOM } from "../model/tiles";
import { REGIONS_BELOW } from "./base-style";
import {
  CODE,
  fillColour,
  fillId,
  fillOpacity,
  LAYER,
  LINE_OPACITY,
  lineColour,
  lineId,
  OUTSIDE,
  type RegionPaint,
  regionLayers,
} from "./region-paint";

const PREFIX = "regions";
/** A tile that takes longer than this is not waited for. */
const PATIENCE_MS = 15_000;
/** Frames loaded ahead of the one that is wanted, at most; one that nobody has come to for so long is dropped. */
const AHEAD = 3;
const KEPT_MS = 30_000;

export interface RegionSpec {
  /** Same key, same contents. */
  key: string;
  tiles: string;
  metric: string;
  paint: RegionPaint;
  /** Codes of the regions outside of the range chosen. */
  outside: ReadonlySet<string>;
  theme: Theme;
}

interface Frame {
  id: string;
  spec: RegionSpec;
  /** Of its paint, to tell whether another is any different. */
  painted: string;
  ready: Promise<void>;
  stop(): void;
  /** Drops it where nobody comes to it. */
  timer: ReturnType<typeof setTimeout> | undefined;
}

const paintKey = ({ paint, theme }: RegionSpec) => theme + JSON.stringify(paint);

export class RegionFrames {
  #count = 0;
  #shown: Frame | null = null;
  /** In the order in which they were asked for. */
  #ahead: Frame[] = [];
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
      this.#repaint(this.#shown, spec);
      return;
    }
    // Where it was not prepared, nobody is playing: what was loaded ahead is in its way.
    if (!this.#find(spec)) this.#dropAhead();
    const next = this.#prepared(spec);
    // Nothing on the map yet: let the first tiles appear as they come.
    if (!this.#shown) this.#swap(next);
    else void next.ready.then(() => this.#wanted?.key === spec.key && this.#swap(next));
  }

  /** Loads what will be shown, unseen; resolves when it can be shown at once. */
  prepare(spec: RegionSpec): Promise<void> {
    if (this.#shown?.spec.key === spec.key) return Promise.resolve();
    const frame = this.#prepared(spec);
    clearTimeout(frame.timer);
    frame.timer = setTimeout(() => this.#drop(frame), KEPT_MS);
    return frame.ready;
  }

  clear(): void {
    this.#dropAhead();
    this.#drop(this.#shown);
    this.#shown = null;
    this.#wanted = null;
    this.changed(null);
  }

  #find(spec: RegionSpec): Frame | undefined {
    return this.#ahead.find((frame) => frame.spec.key === spec.key);
  }

  #prepared(spec: RegionSpec): Frame {
    const found = this.#find(spec);
    if (found) this.#repaint(found, spec);
    return found ?? this.#load(spec);
  }

  #load(spec: RegionSpec): Frame {
    const id = `${PREFIX}-${++this.#count}`;
    this.map.addSource(id, {
      type: "vector",
      tiles: [spec.tiles],
      maxzoom: REGIONS_MAX_ZOOM,
      promoteId: { [LAYER]: CODE },
    });
    const colour = fillColour(spec.metric, spec.paint, spec.theme);
    for (const layer of regionLayers(id, colour, spec.theme)) {
      this.map.addLayer(layer, REGIONS_BELOW);
    }
    const nowhere: RegionSpec = { ...spec, outside: new Set() };
    const frame: Frame = {
      id,
      spec: nowhere,
      painted: paintKey(spec),
      timer: undefined,
      ...this.#whenLoaded(id),
    };
    this.#repaint(frame, spec);
    this.#makeRoom();
    this.#ahead.push(frame);
    return frame;
  }

  /** Another colouring of the same tiles. */
  #repaint(frame: Frame, spec: RegionSpec): void {
    const { id } = frame;
    const painted = paintKey(spec);
    if (painted !== frame.painted) {
      const { metric, paint, theme } = spec;
      this.map.setPaintProperty(fillId(id), "fill-color", fillColour(metric, paint, theme));
      this.map.setPaintProperty(lineId(id), "line-color", lineColour(theme));
      if (frame === this.#shown) {
        this.map.setPaintProperty(fillId(id), "fill-opacity", fillOpacity(theme));
      }
    }
    const { outside: was } = frame.spec;
    const of = (code: string) => ({ source: id, sourceLayer: LAYER, id: code });
    for (const code of spec.outside) {
      if (!was.has(code)) this.map.setFeatureState(of(code), { [OUTSIDE]: true });
    }
    for (const code of was) {
      if (!spec.outside.has(code)) this.map.setFeatureState(of(code), { [OUTSIDE]: false });
    }
    frame.spec = spec;
    frame.painted = painted;
  }

  /** Resolves once every tile in view is loaded and has been drawn, unseen. */
  #whenLoaded(id: string): Pick<Frame, "ready" | "stop"> {
    let stop = () => {};
    const ready = new Promise<void>((resolve) => {
      let loadedFrames = 0;
      // Each tile that comes is followed by a frame, which need not be asked for.
      const check = () => {
        const loaded = this.map.getSource(id) !== undefined && this.map.isSourceLoaded(id);
        loadedFrames = loaded ? loadedFrames + 1 : 0;
        if (loadedFrames > 1) stop();
        else if (loaded) this.map.triggerRepaint();
      };
      const timer = setTimeout(() => stop(), PATIENCE_MS);
      stop = () => {
        clearTimeout(timer);
        this.map.off("render", check);
        resolve();
      };
      this.map.on("render", check);
      this.map.triggerRepaint();
    });
    return { ready, stop: () => stop() };
  }

  #swap(frame: Frame): void {
    if (!this.#ahead.includes(frame) || !this.map.getLayer(fillId(frame.id))) return;
    const old = this.#shown;
    this.#shown = frame;
    this.#ahead = this.#ahead.filter((other) => other !== frame);
    clearTimeout(frame.timer);
    this.map.setPaintProperty(fillId(frame.id), "fill-opacity", fillOpacity(frame.spec.theme));
    this.map.setPaintProperty(lineId(frame.id), "line-opacity", LINE_OPACITY);
    this.#drop(old);
    this.changed(fillId(frame.id));
  }

  /** For one more: what was asked for longest ago goes, never what is shown as soon as it is there. */
  #makeRoom(): void {
    const ahead = this.#ahead.filter((frame) => frame.spec.key !== this.#wanted?.key);
    for (const frame of ahead.slice(0, Math.max(0, ahead.length + 1 - AHEAD))) this.#drop(frame);
  }

  #dropAhead(): void {
    for (const frame of this.#ahead) this.#drop(frame);
  }

  #drop(frame: Frame | null): void {
    if (!frame) return;
    frame.stop();
    clearTimeout(frame.timer);
    this.#ahead = this.#ahead.filter((other) => other !== frame);
    for (const layer of [fillId(frame.id), lineId(frame.id)]) {
      if (this.map.getLayer(layer)) this.map.removeLayer(layer);
    }
    if (this.map.getSource(frame.id)) this.map.removeSource(frame.id);
  }
}
