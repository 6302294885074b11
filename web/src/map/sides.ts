// The other map, where two of them lie side by side: the pointer belongs to the first one, which
// asks here what lies under it.
import type { Map as MapLibre } from "maplibre-gl";
import type { RegionFrames } from "./region-frames";

export interface Side {
  map: MapLibre;
  frames: RegionFrames;
  regionLayer: string | null;
}

interface OtherSide extends Side {
  isLeft: boolean;
  /** Where it ends, in pixels from the left. */
  dividerAt(): number;
}

let other: OtherSide | null = null;

export function setOtherSide(side: OtherSide): () => void {
  other = side;
  return () => {
    if (other === side) other = null;
  };
}

export const otherSide = (): OtherSide | null => other;

/** Whether a map is there still. */
export const isOther = (map: MapLibre): boolean => other?.map === map;

export const sideAt = (x: number, own: Side): Side =>
  other && x < other.dividerAt() === other.isLeft ? other : own;
