// A map's first picture. To draw one and put it on the screen takes a while, tenths of a second
// where the processor plays the graphics card; and what comes in pieces (land, regions, stations)
// would be drawn once for each. So the first waits for all of them, but never for long.
import type { Map as MapLibre } from "maplibre-gl";

export type Part = "regions" | "stations";

/** What is slower than this comes later, piece by piece. */
const PATIENCE_MS = 1_000;

const awaited = new WeakMap<MapLibre, Set<Part>>();

/** Until then nothing is drawn: until these have told that they have come, and are loaded. */
export function holdFirstPicture(map: MapLibre, parts: readonly Part[]): void {
  const missing = new Set(parts);
  awaited.set(map, missing);
  const { painter } = map;
  const render = painter.render;
  const until = performance.now() + PATIENCE_MS;
  painter.render = (style, transform, data) => {
    const whole = missing.size === 0 && style.loaded();
    if (!whole && performance.now() < until) return;
    painter.render = render;
    awaited.delete(map);
    painter.render(style, transform, data);
  };
  // A card that is lost takes the painter with it.
  map.once("webglcontextlost", () => awaited.delete(map));
  setTimeout(() => map.triggerRepaint(), PATIENCE_MS);
}

/** Whether nothing has been drawn yet. */
export const isHeld = (map: MapLibre): boolean => awaited.has(map);

/** Tells that a part is on the map, or will not be. */
export function hasCome(map: MapLibre, part: Part): void {
  if (awaited.get(map)?.delete(part)) map.triggerRepaint();
}
