// A box of the map: in the URL, and as a condition.
import type { Box } from "../api/types";
import type { Param } from "./params";

/** `west,south,east,north` in degrees; a west beyond east crosses the antimeridian. */
export const box: Param<Box | null> = {
  parse: (text) => {
    const parts = (text ?? "").split(",");
    const sides = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
    const [west, south, east, north] = sides as Box;
    if (parts.length !== 4 || !sides.every(Number.isFinite)) return null;
    if (Math.abs(west) > 180 || Math.abs(east) > 180 || west === east) return null;
    if (south < -90 || north > 90 || south >= north) return null;
    return [west, south, east, north];
  },
  format: (value) => value?.join(",") ?? null,
};

const inBox = (sides: Box) => `S_INTERSECTS(geometry, BBOX(${sides.join(",")}))`;

/** As CQL2, which lists, files, statistics and changes of many stations all take. */
export const boxClause = ([west, south, east, north]: Box): string =>
  west < east
    ? inBox([west, south, east, north])
    : `(${inBox([west, south, 180, north])} OR ${inBox([-180, south, east, north])})`;
