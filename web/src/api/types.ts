// The shapes the server answers with, under the names the rest of the web
// uses. All come from the server's own description (schema.d.ts, generated).
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Network = Schemas["NetworkView"];
export type Localized = Schemas["Bilingual"];
export type Metric = Schemas["MetricItem"];
export type RegionSet = Schemas["SetView"];
export type RegionName = Schemas["RegionRef"];
export type Region = Schemas["RegionView"];
export type RegionDetail = Schemas["RegionDetail"];
export type Stats = Schemas["StatsAnswer"];
export type StatsRow = Schemas["StatsRow"];
/** Metric id → value; null where a denominator is zero. */
export type Values = StatsRow["values"];
export type Station = Schemas["StationView"];
export type StationDetail = Schemas["StationDetail"];
export type StagePeriod = Schemas["StageSpan"];
export type StageChange = Schemas["StageBody"];
export type HistoryEntry = Schemas["HistoryItem"];
/** One `revision` event of /api/v1/changes. */
export type RevisionEvent = Schemas["RevisionNews"];
