// The list of stations: what its URL says, what it asks, what is chosen, and how it is written.
import { describe, expect, it } from "vitest";
import { axisBetween } from "./axis";
import { box, boxClause } from "./box";
import { parseParams } from "./params";
import { questionOf } from "./question";
import { ALL_CHOSEN, chosen, chosenCount, isChosen, NOTHING_CHOSEN } from "./selection";
import { allMoves, bulkStageOf, editOf, patchOf, stageMoves } from "./station-edit";
import { endsOf, rowsOf } from "./station-life";
import {
  columns,
  listParams,
  MOST_ROWS,
  moved,
  pageLimit,
  placeOf,
  rowCount,
  USUAL_COLUMNS,
} from "./station-list";
import { salesPoints, stretchOf } from "./station-sales";
import { DEFAULT_VIEW } from "./view";

const question = questionOf({ ...DEFAULT_VIEW, stage: ["online"] }, "2026-06-30");
const PLAIN = { q: "", bbox: null };

describe("the columns", () => {
  it("are the usual ones where nothing is said, and say nothing where they are", () => {
    expect(columns.parse(undefined)).toEqual(USUAL_COLUMNS);
    expect(columns.format([...USUAL_COLUMNS])).toBeNull();
  });

  it("always begin with the code, each once, and none that there is not", () => {
    expect(columns.parse("gmv,name,code,nonsense,gmv")).toEqual(["code", "gmv", "name"]);
    expect(columns.parse("")).toEqual(["code"]);
    expect(columns.parse(columns.format(["code"]) ?? undefined)).toEqual(["code"]);
  });

  it("change places but for the code", () => {
    expect(moved(["code", "name", "gmv"], "gmv", -1)).toEqual(["code", "gmv", "name"]);
    expect(moved(["code", "name", "gmv"], "name", -1)).toEqual(["code", "name", "gmv"]);
    expect(moved(["code", "name", "gmv"], "gmv", 1)).toEqual(["code", "name", "gmv"]);
    expect(moved(["code", "name", "gmv"], "code", 1)).toEqual(["code", "name", "gmv"]);
  });
});

describe("the box", () => {
  it("is four sides in degrees, the south below the north", () => {
    expect(box.parse("121,31,121.6,31.4")).toEqual([121, 31, 121.6, 31.4]);
    for (const wrong of [
      "121,31,121.6",
      "121,32,122,31",
      "a,1,2,3",
      "1,,2,3",
      "181,1,2,3",
      "1,1,1,2",
    ]) {
      expect(box.parse(wrong), wrong).toBeNull();
    }
    const { bbox } = parseParams({ bbox: box }, { bbox: "170,-10,-170,10" });
    expect(box.format(bbox)).toBe("170,-10,-170,10");
  });

  it("is two boxes across the antimeridian", () => {
    expect(boxClause([121, 31, 122, 32])).toBe("S_INTERSECTS(geometry, BBOX(121,31,122,32))");
    expect(boxClause([170, -10, -170, 10])).toBe(
      "(S_INTERSECTS(geometry, BBOX(170,-10,180,10)) OR S_INTERSECTS(geometry, BBOX(-180,-10,-170,10)))",
    );
  });
});

