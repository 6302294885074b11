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

/** What a station's contracts and terms are on a day, and what it sold and owed. */
export interface Account {
  revision: number;
  station: string;
  at: string;
  /** The period that is summed over, [from, to). */
  from: string;
  to: string;
  contracts: Contract[];
  /** Of each component the term that counts on the day. */
  fees: FeeTerm[];
  values: Values;
  /** The twelve months up to the day, the last one up to and with it. */
  months: { month: string; gmv: string; channel_fee: string }[];
}

export interface Contract {
  number: string;
  counterparty: string;
  stations_count: number;
  signed_on: string | null;
  from: string;
  to: string | null;
  terminated_on: string | null;
  renews: string | null;
  state: string;
}

export interface FeeTerm {
  /** Number of the contract whose term it is; null for the station's own. */
  contract: string | null;
  station: string | null;
  component: string;
  basis: string;
  /** A share for `percent_of_gmv`, else an amount in major units. */
  rate: string;
  from: string;
  to: string | null;
  payer: string | null;
  payee: string | null;
}

export interface Note {
  number: number;
  at: string;
  author: string | null;
  text: string;
}

export interface NotePage {
  matched: number;
  items: Note[];
  next: string | null;
}

export type NoteBody = Pick<Note, "at" | "author" | "text">;

/** What became of stations between two dates. */
export type Movements = Schemas["ChangesAnswer"];
