// Pictures that are not drawn yet, while what is on the map is only part of what will be: the one on
// the screen stays. To draw one takes a while, tenths of a second where the processor plays the
// graphics card, and a part alone, or tiles of two dates beside one another, would only flash.
import type { Map as MapLibre } from "maplibre-gl";

export type Part = "regions" | "stations";

/** What is slower than this comes piece by piece: the first picture, and what takes another's place. */
const FIRST_MS = 1_000;
const NEXT_MS = 400;

/** What would draw them; for a map whose card was lost it is another. */
const held = new WeakSet<MapLibre["painter"]>();

function hold(map: MapLibre, patience: number, isWhole: () => boolean): void {
  const { painter } = map;
  const render = painter.render;
  const until = performance.now() + patience;
  const timer = setTimeout(() => map.triggerRepaint(), patience);
  held.add(painter);
  painter.render = (style, transform, data) => {
    if (!isWhole() && performance.now() < until) return;
    painter.render = render;
    clearTimeout(timer);
    held.delete(painter);
    painter.render(style, transform, data);
  };
}

/** Whether what is on the screen is older than what the map holds. */
export const isHeld = (map: MapLibre): boolean => held.has(map.painter);

const awaited = new WeakMap<MapLibre, Set<Part>>();

/** The first picture waits until these have told that they have come, and all is loaded. */
export function holdFirstPicture(map: MapLibre, parts: readonly Part[]): void {
  const missing = new Set(parts);
  awaited.set(map, missing);
  hold(map, FIRST_MS, () => missing.size === 0 && Boolean(map.isStyleLoaded()));
}

/** Tells that a part is on the map, or will not be. */
export function hasCome(map: MapLibre, part: Part): void {
  if (awaited.get(map)?.delete(part)) map.triggerRepaint();
}

/** The next picture waits until a source is loaded whole, unless the map is being moved. */
export function holdUntilLoaded(map: MapLibre, source: string): void {
  if (!isHeld(map)) hold(map, NEXT_MS, () => map.isMoving() || map.isSourceLoaded(source));
}
