// A box that scrolls over more than browsers draw: what is in sight of it, and how to go elsewhere.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import {
  barOf,
  hasStrayed,
  isLost,
  reachOf,
  type Scrolled,
  scrolled,
  scrolledTo,
} from "../model/tall";

/** Without a move for so long, the scrolling has ended. */
const IDLE_MS = 150;

const START: Scrolled = { top: 0, bar: 0 };

/** Of a height in CSS pixels; it draws again once for each `step` of them. */
export function useTallScroll(height: number, step: number) {
  const [view, setView] = useState(0);
  const [drawn, setDrawn] = useState(START);
  const now = useRef(START);
  const box = useRef<HTMLDivElement | null>(null);
  const reach = useRef(reachOf(0, 0));
  /** Where the box is to scroll to once this is drawn. */
  const wanted = useRef<number | null>(null);
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined);

  const scroller = useCallback((element: HTMLDivElement) => {
    box.current = element;
    const watch = new ResizeObserver(() => setView(element.clientHeight));
    watch.observe(element);
    setView(element.clientHeight);
    // A box that comes anew stands where the one before it stood.
    wanted.current = now.current.bar;
    return () => {
      watch.disconnect();
      box.current = null;
    };
  }, []);
  useEffect(() => () => clearTimeout(idle.current), []);

  const scrollTo = useCallback((top: number) => {
    now.current = scrolledTo(reach.current, top);
    wanted.current = now.current.bar;
    setDrawn(now.current);
  }, []);
  useLayoutEffect(() => {
    reach.current = reachOf(height, view);
  }, [height, view]);
  useLayoutEffect(() => {
    if (wanted.current !== null && box.current) box.current.scrollTop = wanted.current;
    wanted.current = null;
  });

  const onScroll = () => {
    if (!box.current) return;
    const next = scrolled(reach.current, now.current, box.current.scrollTop);
    now.current = next;
    const settle = () => {
      const { top, bar } = now.current;
      if (Math.abs(barOf(reach.current, top) - bar) > 1) scrollTo(top);
    };
    clearTimeout(idle.current);
    idle.current = setTimeout(settle, IDLE_MS);
    if (hasStrayed(reach.current, next)) return settle();
    setDrawn((last) => {
      const isSame =
        Math.floor(last.top / step) === Math.floor(next.top / step) &&
        last.top - last.bar === next.top - next.bar;
      return isSame ? last : next;
    });
  };

  return {
    scroller,
    onScroll,
    scrollTo,
    /** Goes to a place that there is, where a change of the height has left none. */
    fit: useCallback(() => {
      if (isLost(reach.current, now.current)) scrollTo(now.current.top);
    }, [scrollTo]),
    /** What is in sight, as it is drawn. */
    top: drawn.top,
    view,
    /** As of this moment, drawn or not. */
    topNow: () => now.current.top,
    /** How far above its place in the whole everything is drawn. */
    shift: drawn.top - drawn.bar,
    /** How high the box's content is. */
    drawnHeight: reachOf(height, view).bar + view,
  };
}
