// The shapes the server answers with, under the names the rest of the web
// uses. Anything not named here is not relied upon.

export type CivilDate = string;

export interface Network {
  revision: number;
  today: CivilDate;
  zone: string;
  stations: number;
  first_event: CivilDate | null;
  last_event: CivilDate | null;
  extent: [number, number, number, number] | null;
  synthetic: boolean;
  /** Address of a MapLibre style to put underneath, or null for our own base map. */
  basemap: string | null;
}

export interface Localized {
  zh: string;
  en: string;
}

export interface Metric {
  id: string;
  title: Localized;
  unit: string;
  formula: Localized;
}

export interface RegionSet {
  set: string;
  kind: string;
  /** Top level first. */
  levels: { level: string; regions: number }[];
}

export interface RegionName {
  code: string;
  name: string;
  level: string;
}

export interface Region extends RegionName {
  parent: string | null;
  center: [number, number] | null;
  bbox: [number, number, number, number] | null;
  children: number;
}

export interface RegionDetail extends Region {
  /** Top first, without the region itself. */
  ancestors: RegionName[];
  items: Region[];
}

/** Metric id → value; null where a denominator is zero. */
export type Values = Record<string, number | null>;

export interface StatsRow {
  region: string | null;
  name: string | null;
  bucket: CivilDate | null;
  group: Record<string, string | null>;
  values: Values;
}

export interface Stats {
  revision: number;
  at: CivilDate;
  rows: StatsRow[];
  unassigned: { values: Values } | null;
  total: { values: Values };
}

export interface Station {
  code: string;
  name: string;
  energy: string;
  brand: string | null;
  operator: string | null;
  stage: string | null;
  location: [number, number];
  address: string | null;
  opened_on: CivilDate | null;
  closed_on: CivilDate | null;
}

export interface StationDetail extends Station {
  region_path: Record<string, RegionName[]>;
}

export interface StationList {
  revision: number;
  matched: number;
  items: Station[];
  next: string | null;
}

export interface StagePeriod {
  valid_from: CivilDate;
  valid_to: CivilDate | null;
  stage: string;
  note: string | null;
}

export interface HistoryEntry {
  revision: number;
  recorded_at: string;
  actor: string;
  source: string;
  entity: string;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** One `revision` event of /api/v1/changes. */
export interface RevisionEvent {
  revision: number;
  actor: string;
  source: string;
  stations: string[];
  stations_count: number;
  regions: boolean;
}
