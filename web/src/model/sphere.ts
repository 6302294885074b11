// Distances and areas on the earth taken as a ball, which is within half a percent of it.
import type { Place } from "../api/types";

/** The mean radius, in kilometres. */
const RADIUS_KM = 6371.0088;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

export function distanceKm([lngA, latA]: Place, [lngB, latB]: Place): number {
  const [a, b] = [radians(latA), radians(latB)];
  const half =
    Math.sin((b - a) / 2) ** 2 +
    Math.cos(a) * Math.cos(b) * Math.sin(radians(lngB - lngA) / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Where one comes to from a place by so many kilometres; the bearing is from north, clockwise. */
export function placeAt([lng, lat]: Place, km: number, bearing: number): Place {
  const [way, turn, from] = [km / RADIUS_KM, radians(bearing), radians(lat)];
  const to = Math.asin(
    Math.sin(from) * Math.cos(way) + Math.cos(from) * Math.sin(way) * Math.cos(turn),
  );
  const by = Math.atan2(
    Math.sin(turn) * Math.sin(way) * Math.cos(from),
    Math.cos(way) - Math.sin(from) * Math.sin(to),
  );
  return [lng + degrees(by), degrees(to)];
}

/**
 * Square kilometres within a ring whose edges are straight in longitude and latitude, as GeoJSON
 * has them: ∮ sin φ dλ, each edge integrated exactly.
 */
export function ringKm2(ring: readonly Place[]): number {
  let sum = 0;
  for (const [i, [lngA, latA]] of ring.entries()) {
    const [lngB, latB] = ring[(i + 1) % ring.length] as Place;
    const [a, b] = [radians(latA), radians(latB)];
    // The mean of the sine along the edge; of one along a parallel it is that of either end.
    const mean =
      Math.abs(b - a) < 1e-9 ? Math.sin((a + b) / 2) : (Math.cos(a) - Math.cos(b)) / (b - a);
    sum += radians(lngB - lngA) * mean;
  }
  return Math.abs(sum) * RADIUS_KM ** 2;
}
