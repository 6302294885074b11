// The part of the list that is in sight: rows are asked for where one looks, a change
// of the network moves none of them, and a page that is come back to stands where it was.
import {
  type Dispatch,
  type SetStateAction,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { NO_ROWS, pagesBetween, pagesOf, placeOf, type RowAt, rowAt } from "../../model/row-pages";
import { useStationRows } from "../../state/stations";
import { useTallScroll } from "../../ui/use-tall-scroll";

/** In CSS pixels. */
interface Sizes {
  row: number;
  /** What stays above and below the rows. */
  head: number;
  foot: number;
}

/** Asked for before they are in sight. */
const AHEAD = 60;
const OVERSCAN = 10;
/** Rows farther away are asked for once the scrolling has come to rest. */
const REST_MS = 100;

/** Where the list stood when it was left. */
let left = { key: "", top: 0 };

export function useWindow({ row, head, foot }: Sizes) {
  const [count, setCount] = useState(0);
  const tall = useTallScroll(head + count * row + foot, row);
  const { top, view, shift, scrollTo, topNow, fit } = tall;
  const inSight = Math.max(0, view - head - foot);
  const first = Math.min(count, Math.floor(top / row));
  const last = Math.min(count, Math.ceil((top + inSight) / row));

  const placed = (key: string) => `${row} ${key}`;
  /** Another list begins at its top, or where it was left. */
  const landing = (key: string) => (placed(key) === left.key ? left.top : 0);
  const landingPages = (key: string) => {
    const from = Math.floor(landing(key) / row);
    return pagesOf(from - AHEAD, from + Math.ceil(inSight / row) + AHEAD);
  };
  /** The list that stands where `top` says, and its pages asked for last. */
  const [here, setHere] = useState<Here>({ key: null, pages: [] });
  const { rows, key, error, retry } = useStationRows((asked) =>
    asked === here.key ? here.pages : landingPages(asked),
  );
  const at: RowAt = useCallback((index) => rowAt(rows, index), [rows]);
  if (rows.matched !== count) setCount(rows.matched);

  const before = useRef({ rows: NO_ROWS, at });
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it was left is read as it is then
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { rows, at };
    if (rows.key === null || rows === was.rows) return;
    if (rows.key !== was.rows.key) {
      setHere({ key: rows.key, pages: landingPages(rows.key) });
      return scrollTo(landing(rows.key));
    }
    const standing = Math.floor(topNow() / row);
    const code = was.at(standing)?.code;
    const now = code === undefined || standing === 0 ? null : placeOf(at, code, standing);
    if (now !== null && now !== standing) scrollTo(topNow() + (now - standing) * row);
  }, [rows, at, row]);
  // Only now: where one stood, the rows may have been found again elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what it follows
  useLayoutEffect(fit, [fit, count, view]);
  useRest(here, pagesOf(first - AHEAD, last + AHEAD), setHere);

  const from = Math.max(0, first - OVERSCAN);
  const to = Math.min(count, last + OVERSCAN);
  const above = Math.max(0, from * row - shift);
  const drawn = Math.max(0, to - from) * row;
  return {
    /** Which list it is, in its order. */
    list: rows.key,
    scroller: tall.scroller,
    onScroll: () => {
      tall.onScroll();
      // On the way to another page the address is that one's already, and asks nothing of the list.
      if (location.pathname === "/stations" && rows.key !== null)
        left = { key: placed(rows.key), top: topNow() };
    },
    at,
    count,
    /** The rows to draw, by their places. */
    shown: Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step),
    above,
    below: Math.max(0, tall.drawnHeight - head - foot - above - drawn),
    /** The first row that is wholly in sight. */
    top: () => Math.ceil(topNow() / row),
    show: (index: number) => {
      const start = index * row;
      if (start < topNow()) scrollTo(start);
      else if (start + row > topNow() + inSight) scrollTo(start + row - inSight);
    },
    perPage: Math.max(1, Math.floor(inSight / row) - 1),
    known: rows.key !== null,
    /** What stands there is of another question, while this one is on its way. */
    stale: rows.key !== null && rows.key !== key,
    error,
    retry,
  };
}

export type ListWindow = ReturnType<typeof useWindow>;

interface Here {
  key: string | null;
  pages: readonly number[];
}

/** Asks for the pages that are needed; for those far away once they stay the same. */
function useRest(here: Here, needed: readonly number[], setHere: Dispatch<SetStateAction<Here>>) {
  const [from = 0, to = from] = [needed[0], needed.at(-1)];
  const [askedFrom = 0, askedTo = askedFrom] = [here.pages[0], here.pages.at(-1)];
  const isSame = from === askedFrom && to === askedTo;
  const isNear = from <= askedTo + 1 && to >= askedFrom - 1;
  useEffect(() => {
    if (here.key === null || isSame) return;
    const pages = pagesBetween(from, to);
    // Another list may have come meanwhile, with pages of its own.
    const ask = () => setHere((now) => (now.key === here.key ? { key: now.key, pages } : now));
    if (isNear) return ask();
    const timer = setTimeout(ask, REST_MS);
    return () => clearTimeout(timer);
  }, [here.key, isSame, isNear, from, to, setHere]);
}
