// A list taller than browsers draw: its scroll bar moves over less than the list is high. All
// in CSS pixels, over what can be scrolled: the height less what is in sight of it.

/** Firefox draws nothing higher than some 17.8 million pixels, Chromium than 33.5. */
export const TALLEST = 16_000_000;
/** Near both ends the bar goes as far as the list does, so that these are reached to the pixel. */
export const EXACT = 200_000;
/** No wheel, key or finger goes so far at once: the bar itself was taken hold of. */
const JUMP = 10_000;
/** So near the end of its way the bar must stand where it belongs. */
const BRINK = 10_000;

export interface Reach {
  /** How far the list can be scrolled. */
  list: number;
  /** How far the bar can. */
  bar: number;
}

export const reachOf = (height: number, view: number): Reach => ({
  list: Math.max(0, height - view),
  bar: Math.max(0, Math.min(height, TALLEST) - view),
});

const isWhole = ({ list, bar }: Reach) => list <= bar;
const between = ({ list, bar }: Reach) => (bar - 2 * EXACT) / (list - 2 * EXACT);

/** Where the bar belongs for a place of the list. */
export function barOf(reach: Reach, top: number): number {
  const { list, bar } = reach;
  if (isWhole(reach) || top <= EXACT) return top;
  if (top >= list - EXACT) return bar - (list - top);
  return EXACT + (top - EXACT) * between(reach);
}

/** The place of the list that belongs to one of the bar. */
export function topOf(reach: Reach, at: number): number {
  const { list, bar } = reach;
  if (isWhole(reach) || at <= EXACT) return at;
  if (at >= bar - EXACT) return list - (bar - at);
  return EXACT + (at - EXACT) / between(reach);
}

export interface Scrolled {
  /** Where the list is. */
  top: number;
  /** Where the bar is. */
  bar: number;
}

const clamped = (value: number, most: number) => Math.max(0, Math.min(most, value));

export function scrolledTo(reach: Reach, to: number): Scrolled {
  const top = clamped(Math.round(to), reach.list);
  return { top, bar: Math.round(barOf(reach, top)) };
}

/** The bar was moved: by a little, the list goes as far; by much, it goes where the bar points. */
export function scrolled(reach: Reach, before: Scrolled, bar: number): Scrolled {
  const step = bar - before.bar;
  if (isWhole(reach)) return { top: bar, bar };
  if (Math.abs(step) > JUMP) return { top: Math.round(topOf(reach, bar)), bar };
  return { top: clamped(before.top + step, reach.list), bar };
}

/** Whether a place is none of a list that has become shorter, or of another height than its bar knows. */
export const isLost = (reach: Reach, at: Scrolled): boolean =>
  at.top > reach.list || (isWhole(reach) ? at.top !== at.bar : hasStrayed(reach, at));

/** Whether the bar has strayed so far from its place that it cannot wait for the scrolling to end. */
export function hasStrayed(reach: Reach, { top, bar }: Scrolled): boolean {
  const astray = Math.abs(bar - barOf(reach, top));
  return astray > EXACT / 2 || (astray > 1 && (bar < BRINK || bar > reach.bar - BRINK));
}
