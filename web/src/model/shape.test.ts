// Shapes drawn on the map: on the ball, in the URL, in questions, and as they are drawn and moved.
import { describe, expect, it } from "vitest";
import type { Place } from "../api/types";
import {
  type Draft,
  hindrance,
  placed,
  pointedAt,
  shapeOf,
  sketchOf,
  withCorner,
  withoutLast,
} from "./draft";
import { formatKm, formatKm2, sizeOf } from "./measure";
import { questionOf, questionParams } from "./question";
import {
  areaParam,
  boxParam,
  cornersOf,
  crossesItself,
  handlesOf,
  moved,
  polygonOf,
  questionIn,
  rounded,
  type Shape,
  shapeKm2,
  withoutCorner,
} from "./shape";
import { distanceKm, placeAt, ringKm2 } from "./sphere";
import { DEFAULT_VIEW } from "./view";

const WUHAN: Place = [114.3, 30.6];
const circle: Shape = { kind: "circle", centre: WUHAN, km: 50 };
const box: Shape = { kind: "box", box: [113, 23, 114, 24] };
const polygon = (...points: Place[]): Shape => ({ kind: "polygon", points });
const square = polygon([0, 0], [1, 0], [1, 1], [0, 1]);

describe("on the ball", () => {
  it("a degree of a meridian is 111.2 km, and of a parallel as much less as its cosine", () => {
    expect(distanceKm([100, 30], [100, 31])).toBeCloseTo(111.195, 2);
    expect(distanceKm([100, 60], [101, 60]) / distanceKm([100, 0], [101, 0])).toBeCloseTo(0.5, 4);
  });

  it("one comes as far as one goes, in every direction", () => {
    for (const bearing of [0, 45, 90, 180, 271]) {
      expect(distanceKm(WUHAN, placeAt(WUHAN, 80, bearing))).toBeCloseTo(80, 6);
    }
    expect(placeAt([10, 20], 50, 0)[1]).toBeGreaterThan(20);
    expect(placeAt([10, 20], 50, 90)[0]).toBeGreaterThan(10);
  });

  it("a box has the area of its zone, and a quarter of the ball an eighth of the whole", () => {
    const sphere = 4 * Math.PI * 6371.0088 ** 2;
    expect(
      ringKm2([
        [0, 0],
        [90, 0],
        [90, 90],
        [0, 90],
      ]) / sphere,
    ).toBeCloseTo(1 / 8, 9);
    // The same ring the other way round, and beginning elsewhere.
    expect(
      ringKm2([
        [0, 90],
        [90, 90],
        [90, 0],
        [0, 0],
      ]) / sphere,
    ).toBeCloseTo(1 / 8, 9);
  });

  it("a slanting edge is straight in longitude and latitude", () => {
    const triangle = ringKm2([
      [0, 0],
      [10, 0],
      [10, 40],
    ]);
    // As a staircase of a thousand steps.
    const steps: Place[] = [
      [0, 0],
      [10, 0],
    ];
    for (let i = 1000; i > 0; i--) {
      steps.push([i / 100, (i - 0.5) / 25], [(i - 1) / 100, (i - 0.5) / 25]);
    }
    expect(ringKm2(steps) / triangle).toBeCloseTo(1, 5);
  });

  it("a circle of 64 sides has nearly the area of a circle", () => {
    const share = shapeKm2(circle) / (Math.PI * 50 ** 2);
    expect(share).toBeGreaterThan(0.998);
    expect(share).toBeLessThan(1);
    expect(cornersOf(circle)).toHaveLength(64);
    for (const corner of cornersOf(circle)) expect(distanceKm(WUHAN, corner)).toBeCloseTo(50, 3);
  });
});

