// One function per endpoint that the web uses, each returning a typed answer.
import { type Query, request } from "./client";
import type {
  HistoryEntry,
  Metric,
  Network,
  Region,
  RegionDetail,
  RegionSet,
  StagePeriod,
  StationDetail,
  StationList,
  Stats,
} from "./types";

const seg = encodeURIComponent;
const station = (code: string) => `/api/v1/stations/${seg(code)}`;

export const getNetwork = (signal?: AbortSignal) =>
  request<Network>("GET", "/api/v1/network", { signal });

export const getMetrics = (signal?: AbortSignal) =>
  request<{ items: Metric[] }>("GET", "/api/v1/metrics", { signal });

export const getRegionSets = (signal?: AbortSignal) =>
  request<{ sets: RegionSet[] }>("GET", "/api/v1/regions", { signal });

export const getRegions = (set: string, query: Query, signal?: AbortSignal) =>
  request<{ items: Region[] }>("GET", `/api/v1/regions/${seg(set)}`, { query, signal });

export const getRegion = (set: string, code: string, signal?: AbortSignal) =>
  request<RegionDetail>("GET", `/api/v1/regions/${seg(set)}/${seg(code)}`, { signal });

export const getStats = (query: Query, signal?: AbortSignal) =>
  request<Stats>("GET", "/api/v1/stats", { query, signal });

export const getStations = (query: Query, signal?: AbortSignal) =>
  request<StationList>("GET", "/api/v1/stations", { query, signal });

export const getStation = (code: string, query: Query, signal?: AbortSignal) =>
  request<StationDetail>("GET", station(code), { query, signal });

export const getTimeline = (code: string, signal?: AbortSignal) =>
  request<{ items: StagePeriod[] }>("GET", `${station(code)}/timeline`, { signal });

export const getHistory = (code: string, signal?: AbortSignal) =>
  request<{ items: HistoryEntry[] }>("GET", `${station(code)}/history`, { signal });

export interface StageChange {
  valid_from: string;
  stage: string;
  note: string | null;
}

export const addStage = (code: string, change: StageChange) =>
  request<StagePeriod | undefined>("POST", `${station(code)}/cooperation`, { body: change });

export const removeStage = (code: string, validFrom: string) =>
  request<undefined>("DELETE", `${station(code)}/cooperation/${seg(validFrom)}`);

/** Base-map points are optional: null when this server has none. */
export async function getPlaces(signal?: AbortSignal): Promise<GeoJSON.FeatureCollection | null> {
  try {
    return await request<GeoJSON.FeatureCollection>("GET", "/basemap/places.json", { signal });
  } catch {
    return null;
  }
}
