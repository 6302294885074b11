// What the map's source of stations holds. While the same contents are panned over, it grows
// tile by tile: replacing all of it would have the map lay out, and send to the graphics card,
// all of its tiles once more for each that comes.
import type { GeoJSONSource } from "maplibre-gl";
import type { StationTile } from "./station-tile";

/** Tiles out of sight stay, for who comes back, up to so many times those in sight. */
const KEPT_TIMES = 4;

interface Held {
  drawnAs: string;
  /** Each tile's features, by the numbers the source knows them by. */
  numbers: Map<StationTile, number[]>;
  next: number;
}

const holds = new WeakMap<GeoJSONSource, Held>();

/**
 * Shows `tiles`, and tells whether all that was there is replaced: a `drawnAs` other than before
 * says that the features of a tile are others as well.
 */
export function holdTiles(
  source: GeoJSONSource,
  drawnAs: string,
  tiles: readonly StationTile[],
  featuresOf: (tile: StationTile) => GeoJSON.Feature[],
): boolean {
  const before = holds.get(source);
  const held = before?.drawnAs === drawnAs ? before : { drawnAs, numbers: new Map(), next: 0 };
  holds.set(source, held);
  const come = tiles.filter((tile) => !held.numbers.has(tile));
  const add = come.flatMap((tile) => {
    // Numbers of our own: a station and a cluster may have the same.
    const features = featuresOf(tile).map((feature) => ({ ...feature, id: held.next++ }));
    held.numbers.set(
      tile,
      features.map(({ id }) => id),
    );
    return features;
  });
  if (held !== before) {
    source.setData({ type: "FeatureCollection", features: add });
    return true;
  }
  const remove = forgetOldest(held, new Set(tiles));
  if (add.length > 0 || remove.length > 0) source.updateData({ add, remove });
  return false;
}

function forgetOldest({ numbers }: Held, inSight: ReadonlySet<StationTile>): number[] {
  const gone: number[] = [];
  for (const [tile, ids] of numbers) {
    if (numbers.size <= inSight.size * KEPT_TIMES) break;
    if (inSight.has(tile)) continue;
    numbers.delete(tile);
    gone.push(...ids);
  }
  return gone;
}
