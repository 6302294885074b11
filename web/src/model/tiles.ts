// Addresses of tiles for a question: the same text goes into the map's sources,
// the copy button and the tests.
import { queryString } from "../api/query-string";
import { hasPeriod } from "./metrics";
import { figureParams, type Question, questionParams } from "./question";

export const STATIONS_MAX_ZOOM = 16;
export const REGIONS_MAX_ZOOM = 14;

/** What symbols tell of: sums over a period; of stages they tell by themselves. */
export const symbolMetric = (metric: string): string | null => (hasPeriod(metric) ? metric : null);

/** Null while the period is not known. `heat` is what else is weighed. */
export function stationTiles(
  origin: string,
  question: Question,
  metric: string,
  heat: string | null = null,
): string | null {
  const metrics = [...new Set([symbolMetric(metric), heat])].filter((m) => m !== null);
  const params =
    metrics.length > 0 ? figureParams(question, metrics.join(",")) : questionParams(question);
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