describe("what is asked", () => {
  it("is the question, its words and its box as one condition", () => {
    expect(listParams(question, { q: " 石化 1 ", bbox: [121, 31, 122, 32] })).toEqual({
      stage: "online",
      q: "石化 1",
      filter: "S_INTERSECTS(geometry, BBOX(121,31,122,32))",
    });
    const filtered = { ...question, filter: "a = 1 OR b = 2" };
    expect(listParams(filtered, { q: "", bbox: [121, 31, 122, 32] })?.filter).toBe(
      "(a = 1 OR b = 2) AND S_INTERSECTS(geometry, BBOX(121,31,122,32))",
    );
  });

  it("has the period where a metric sums over it", () => {
    const month = { ...question, period: "month" as const };
    expect(listParams(month, PLAIN, ["gmv"])).toEqual({
      stage: "online",
      metrics: "gmv",
      at: "2026-06-30",
      from: "2026-06-01",
      to: "2026-07-01",
    });
    expect(listParams(month, PLAIN, ["contracts_active"])).not.toHaveProperty("from");
    expect(listParams({ ...month, today: null }, PLAIN, ["gmv"])).toBeNull();
  });

  it("comes in larger pages the farther one goes", () => {
    expect([0, 1, 2, 3, 40].map(pageLimit)).toEqual([100, 200, 500, 1_000, 1_000]);
    expect(rowCount(19_327, 100)).toBe(19_327);
    expect(rowCount(1_000_000, 100)).toBe(20_100);
    expect(rowCount(1_000_000, 490_000)).toBe(MOST_ROWS);
  });

  it("finds a row again that others have moved", () => {
    const rows = ["a", "b", "c", "d"].map((code) => ({ code }));
    expect(placeOf([{ code: "new" }, ...rows], "c", 2)).toBe(3);
    expect(placeOf(rows.slice(1), "c", 2)).toBe(1);
    expect(placeOf(rows, "gone", 2)).toBeNull();
    expect(placeOf(rows, "d", 0, 2)).toBeNull();
  });
});

describe("what is chosen", () => {
  it("is some, or all but some", () => {
    const two = chosen(NOTHING_CHOSEN, ["a", "b"], true);
    expect([isChosen(two, "a"), isChosen(two, "c"), chosenCount(two, 10)]).toEqual([
      true,
      false,
      2,
    ]);
    expect(chosenCount(chosen(two, ["a", "c"], false), 10)).toBe(1);
    const most = chosen(ALL_CHOSEN, ["a", "b"], false);
    expect([isChosen(most, "a"), isChosen(most, "c"), chosenCount(most, 10)]).toEqual([
      false,
      true,
      8,
    ]);
    expect(chosenCount(chosen(most, ["a"], true), 10)).toBe(9);
  });

  const draft = { stage: "paused", valid_from: "2026-06-30", note: " " };
  const body = { stage: "paused", valid_from: "2026-06-30", note: null, on_error: "skip" };

  it("goes by codes, or by the question where it is all", () => {
    const two = chosen(NOTHING_CHOSEN, ["a", "b"], true);
    expect(bulkStageOf(two, question, PLAIN, draft)).toEqual({
      query: {},
      body: { ...body, stations: ["a", "b"] },
    });
    expect(bulkStageOf(ALL_CHOSEN, question, { q: "x", bbox: null }, draft)).toEqual({
      query: { stage: "online", q: "x" },
      body,
    });
    const most = chosen(ALL_CHOSEN, ["o'1", "b"], false);
    expect(bulkStageOf(most, question, PLAIN, draft).query).toEqual({
      stage: "online",
      filter: "code NOT IN ('o''1','b')",
    });
  });

  it("says so where it is really all", () => {
    const all = questionOf({ ...DEFAULT_VIEW, at: "2026-01-01" });
    expect(bulkStageOf(ALL_CHOSEN, all, PLAIN, draft).query).toEqual({
      at: "2026-01-01",
      filter: "true",
    });
  });
});

describe("an edit", () => {
  const station = { code: "a", name: "A", brand: null, operator: "O" };
  it("is what differs, and nothing is null", () => {
    expect(editOf(station, "name", " A ")).toBeNull();
    expect(editOf(station, "brand", "  ")).toBeNull();
    expect(editOf(station, "operator", "")).toEqual({
      code: "a",
      field: "operator",
      before: "O",
      after: null,
    });
    expect(patchOf({ field: "brand", after: "B" })).toEqual({ brand: "B" });
  });

  it("of many is told by the stage they come from, in the order of the stages", () => {
    const change = (stage: string | null) => ({
      station: "a",
      name: "A",
      before: stage && { stage, since: "2026-01-01", until: null, note: null },
      after: { stage: "paused", since: "2026-06-30", until: null, note: null },
    });
    const changes = ["signed", null, "online", "signed"].map(change);
    const moves = [
      { before: "online", count: 1 },
      { before: "signed", count: 2 },
      { before: "none", count: 1 },
    ];
    expect(stageMoves(changes as Parameters<typeof stageMoves>[0])).toEqual(moves);

    // Three are paused on the day already.
    const standing = new Map([
      ["none", 1],
      ["paused", 3],
      ["signed", 2],
      ["online", 1],
    ]);
    expect(allMoves(standing, "paused", { changed: 4, unchanged: 3 })).toEqual(moves);
    expect(allMoves(standing, "paused", { changed: 5, unchanged: 2 })).toContainEqual({
      before: "paused",
      count: 1,
    });
    expect(allMoves(standing, "paused", { changed: 9, unchanged: 3 })).toBeNull();
  });
});

