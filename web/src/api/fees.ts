// The channel fee taken apart: how rates are spread, and what a change is made of.
import { answered, client } from "./client";
import type { QueryOf } from "./endpoints";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type FeeRates = Schemas["FeeRatesAnswer"];
export type FeeGroup = Schemas["FeeGroup"];
export type FeeOutlier = Schemas["FeeOutlier"];
export type FeeChange = Schemas["FeeChangeAnswer"];
/** The change of a region, or of all; only a region's has a name. */
export type FeeChangeRow = Schemas["FeeChangeTotal"] & { region?: string | null; name?: string };

export type FeeRatesQuery = QueryOf<"/api/v1/fees/rates">;
export type FeeChangeQuery = QueryOf<"/api/v1/fees/change">;

/** As JSON, like the change: the other formats are for downloads. */
export const getFeeRates = (query: FeeRatesQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/fees/rates", { params: { query }, signal })) as Promise<FeeRates>;

export const getFeeChange = (query: FeeChangeQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/fees/change", { params: { query }, signal })) as Promise<FeeChange>;
