// The part of the list that is in sight: rows are asked for as one scrolls, a
// change of the network moves none of them, and a page that is come back to stands where it was.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { Station } from "../../api/types";
import { placeOf, rowCount } from "../../model/station-list";
import { useListed, useStationListParams, useStationRows } from "../../state/stations";

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

/** Where the list stood when it was left. */
let left = { key: "", top: 0 };

export function useWindow({ row, head, foot }: Sizes) {
  const { key: listed } = useListed();
  const [{ sort }] = useStationListParams();
  const rows = useStationRows();
  const { data, error, hasNextPage, isFetching, isPlaceholderData, fetchNextPage } = rows;
  const scroller = useRef<HTMLDivElement>(null);
  const items: readonly Station[] = useMemo(
    () => data?.pages.flatMap((page) => page.items) ?? [],
    [data],
  );
  const matched = data?.pages[0]?.matched ?? 0;
  const count = data ? rowCount(matched, items.length) : 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    overscan: OVERSCAN,
    scrollPaddingEnd: head + foot,
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();

  const last = shown.at(-1)?.index ?? 0;
  const wanted = data !== undefined && last + AHEAD >= items.length;
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [wanted, hasNextPage, isFetching, error, fetchNextPage]);

  // The order that the rows in sight are in, which lags behind the one asked for.
  const asked = `${row} ${sort.column} ${sort.down} ${listed}`;
  const before = useRef<{ items: readonly Station[]; key: string }>({ items: [], key: left.key });
  const key = data && !isPlaceholderData ? asked : before.current.key;
  useLayoutEffect(() => {
    const was = before.current;
    const element = scroller.current;
    before.current = { items, key };
    if (!element || items.length === 0) return;
    if (key !== was.key || was.items.length === 0) {
      element.scrollTop = key === left.key ? left.top : 0;
    } else if (was.items !== items) {
      const top = Math.floor(element.scrollTop / row);
      const code = was.items[top]?.code;
      const now = code === undefined || top === 0 ? null : placeOf(items, code, top);
      if (now !== null && now !== top) element.scrollTop += (now - top) * row;
    }
  }, [items, key, row]);

  return {
    scroller,
    onScroll: (top: number) => {
      // On the way to another page the address is that one's already, and asks nothing of the list.
      if (location.pathname === "/stations") left = { key, top };
    },
    items,
    matched,
    count,
    shown,
    above: shown[0]?.start ?? 0,
    below: virtual.getTotalSize() - (shown.at(-1)?.end ?? 0),
    /** The first row that is wholly in sight. */
    top: () => Math.ceil((scroller.current?.scrollTop ?? 0) / row),
    show: (index: number) => virtual.scrollToIndex(index, { align: "auto" }),
    perPage: Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - head - foot) / row) - 1),
    known: data !== undefined,
    /** What stands there is of another question, while this one is on its way. */
    stale: isPlaceholderData,
    error,
    retry: () => void (rows.isFetchNextPageError ? fetchNextPage() : rows.refetch()),
  };
}

export type ListWindow = ReturnType<typeof useWindow>;
