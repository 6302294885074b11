// The list of stations: what its URL says, what it asks, what is chosen, and how it is written.
import { describe, expect, it } from "vitest";
import { box, boxClause } from "./box";
import { parseParams } from "./params";
import { questionOf } from "./question";
import { ALL_CHOSEN, chosen, chosenCount, isChosen, NOTHING_CHOSEN } from "./selection";
import { allMoves, bulkStageOf, editOf, patchOf, stageMoves } from "./station-edit";
import { columns, listParams, moved, USUAL_COLUMNS } from "./station-list";
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
