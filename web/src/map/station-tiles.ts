// The stations on the map: which tiles the view needs, and when what they hold
// is shown. Panning adds tiles as they come; a new date, filter, zoom or
// revision is shown only when all of its tiles are there, in one step. So
// nothing ever flashes, and the next month can be fetched ahead.
import { STATIONS_MAX_ZOOM } from "../model/tiles";
import { fetchTile, type StationTile } from "./station-tile";
import { type Bounds, type TileId, tilesIn, tileUrl } from "./tile-grid";

/**
 * The server clusters in cells of 1/16 of a tile: 32 pixels where a tile is
 * drawn at 512. Taking tiles half a zoom late gives cells of 45 to 90 pixels,
 * in which a donut has room.
 */
export const ZOOM_LAG = 0.5;

const CACHED_TILES = 600;

export interface TileView {
  zoom: number;
  bounds: Bounds;
}

/** What is made of the tiles: a metric that symbols tell, and one that the heat weighs. */
export interface Shows {
  symbols: string | null;
  heat: string | null;
}

export interface Shown extends Shows {
  /** Which contents the tiles are of: an address template, a zoom and an epoch. */
  contents: string;
  tiles: StationTile[];
}

interface Wanted {
  /** Tile address template and epoch: a new one means other contents. */
  key: string;
  template: string;
  tiles: TileId[];
  shows: Shows;
}

interface Running {
  abort: AbortController;
  done: Promise<void>;
  /** Fetched for what comes later: what is shown meanwhile does not end it. */
  ahead: boolean;
}

export const NOTHING: Shown = { contents: "", tiles: [], symbols: null, heat: null };

export class StationTiles {
  readonly #cache = new Map<string, StationTile>();
  readonly #running = new Map<string, Running>();
  #shown = NOTHING;
  #wanted: Wanted | null = null;

  constructor(
    private readonly show: (shown: Shown) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Zoom of the tiles for a zoom of the map. */
  static tileZoom(zoom: number): number {
    return Math.max(0, Math.min(STATIONS_MAX_ZOOM, Math.floor(zoom - ZOOM_LAG)));
  }

  /** Shows the question in the view, as soon as it can be without gaps. */
  want(template: string, shows: Shows, epoch: number, view: TileView): void {
    this.#wanted = this.#plan(template, shows, epoch, view);
    const needed = new Set(this.#wanted.tiles.map((id) => this.#name(this.#wanted as Wanted, id)));
    for (const [name, { abort, ahead }] of this.#running) {
      if (!ahead && !needed.has(name)) abort.abort();
    }
    void this.#load(this.#wanted, false);
    this.#showIfReady();
  }

  /** Fetches what a question will need in the view, without showing it. */
  async prepare(template: string, epoch: number, view: TileView): Promise<void> {
    await this.#load(this.#plan(template, NOTHING, epoch, view), true);
  }

  clear(): void {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#wanted = null;
    this.#shown = NOTHING;
    this.show(NOTHING);
  }

  #plan(template: string, shows: Shows, epoch: number, view: TileView): Wanted {
    const zoom = StationTiles.tileZoom(view.zoom);
    const tiles = tilesIn(view.bounds, zoom);
    return { key: `${epoch}|${zoom}|${template}`, template, tiles, shows };
  }

  #name(wanted: Wanted, { x, y }: TileId): string {
    return `${wanted.key}|${x}|${y}`;
  }

  async #load(wanted: Wanted, ahead: boolean): Promise<void> {
    await Promise.all(
      wanted.tiles.map((id) => {
        const name = this.#name(wanted, id);
        if (this.#cache.has(name)) return undefined;
        const running = this.#running.get(name);
        if (running && !running.abort.signal.aborted) return running.done;
        const abort = new AbortController();
        const done = fetchTile(tileUrl(wanted.template, id), id, abort.signal)
          .then((tile) => {
            this.#cache.set(name, tile);
            this.#forgetOldest();
          })
          .catch((error: unknown) => {
            if (!abort.signal.aborted) this.failed(error);
          })
          .finally(() => {
            if (this.#running.get(name)?.abort === abort) this.#running.delete(name);
            this.#showIfReady();
          });
        this.#running.set(name, { abort, done, ahead });
        return done;
      }),
    );
  }

  #showIfReady(): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    const names = wanted.tiles.map((id) => this.#name(wanted, id));
    const waiting = names.some((name) => !this.#cache.has(name) && this.#running.has(name));
    // The same contents elsewhere may come in piece by piece; other contents may not.
    if (waiting && wanted.key !== this.#shown.contents && this.#shown !== NOTHING) return;
    const tiles = names.map((name) => this.#cache.get(name)).filter((t) => t !== undefined);
    if (tiles.length === 0 && waiting) return;
    const next = { contents: wanted.key, tiles, ...wanted.shows };
    if (same(next, this.#shown)) return;
    this.#shown = next;
    this.show(next);
  }

  #forgetOldest(): void {
    const needed = [this.#wanted?.key, this.#shown.contents];
    for (const name of this.#cache.keys()) {
      if (this.#cache.size <= CACHED_TILES) return;
      if (!needed.some((key) => key && name.startsWith(`${key}|`))) this.#cache.delete(name);
    }
  }
}

/** Whether there is nothing new to show, as mostly where the map moves a little. */
const same = (a: Shown, b: Shown): boolean =>
  a.contents === b.contents &&
  a.symbols === b.symbols &&
  a.heat === b.heat &&
  a.tiles.length === b.tiles.length &&
  a.tiles.every((tile, i) => tile === b.tiles[i]);
