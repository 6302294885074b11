// How what is written around a picture is put into rows.
import { describe, expect, it } from "vitest";
import { flow } from "./picture";

describe("the words around a picture", () => {
  it("stand in rows no wider than the picture, each begun at its edge", () => {
    expect(flow([], 10, 100)).toEqual([]);
    expect(flow([40, 50, 30], 10, 100)).toEqual([
      { x: 0, row: 0 },
      { x: 50, row: 0 },
      { x: 0, row: 1 },
    ]);
  });

  it("have a row of their own where they are wider than it", () => {
    expect(flow([30, 500, 30], 10, 100).map(({ x, row }) => [x, row])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
  });
});
