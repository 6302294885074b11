// The shapes the server answers with, under the names the rest of the web
// uses. All come from the server's own description (schema.d.ts, generated).
import type { components } from "./schema";

type Schemas = components["schemas"];

/** Longitude and latitude. */
export type Place = [number, number];
/** West, south, east, north. */
export type Box = [number, number, number, number];

/** JSON Schema knows lists of numbers; here it is known how many there are. */
type Placed<T> = {
  [K in keyof T]: K extends "location"
    ? Place
    : K extends "bbox" | "extent"
      ? Box | null | undefined
      : T[K];
};

export type Network = Placed<Schemas["NetworkView"]>;
export type Localized = Schemas["Bilingual"];
export type Metric = Schemas["MetricItem"];
export type RegionSet = Schemas["SetView"];
export type RegionName = Schemas["RegionRef"];
export type Region = Placed<Schemas["RegionView"]>;
export type RegionDetail = Placed<Schemas["RegionDetail"]>;
export type StationList = Omit<Schemas["StationPage"], "items"> & { items: Station[] };
export type Stats = Schemas["StatsAnswer"];
export type StatsRow = Schemas["StatsRow"];
/** Metric id → value: money as a decimal text; null where a denominator is zero. */
export type Values = StatsRow["values"];
export type Explanation = Schemas["ExplainAnswer"];
export type ExplainPart = Schemas["ExplainPart"];
export type ExplainPage = Schemas["ExplainPage"];
export type Station = Placed<Schemas["StationView"]>;
export type StationDetail = Placed<Schemas["StationDetail"]>;
export type StagePeriod = Schemas["StageSpan"];
export type StageChange = Schemas["StageBody"];
export type HistoryEntry = Schemas["HistoryItem"];
/** One `revision` event of /api/v1/changes. */
export type RevisionEvent = Schemas["RevisionNews"];
export type Account = Schemas["AccountView"];
export type Contract = Schemas["ContractView"];
export type FeeTerm = Schemas["FeeView"];
export type NoteBody = Schemas["NoteBody"];
/** What became of stations between two dates. */
export type Movements = Schemas["ChangesAnswer"];
export type Funnel = Schemas["FunnelAnswer"];
export type FunnelRow = Schemas["CooperationRow"];
export type MovedStation = Schemas["MovedStation"];
export type ContractPage = Schemas["ContractPage"];
export type ContractItem = Schemas["ContractItem"];
export type Note = Schemas["NoteView"];
export type PerformanceRow = Schemas["PerformanceRow"];