describe("a station's life", () => {
  const item = (from: string, to: string | null) => ({ from, to });

  it("lies in as many rows as it takes, each item where there is room first", () => {
    const first = item("2024-01-01", "2025-01-01");
    const renewed = item("2025-01-01", null);
    const beside = item("2024-06-01", "2024-07-01");
    const later = item("2024-07-01", "2024-08-01");
    expect(rowsOf([renewed, later, beside, first])).toEqual([
      [first, renewed],
      [beside, later],
    ]);
    expect(rowsOf([item("2024-01-01", null), item("2025-01-01", null)])).toHaveLength(2);
  });

  it("reaches from the first day to the last end, and past today", () => {
    expect(endsOf([], "2026-06-30")).toBeNull();
    expect(endsOf([item("2024-01-01", "2028-01-01")], "2026-06-30")).toEqual({
      from: "2024-01-01",
      to: "2028-01-31",
    });
    expect(endsOf([item("2027-01-01", null)], "2026-06-30")).toEqual({
      from: "2026-06-30",
      to: "2027-01-31",
    });
  });

  it("has its years on the axis, and nothing beyond its ends", () => {
    const { at, years } = axisBetween("2024-01-01", "2026-01-01");
    expect(years.map(({ year }) => year)).toEqual([2025, 2026]);
    expect([at("2020-01-01"), at("2024-01-01"), at("2026-01-01"), at("2030-01-01")]).toEqual([
      0, 0, 100, 100,
    ]);
    expect(at("2025-01-01")).toBeCloseTo((366 / 731) * 100);
  });
});

describe("a station's sales", () => {
  const day = (date: string, gmv: string, fee: string) => ({
    date,
    gmv,
    channel_fee: fee,
    channel_fee_commission: fee,
    channel_fee_payment: "0.00",
    channel_fee_partner_share: "0.00",
    channel_fee_fixed: "0.00",
    orders: 2,
    volume: "1.5",
    unit: "litres",
  });
  const days = [
    day("2026-04-30", "0.10", "0.00"),
    day("2026-05-01", "0.10", "0.01"),
    day("2026-05-31", "0.20", "0.02"),
    day("2026-01-01", "99.00", "1.00"),
  ];

  it("are added to the cent, by month or by day, and are nothing where there are none", () => {
    const stretch = { from: "2026-04-01", to: "2026-07-01" };
    expect(salesPoints(days, "month", stretch)).toEqual([
      { at: "2026-04", gmv: "0.10", channel_fee: "0.00", orders: 2, volume: 1.5, fee_rate: null },
      { at: "2026-05", gmv: "0.30", channel_fee: "0.03", orders: 4, volume: 3, fee_rate: 0.1 },
      { at: "2026-06", gmv: "0.00", channel_fee: "0.00", orders: 0, volume: 0, fee_rate: null },
    ]);
    const daily = salesPoints(days, "day", { from: "2026-04-30", to: "2026-05-02" });
    expect(daily.map(({ at, gmv }) => [at, gmv])).toEqual([
      ["2026-04-30", "0.10"],
      ["2026-05-01", "0.10"],
    ]);
  });

  it("reach back three years by month, and a quarter by day", () => {
    expect(stretchOf("month", "2026-06-15")).toEqual({ from: "2023-07-01", to: "2026-06-16" });
    expect(stretchOf("day", "2026-06-30")).toEqual({ from: "2026-04-02", to: "2026-07-01" });
  });
});
