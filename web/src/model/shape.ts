// Shapes that someone draws on the map: how they stand in the URL, what the API is asked with for
// them, and how their corners are moved.
import type { Box, Place } from "../api/types";
import { box, boxClause } from "./box";
import type { Param } from "./params";
import { narrowed, type Question } from "./question";
import { distanceKm, placeAt, ringKm2 } from "./sphere";

export type Shape =
  | { kind: "circle"; centre: Place; km: number }
  | { kind: "polygon"; points: readonly Place[] }
  | { kind: "box"; box: Box };

/** Where Web Mercator ends. */
const MAX_LAT = 85.05;
const MAX_KM = 5_000;
/** More corners than anybody draws; a link of them still fits an address. */
export const MAX_POINTS = 100;
const CIRCLE_SIDES = 64;

/** Five decimals are a metre. */
const fine = (n: number) => +n.toFixed(5);
const placeText = ([lng, lat]: Place) => `${fine(lng)},${fine(lat)}`;

function numbers(text: string, count: number): number[] | null {
  const parts = text.split(",");
  const read = parts.map(Number);
  const sound = parts.every((part) => part.trim() !== "") && read.every(Number.isFinite);
  return sound && read.length === count ? read : null;
}

const isPlace = (lng: number, lat: number) => Math.abs(lng) <= 180 && Math.abs(lat) <= MAX_LAT;

function placeOf(text: string): Place | null {
  const [lng, lat] = numbers(text, 2) ?? [];
  return lng !== undefined && lat !== undefined && isPlace(lng, lat) ? [lng, lat] : null;
}

function parseCircle(text: string): Shape | null {
  const [lng, lat, km] = numbers(text, 3) ?? [];
  if (lng === undefined || lat === undefined || km === undefined) return null;
  return isPlace(lng, lat) && km > 0 && km <= MAX_KM
    ? { kind: "circle", centre: [lng, lat], km }
    : null;
}

function parsePolygon(text: string): Shape | null {
  const points = text.split(";").map(placeOf);
  if (points.length < 3 || points.length > MAX_POINTS || points.includes(null)) return null;
  return { kind: "polygon", points: points as Place[] };
}

/** `circle:lng,lat,km` or `poly:lng,lat;lng,lat;…` */
export const areaParam: Param<Shape | null> = {
  parse: (text = "") =>
    text.startsWith("circle:")
      ? parseCircle(text.slice(7))
      : text.startsWith("poly:")
        ? parsePolygon(text.slice(5))
        : null,
  format: (shape) =>
    shape?.kind === "circle"
      ? `circle:${placeText(shape.centre)},${+shape.km.toFixed(3)}`
      : shape?.kind === "polygon"
        ? `poly:${shape.points.map(placeText).join(";")}`
        : null,
};

export const boxParam: Param<Shape | null> = {
  parse: (text) => {
    const sides = box.parse(text);
    if (!sides) return null;
    const [west, south, east, north] = sides;
    // One that is drawn lies on the map, and does not cross its edge.
    const drawn = west < east && isPlace(west, south) && isPlace(east, north);
    return drawn ? { kind: "box", box: sides } : null;
  },
  format: (shape) => (shape?.kind === "box" ? shape.box.map(fine).join(",") : null),
};

/** As the URL will have it: what is asked for now and after a reload is the same. */
export const rounded = (shape: Shape): Shape | null => {
  const param = shape.kind === "box" ? boxParam : areaParam;
  return param.parse(param.format(shape) ?? undefined);
};

