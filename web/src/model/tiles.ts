// Addresses of tiles for a question: the same text goes into the map's sources,
// the copy button and the tests.
import { queryString } from "../api/query-string";
import type { Params } from "./question";

export const STATIONS_MAX_ZOOM = 16;
export const REGIONS_MAX_ZOOM = 14;

export const stationTiles = (origin: string, question: Params): string =>
  `${origin}/tiles/stations/{z}/{x}/{y}.mvt${queryString(question)}`;

export function regionTiles(
  origin: string,
  question: Params,
  set: string,
  level: string,
  metric: string,
): string {
  return `${origin}/tiles/regions/{z}/{x}/{y}.mvt${queryString({ ...question, set, level, metrics: metric })}`;
}
