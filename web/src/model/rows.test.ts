// A list of a million: its rows come in pages, and it is taller than browsers draw.
import { describe, expect, it } from "vitest";
import type { StationList } from "../api/types";
import {
  areMixed,
  areOne,
  NO_ROWS,
  pagesOf,
  placeOf,
  type RowPages,
  rowAt,
  taken,
} from "./row-pages";
import {
  barOf,
  EXACT,
  hasStrayed,
  isLost,
  reachOf,
  scrolled,
  scrolledTo,
  TALLEST,
  topOf,
} from "./tall";

describe("rows known in parts", () => {
  const page = (revision: number, ...codes: string[]) =>
    ({ revision, matched: 1_000, items: codes.map((code) => ({ code })) }) as StationList;
  const answer = (
    number: number,
    data?: StationList,
    fetching = data === undefined,
    failed = false,
  ) => ({ page: number, data, fetching, failed });
  const codes = (rows: RowPages, ...places: number[]) =>
    places.map((place) => rowAt(rows, place)?.code);

  it("are asked for a page at a time", () => {
    expect(pagesOf(-60, 80)).toEqual([0]);
    expect(pagesOf(150, 410)).toEqual([0, 1, 2]);
    expect(pagesOf(999_950, 1_000_080)).toEqual([4_999, 5_000]);
  });

  it("come as they are there, each in its place", () => {
    const first = page(1, "a", "b");
    const one = taken(NO_ROWS, "q", [answer(0, first)]);
    expect([one.matched, ...codes(one, 0, 1, 2, 200)]).toEqual([
      1_000,
      "a",
      "b",
      undefined,
      undefined,
    ]);
    const two = taken(one, "q", [answer(0, first), answer(1)]);
    expect(two).toBe(one);
    const three = taken(two, "q", [answer(0, first), answer(1, page(1, "c"))]);
    expect(codes(three, 0, 200)).toEqual(["a", "c"]);
    expect(codes(taken(three, "q", [answer(7, page(1, "x"))]), 0, 1_400)).toEqual([undefined, "x"]);
  });

  it("stay until all of another question's are there", () => {
    const one = taken(NO_ROWS, "q", [answer(0, page(1, "a"))]);
    const half = taken(one, "r", [answer(0, page(1, "x")), answer(1)]);
    expect(half).toBe(one);
    const both = taken(half, "r", [answer(0, page(1, "x")), answer(1, page(1, "y"))]);
    expect([both.key, ...codes(both, 0, 200)]).toEqual(["r", "x", "y"]);
  });

  it("are of one revision", () => {
    const old = [page(1, "a"), page(1, "b")];
    const before = taken(NO_ROWS, "q", [answer(0, old[0]), answer(1, old[1])]);
    const half = [answer(0, page(2, "new")), answer(1, old[1], true)];
    expect(taken(before, "q", half)).toBe(before);
    const whole = taken(before, "q", [answer(0, page(2, "new")), answer(1, page(2, "a"))]);
    expect([whole.revision, ...codes(whole, 0, 200)]).toEqual([2, "new", "a"]);
    // One that was left behind is not shown until it is asked for anew.
    const back = taken(whole, "q", [answer(1, whole.pages.get(1)), answer(2, page(1, "z"), true)]);
    expect(codes(back, 200, 400)).toEqual(["a", undefined]);
    // What is written in its place is seen at once, whatever is on its way.
    const written = [answer(0, page(2, "edited"), true), answer(1, old[1], true)];
    expect(codes(taken(whole, "q", written), 0, 200)).toEqual(["edited", "a"]);
    // One that cannot be had holds nothing up.
    const failed = [answer(0, page(3, "n")), answer(1, old[1], false, true)];
    expect(codes(taken(whole, "q", failed), 0, 200)).toEqual(["n", "b"]);
    // Those that are behind and on no way are to be asked for again, and not shown beside others.
    const mixed = [answer(0, page(3, "n")), answer(1, old[1])];
    expect(areMixed(mixed)).toBe(true);
    expect(taken(whole, "q", mixed)).toBe(whole);
    expect(taken(whole, "other", mixed)).toBe(whole);
    const same = [answer(0, old[0]), answer(1, old[1])];
    expect([half, failed, same].map(areMixed)).toEqual([false, false, false]);
    expect([half, failed, mixed, same].map(areOne)).toEqual([false, false, false, true]);
    // But not for ever, where commits come faster than answers.
    expect(codes(taken(whole, "q", mixed, false), 0, 200)).toEqual(["n", "b"]);
    expect(codes(taken(whole, "other", mixed, false), 0, 200)).toEqual(["n", "b"]);
    expect(codes(taken(whole, "q", half, false), 0, 200)).toEqual(["new", "a"]);
  });

  it("are found again where others have moved them", () => {
    const rows = ["a", "b", "c", "d"].map((code) => ({ code }));
    const at = (list: typeof rows) => (index: number) => list[index];
    expect(placeOf(at([{ code: "new" }, ...rows]), "c", 2)).toBe(3);
    expect(placeOf(at(rows.slice(1)), "c", 2)).toBe(1);
    expect(placeOf(at(rows), "gone", 2)).toBeNull();
    expect(placeOf(at(rows), "d", 0, 2)).toBeNull();
  });
});