/** The corners, the first not said again at the end; a circle is one of many sides. */
export function cornersOf(shape: Shape): readonly Place[] {
  if (shape.kind === "polygon") return shape.points;
  if (shape.kind === "circle") {
    const { centre, km } = shape;
    return Array.from({ length: CIRCLE_SIDES }, (_, i) => {
      const [lng, lat] = placeAt(centre, km, (-360 * i) / CIRCLE_SIDES);
      return [+lng.toFixed(6), +lat.toFixed(6)];
    });
  }
  const [west, south, east, north] = shape.box;
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

const closed = (corners: readonly Place[]) => [...corners, corners[0] as Place];

export const polygonOf = (shape: Shape): GeoJSON.Polygon => ({
  type: "Polygon",
  coordinates: [closed(cornersOf(shape))],
});

/** In CQL2 text: what has no body to carry a polygon is asked by a filter. */
const clauseOf = (shape: Shape): string =>
  shape.kind === "box"
    ? boxClause(shape.box)
    : `S_INTERSECTS(geometry, POLYGON((${closed(cornersOf(shape))
        .map(([lng, lat]) => `${lng} ${lat}`)
        .join(", ")})))`;

/** The same question, held to the shape. */
export const questionIn = (question: Question, shape: Shape): Question =>
  narrowed(question, clauseOf(shape));

/** The box around it. */
export function boundsOf(shape: Shape): Box {
  const corners = cornersOf(shape);
  const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

export const shapeKm2 = (shape: Shape): number => ringKm2(cornersOf(shape));

const turn = ([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

/** Whether a point that lies in line with an edge lies on it. */
const isOn = ([ax, ay]: Place, [bx, by]: Place, [x, y]: Place) =>
  Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);

function meet(a: Place, b: Place, c: Place, d: Place): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && isOn(a, b, c)) ||
    (abd === 0 && isOn(a, b, d)) ||
    (cda === 0 && isOn(c, d, a)) ||
    (cdb === 0 && isOn(c, d, b))
  );
}

/** Whether edges that are no neighbours meet: then what is inside and what is not is anybody's guess. */
export function crossesItself(shape: Shape): boolean {
  if (shape.kind !== "polygon") return false;
  const { points } = shape;
  const count = points.length;
  if (count < 3) return false;
  const at = (i: number) => points[i % count] as Place;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (meet(at(i), at(i + 1), at(j), at(j + 1))) return true;
    }
  }
  // Neighbours meet in their corner; a third corner on either of them is a fold.
  return points.some((_, i) => {
    const [a, b, c] = [at(i), at(i + 1), at(i + 2)];
    return turn(a, b, c) === 0 && (isOn(a, b, c) || isOn(b, c, a));
  });
}

/** What a shape is taken hold of by. A middle becomes a corner when it is moved. */
export interface Handle {
  id: string;
  kind: "corner" | "middle" | "centre" | "edge";
  place: Place;
}

export function handlesOf(shape: Shape): Handle[] {
  if (shape.kind === "circle") {
    return [
      { id: "centre", kind: "centre", place: shape.centre },
      { id: "edge", kind: "edge", place: placeAt(shape.centre, shape.km, 90) },
    ];
  }
  const corners = cornersOf(shape);
  const handles = corners.map((place, i): Handle => ({ id: `corner-${i}`, kind: "corner", place }));
  if (shape.kind === "box" || corners.length >= MAX_POINTS) return handles;
  const middles = corners.map(([lng, lat], i): Handle => {
    const [toLng, toLat] = corners[(i + 1) % corners.length] as Place;
    return { id: `middle-${i}`, kind: "middle", place: [(lng + toLng) / 2, (lat + toLat) / 2] };
  });
  return [...handles, ...middles];
}

export const boxOf = ([ax, ay]: Place, [bx, by]: Place): Box => [
  Math.min(ax, bx),
  Math.min(ay, by),
  Math.max(ax, bx),
  Math.max(ay, by),
];

/** The shape with one of its handles elsewhere. */
export function moved(shape: Shape, id: string, place: Place): Shape {
  if (shape.kind === "circle") {
    return id === "centre"
      ? { ...shape, centre: place }
      : { ...shape, km: Math.min(MAX_KM, distanceKm(shape.centre, place)) };
  }
  const [kind, text] = id.split("-");
  const i = Number(text);
  if (shape.kind === "box") {
    // The corner across stays.
    return { kind: "box", box: boxOf(cornersOf(shape)[(i + 2) % 4] as Place, place) };
  }
  const points = [...shape.points];
  points.splice(kind === "middle" ? i + 1 : i, kind === "middle" ? 0 : 1, place);
  return { kind: "polygon", points };
}

/** Null where it would be no polygon any more. */
export function withoutCorner(shape: Shape, id: string): Shape | null {
  const [kind, i] = id.split("-");
  if (shape.kind !== "polygon" || kind !== "corner" || shape.points.length <= 3) return null;
  return { kind: "polygon", points: shape.points.filter((_, at) => at !== Number(i)) };
}
