// Tells the map how much of it lies under panels, in CSS pixels from each edge.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

export interface Covered {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function useCovered({ left, right, top, bottom }: Covered) {
  useLayoutEffect(() => {
    const style = document.documentElement.style;
    const sides = { left, right, top, bottom };
    for (const [side, px] of Object.entries(sides))
      style.setProperty(`--covered-${side}`, `${px}px`);
  }, [left, right, top, bottom]);
}

/** How high a part is that may break into rows. */
export function useHeight(): [RefObject<HTMLElement | null>, number] {
  const part = useRef<HTMLElement>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = part.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.offsetHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [part, height];
}
