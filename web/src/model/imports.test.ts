// How what the user says of a file becomes parameters, and what the server says becomes words.
import { describe, expect, it } from "vitest";
import type { InspectedColumn, Inspection } from "../api/imports";
import { queryString } from "../api/query-string";
import { reasonOf } from "./import-reasons";
import {
  importQuery,
  inspectQuery,
  isPlaceless,
  isReady,
  lackOf,
  mapped,
  NO_FILE,
  nameable,
  sizeOf,
} from "./imports";

const column = (name: string, field: string | null, confidence: string): InspectedColumn => ({
  name,
  field,
  confidence,
  samples: [],
});

const look = (patch: Partial<Inspection>): Inspection => ({
  id: "u",
  name: "a.csv",
  bytes: 1,
  format: "csv",
  kind: "stations",
  guessed_by: "columns",
  sheets: [],
  sheet: null,
  encoding: "utf-8",
  delimiter: ",",
  header_line: 1,
  rows: 2,
  rows_are_all: true,
  columns: [],
  fields: [],
  missing: [],
  missing_one_of: [],
  places: null,
  ...patch,
});

const params = { ...NO_FILE, upload: "u" };

describe("the parameters of an import", () => {
  it("say only what was said, and what was proposed", () => {
    const columns = [
      column("id", "code", "known"),
      column("Lat=", "latitude", "content"),
      column("x", null, "none"),
    ];
    const inspection = look({ columns });
    expect(inspectQuery({ ...params, columns: ["x="], sheet: "S" })).toEqual({
      sheet: "S",
      map: ["x="],
    });
    expect(importQuery(params, inspection, { dryRun: true, skip: true })).toEqual({
      kind: "stations",
      upload: "u",
      map: ["Lat==latitude"],
      dry_run: true,
      on_error: "skip",
    });
    const said = { ...params, kind: "notes", crs: "gcj02", into: "mine", columns: ["x=text"] };
    expect(importQuery(said, look({ columns: [] }), { dryRun: false, skip: false })).toEqual({
      kind: "notes",
      upload: "u",
      crs: "gcj02",
      set: "mine",
      map: ["x=text"],
      on_error: "reject",
    });
  });

  it("repeat what is said of several columns", () => {
    expect(queryString({ map: ["a=code", "b,c=name"], x: "" })).toBe(
      "?map=a%3Dcode&map=b,c%3Dname",
    );
  });

  it("leave out what is not known of a file that only changes stations", () => {
    const columns = [column("id", "code", "known"), column("x", null, "none")];
    const inspection = look({ columns, missing: ["longitude", "latitude"] });
    expect(isPlaceless(inspection)).toBe(true);
    expect(importQuery(params, inspection, { dryRun: false, skip: false }).map).toEqual(["x="]);
    expect(isReady(inspection, params)).toBe(true);
  });

  it("give a field one column, and a column one field", () => {
    expect(mapped([], "a", "code")).toEqual(["a=code"]);
    expect(mapped(["a=code", "b=name"], "b", "code")).toEqual(["b=code"]);
    expect(mapped(["a=code"], "a", null)).toEqual(["a="]);
    expect(mapped(["a=", "b="], "c", null)).toEqual(["a=", "b=", "c="]);
    expect(mapped(["a=b=code"], "a=b", "name")).toEqual(["a=b=name"]);
  });

  it("name only columns that a mapping finds", () => {
    const columns = [
      column("a", null, "none"),
      column("", null, "none"),
      column("a", null, "none"),
    ];
    expect(nameable(columns)).toEqual([columns[0]]);
  });
});

describe("what a file lacks", () => {
  it("stops it, or only what is new", () => {
    const lack = (kind: string, missing: string[]) => lackOf(look({ kind, missing }));
    expect(lack("stations", ["code"])).toMatchObject({ must: ["code"], forNew: [] });
    expect(lack("stations", ["latitude"])).toMatchObject({ must: ["latitude"], forNew: [] });
    const placeless = ["longitude", "latitude"];
    expect(lack("stations", placeless)).toMatchObject({ must: [], forNew: placeless });
    expect(lack("contracts", ["number", "from"])).toMatchObject({
      must: ["number"],
      forNew: ["from"],
    });
    expect(lack("fees", ["rate"])).toMatchObject({ must: ["rate"], forNew: [] });
    expect(isReady(look({ kind: null }), params)).toBe(false);
    expect(isReady(look({ kind: "fees", missing_one_of: ["contract", "station"] }), params)).toBe(
      false,
    );
    expect(isReady(look({ kind: "regions" }), params)).toBe(false);
    expect(isReady(look({ kind: "regions" }), { ...params, into: "mine" })).toBe(true);
  });
});

describe("what the server says", () => {
  it("is known by its form", () => {
    expect(reasonOf("3 of 10 rows are wrong, so nothing was written; mend them")).toEqual({
      key: "rowsWrong",
      words: { wrong: "3", rows: "10" },
    });
    // Of rows the server says it itself.
    expect(reasonOf("must not be empty")).toBeNull();
    expect(reasonOf("something else")).toBeNull();
  });
});

it("sizes are short", () => {
  expect([0, 999, 1536, 123_456, 115_000_000].map(sizeOf)).toEqual([
    "0 B",
    "999 B",
    "1.5 KB",
    "121 KB",
    "110 MB",
  ]);
});