describe("a list taller than browsers draw", () => {
  const reach = reachOf(34_000_000, 800);
  const ends = [0, 1, 5_000, EXACT, EXACT + 1, 9e6, 17e6, 30e6, reach.list - EXACT, reach.list - 7];

  it("is not stretched where it need not be", () => {
    const small = reachOf(90_000, 800);
    expect(small).toEqual({ list: 89_200, bar: 89_200 });
    expect(scrolled(small, { top: 0, bar: 0 }, 50_000)).toEqual({ top: 50_000, bar: 50_000 });
    expect(reachOf(300, 800)).toEqual({ list: 0, bar: 0 });
  });

  it("has a place of the bar for each of its own, and back", () => {
    for (const top of [...ends, reach.list])
      expect(topOf(reach, barOf(reach, top))).toBeCloseTo(top, 3);
    expect([barOf(reach, 0), barOf(reach, reach.list)]).toEqual([0, reach.bar]);
    expect(reach.bar).toBe(TALLEST - 800);
    const bars = [...ends, reach.list].map((top) => barOf(reach, top));
    expect(bars).toEqual([...bars].sort((a, b) => a - b));
  });

  it("goes as far as a wheel does, and where the bar is dragged", () => {
    const start = scrolledTo(reach, 12e6);
    const wheel = scrolled(reach, start, start.bar + 300);
    expect(wheel.top).toBe(12e6 + 300);
    const dragged = scrolled(reach, wheel, 8e6);
    expect(dragged.top).toBe(Math.round(topOf(reach, 8e6)));
    expect(scrolled(reach, wheel, reach.bar).top).toBe(reach.list);
    expect(scrolled(reach, wheel, 0).top).toBe(0);
  });

  it("knows a place that there is no more", () => {
    const small = reachOf(90_000, 800);
    expect(isLost(small, { top: 89_200, bar: 89_200 })).toBe(false);
    expect(isLost(small, { top: 300.4, bar: 300.4 })).toBe(false);
    expect(isLost(small, { top: 90_000, bar: 90_000 })).toBe(true);
    // It was taller than browsers draw before.
    expect(isLost(small, { top: 80_000, bar: 79_000 })).toBe(true);
    const { top, bar } = scrolledTo(reach, 12e6);
    expect(isLost(reach, { top, bar: bar + 300 })).toBe(false);
    expect(isLost(reach, { top, bar: bar + EXACT })).toBe(true);
  });

  it("never runs out of bar before the list ends, however long the wheel turns", () => {
    for (const step of [-4_100, -331, 331, 4_100]) {
      const end = step < 0 ? 0 : reach.list;
      let at = scrolledTo(reach, Math.abs(end - 3_000_000));
      let bar = -1;
      while (at.top !== end && bar !== at.bar) {
        bar = at.bar;
        at = scrolled(reach, at, Math.max(0, Math.min(reach.bar, bar + step)));
        if (hasStrayed(reach, at)) at = scrolledTo(reach, at.top);
      }
      expect(at.top).toBe(end);
    }
  });
});
