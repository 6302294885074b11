// Addresses of files to take along: the stations that a question counts, and the
// statistics of its regions.
import { type Query, queryString } from "../api/query-string";
import { figureParams, type Question, questionParams } from "./question";
import type { Language } from "./view";

export const STATION_FORMATS = ["csv", "xlsx", "geojson"] as const;
export const STATS_FORMATS = ["csv", "xlsx"] as const;

export type StationFormat = (typeof STATION_FORMATS)[number];
export type StatsFormat = (typeof STATS_FORMATS)[number];

/** How people call them. */
export const FORMAT_NAMES: Record<StationFormat, string> = {
  csv: "CSV",
  xlsx: "Excel",
  geojson: "GeoJSON",
};

/** Those that are open on the date, as everything on the screen counts them. */
export function stationsFile(question: Question, format: StationFormat, language: Language) {
  const query: Query = { ...questionParams(question), open: "true", format };
  // A table is for people; the names of properties are for programs.
  if (format !== "geojson") query.headers = language;
  return `/api/v1/exports/stations${queryString(query)}`;
}

/** Null while the period is not known. */
export function statsFile(
  question: Question,
  { set, level, metrics }: { set: string; level: string; metrics: string },
  format: StatsFormat,
  language: Language,
): string | null {
  const params = figureParams(question, metrics);
  return (
    params && `/api/v1/stats${queryString({ ...params, set, level, format, headers: language })}`
  );
}
