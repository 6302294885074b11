// Addresses of tiles for a question: the same text goes into the map's sources,
// the copy button and the tests.
import { queryString } from "../api/query-string";
import { hasPeriod } from "./metrics";
import { figureParams, type Params, type Question, questionParams } from "./question";

export const STATIONS_MAX_ZOOM = 16;
export const REGIONS_MAX_ZOOM = 14;

/** What tiles are asked with: symbols tell of sums over a period, and of stages by themselves. */
const stationParams = (question: Question, metric: string): Params | null =>
  hasPeriod(metric) ? figureParams(question, metric) : questionParams(question);

/** Null while the period is not known. */
export function stationTiles(origin: string, question: Question, metric: string): string | null {
  const params = stationParams(question, metric);
  return params && `${origin}/tiles/stations/{z}/{x}/{y}.mvt${queryString(params)}`;
}

export function regionTiles(
  origin: string,
  question: Question,
  set: string,
  level: string,
  metric: string,
): string | null {
  const params = figureParams(question, metric);
  return (
    params && `${origin}/tiles/regions/{z}/{x}/{y}.mvt${queryString({ ...params, set, level })}`
  );
}