describe("in the URL", () => {
  it("shapes come back as they were, to five decimals", () => {
    expect(areaParam.format(circle)).toBe("circle:114.3,30.6,50");
    expect(areaParam.format(polygon([1.1234567, 2], [3, 4], [5, -6]))).toBe(
      "poly:1.12346,2;3,4;5,-6",
    );
    expect(boxParam.format(box)).toBe("113,23,114,24");
    for (const shape of [circle, square]) {
      expect(areaParam.parse(areaParam.format(shape) as string)).toEqual(shape);
      expect(boxParam.format(shape)).toBeNull();
    }
    expect(boxParam.parse("113,23,114,24")).toEqual(box);
    expect(areaParam.format(box)).toBeNull();
  });

  it("what makes no sense is as good as absent", () => {
    for (const text of [
      "",
      "circle:",
      "circle:1,2",
      "circle:1,2,0",
      "circle:1,2,-3",
      "circle:1,,3",
      "circle:1,95,3",
      "circle:a,b,c",
      "poly:1,2;3,4",
      "poly:1,2;3,4;5",
      "poly:1,2;3,4;500,6",
      "square:1,2,3",
    ]) {
      expect(areaParam.parse(text), text).toBeNull();
    }
    for (const text of ["1,2,3", "3,2,1,4", "1,4,3,2", "1,2,1,4", "a,b,c,d", "1,2,3,95"]) {
      expect(boxParam.parse(text), text).toBeNull();
    }
  });

  it("a shape too small for five decimals is none", () => {
    expect(rounded({ kind: "circle", centre: WUHAN, km: 0.0001 })).toBeNull();
    expect(rounded({ kind: "box", box: [1, 1, 1.000001, 2] })).toBeNull();
    expect(rounded({ kind: "circle", centre: [1.123456, 2], km: 1 })).toEqual({
      kind: "circle",
      centre: [1.12346, 2],
      km: 1,
    });
  });
});

describe("in a question", () => {
  const question = questionOf({ ...DEFAULT_VIEW, brand: ["a"], filter: "code LIKE 'x%'" });

  it("a polygon is closed", () => {
    expect(polygonOf(square).coordinates[0]).toHaveLength(5);
    expect(polygonOf(square).coordinates[0]?.[4]).toEqual([0, 0]);
  });

  it("a shape joins the filters that are there", () => {
    expect(questionParams(questionIn(question, box))).toEqual({
      brand: "a",
      filter: "(code LIKE 'x%') AND S_INTERSECTS(geometry, BBOX(113,23,114,24))",
    });
    expect(questionIn({ ...question, filter: " " }, square).filter).toBe(
      "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 1, 0 0)))",
    );
  });
});

describe("a polygon", () => {
  it("that crosses itself is known", () => {
    expect(crossesItself(square)).toBe(false);
    expect(crossesItself(polygon([0, 0], [1, 1], [1, 0], [0, 1]))).toBe(true);
    // Not convex, but sound.
    expect(crossesItself(polygon([0, 0], [4, 0], [4, 4], [2, 1], [0, 4]))).toBe(false);
    // A corner on an edge, a fold, and one of no width.
    expect(crossesItself(polygon([0, 0], [4, 0], [4, 4], [2, 0], [0, 4]))).toBe(true);
    expect(crossesItself(polygon([0, 0], [4, 0], [2, 0], [2, 3]))).toBe(true);
    expect(crossesItself(polygon([0, 0], [1, 1], [2, 2]))).toBe(true);
    expect(crossesItself(circle)).toBe(false);
  });

  it("is moved by its corners, and grows by its middles", () => {
    expect(handlesOf(square).filter(({ kind }) => kind === "corner")).toHaveLength(4);
    expect(handlesOf(square).find(({ id }) => id === "middle-3")?.place).toEqual([0, 0.5]);
    expect(moved(square, "corner-2", [2, 2])).toEqual(polygon([0, 0], [1, 0], [2, 2], [0, 1]));
    expect(moved(square, "middle-3", [-1, 0.5])).toEqual(
      polygon([0, 0], [1, 0], [1, 1], [0, 1], [-1, 0.5]),
    );
    expect(withoutCorner(square, "corner-0")).toEqual(polygon([1, 0], [1, 1], [0, 1]));
    expect(withoutCorner(square, "middle-0")).toBeNull();
    expect(withoutCorner(polygon([0, 0], [1, 0], [1, 1]), "corner-0")).toBeNull();
  });
});

