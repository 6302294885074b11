// Tells the map how much of it lies under panels, in CSS pixels from each edge.
import { useLayoutEffect } from "react";

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