it("a circle is moved by its centre and resized by its edge", () => {
  const [centre, edge] = handlesOf(circle);
  expect(centre?.place).toEqual(WUHAN);
  expect(moved(circle, "centre", [110, 30])).toEqual({ ...circle, centre: [110, 30] });
  const wider = moved(circle, "edge", placeAt(WUHAN, 75, 90));
  expect(edge && moved(circle, "edge", edge.place)).toMatchObject({ km: expect.closeTo(50, 6) });
  expect(wider).toMatchObject({ centre: WUHAN, km: expect.closeTo(75, 6) });
});

it("a box keeps the corner across, even when it is turned over", () => {
  expect(handlesOf(box)).toHaveLength(4);
  expect(moved(box, "corner-0", [112, 22])).toEqual({ kind: "box", box: [112, 22, 114, 24] });
  expect(moved(box, "corner-0", [115, 25])).toEqual({ kind: "box", box: [114, 24, 115, 25] });
});

describe("a drawing", () => {
  it("of a polygon goes corner by corner, and back", () => {
    let draft: Draft | null = null;
    for (const place of cornersOf(square).slice(0, 3)) draft = withCorner(draft, place);
    expect(shapeOf(draft)).toEqual(polygon([0, 0], [1, 0], [1, 1]));
    expect(sketchOf(pointedAt(draft, [0, 1]))).toEqual(square);
    draft = withoutLast(draft);
    expect(shapeOf(draft)).toBeNull();
    expect(hindrance(draft)).toBe("few");
    expect(withoutLast(withoutLast(draft))).toBeNull();
    expect(withoutLast(null)).toBeNull();
  });

  it("of a circle or a box goes from where one pressed to where one is", () => {
    const draft: Draft = { tool: "circle", from: WUHAN, to: WUHAN };
    expect(hindrance(draft)).toBe("small");
    const wide = pointedAt(draft, placeAt(WUHAN, 30, 200));
    expect(shapeOf(wide)).toMatchObject({ kind: "circle", km: expect.closeTo(30, 6) });
    expect(hindrance(wide)).toBeNull();
    expect(shapeOf({ tool: "box", from: [2, 5], to: [1, 7] })).toEqual({
      kind: "box",
      box: [1, 5, 2, 7],
    });
  });

  it("cannot end where it crosses itself", () => {
    const draft: Draft = {
      tool: "polygon",
      points: [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      pointer: null,
    };
    expect(hindrance(draft)).toBe("crossing");
  });

  it("without a pointer begins in the middle", () => {
    for (const tool of ["polygon", "circle", "box"] as const) {
      const shape = placed(tool, [100, 20, 110, 30]);
      expect(rounded(shape)).not.toBeNull();
      for (const [lng, lat] of cornersOf(shape)) {
        expect(lng).toBeGreaterThan(100);
        expect(lng).toBeLessThan(110);
        expect(lat).toBeGreaterThan(20);
        expect(lat).toBeLessThan(30);
      }
    }
  });
});

it("sizes are said in each language's own way", () => {
  expect(formatKm(0.35, "zh")).toBe("350 米");
  expect(formatKm(12.345, "en")).toBe("12.3 km");
  expect(formatKm2(45_230, "zh")).toBe("4.52 万平方公里");
  expect(formatKm2(45_230.4, "en")).toBe("45,230 km²");
  expect(formatKm2(7.5, "en")).toBe("7.50 km²");
  expect(formatKm2(0.002, "zh")).toBe("2,000 平方米");
  expect(sizeOf(circle, "zh")).toBe("50 公里");
});
