// Campaigns, who takes part in them, and what they are compared with.
import { answered, client } from "./client";
import type { QueryOf } from "./endpoints";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Campaign = Schemas["CampaignView"];
export type CampaignDetail = Schemas["CampaignDetail"];
export type CampaignEdit = Schemas["CampaignPatch"];
export type NewCampaign = Schemas["NewCampaign"];
export type Participation = Schemas["ParticipationView"];
export type Comparison = Schemas["ComparisonAnswer"];
export type ComparisonQuestion = Schemas["ComparisonQuestion"];
export type ComparisonWarning = Schemas["ComparisonWarning"];
export type ComparisonWeek = Schemas["ComparisonWeek"];
export type Estimate = Schemas["ComparisonEstimate"];
export type SavedComparison = Schemas["SavedComparisonView"];
export type SavedComparisonDetail = Schemas["SavedComparisonDetail"];
export type NewComparison = Schemas["NewComparison"];
export type Reproduction = Schemas["Reproduction"];

export type CampaignsQuery = QueryOf<"/api/v1/campaigns">;
export type ComparisonQuery = QueryOf<"/api/v1/campaigns/{code}/comparison">;
export type ComparisonsQuery = QueryOf<"/api/v1/campaigns/comparison">;

/** What the world is asked of: a date, and what was known. */
type Asked = { at?: string; known_at?: string };
export type Known = { known_at?: string };

export const getCampaigns = (query: CampaignsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/campaigns", { params: { query }, signal }));

export const getCampaign = (code: string, query: Asked, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/campaigns/{code}", { params: { path: { code }, query }, signal }));

export const createCampaign = (body: NewCampaign) =>
  answered(client.POST("/api/v1/campaigns", { body }));

export const editCampaign = (code: string, body: CampaignEdit) =>
  answered(client.PATCH("/api/v1/campaigns/{code}", { params: { path: { code } }, body }));

export const deleteCampaign = (code: string) =>
  answered(client.DELETE("/api/v1/campaigns/{code}", { params: { path: { code } } }));

export const getParticipants = (
  code: string,
  query: QueryOf<"/api/v1/campaigns/{code}/stations">,
  signal?: AbortSignal,
) =>
  answered(
    client.GET("/api/v1/campaigns/{code}/stations", { params: { path: { code }, query }, signal }),
  );

export const putParticipant = (code: string, station: string, body: Schemas["ParticipationBody"]) =>
  answered(
    client.PUT("/api/v1/campaigns/{code}/stations/{station}", {
      params: { path: { code, station } },
      body,
    }),
  );

export const removeParticipant = (code: string, station: string) =>
  answered(
    client.DELETE("/api/v1/campaigns/{code}/stations/{station}", {
      params: { path: { code, station } },
    }),
  );

export const getComparison = (code: string, query: ComparisonQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/campaigns/{code}/comparison", {
      params: { path: { code }, query },
      signal,
    }),
  ) as Promise<Comparison>;

/** In the order of the codes. */
export const getComparisons = (query: ComparisonsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/campaigns/comparison", { params: { query }, signal })) as Promise<
    Schemas["ComparisonPage"]
  >;

export const getSavedComparisons = (code: string, query: Known, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/campaigns/{code}/comparisons", {
      params: { path: { code }, query },
      signal,
    }),
  );

const numbered = (code: string, number: number) => ({ path: { code, number } });

export const getSavedComparison = (
  code: string,
  number: number,
  query: Known,
  signal?: AbortSignal,
) =>
  answered(
    client.GET("/api/v1/campaigns/{code}/comparisons/{number}", {
      params: { ...numbered(code, number), query },
      signal,
    }),
  );

export const saveComparison = (code: string, body: NewComparison) =>
  answered(
    client.POST("/api/v1/campaigns/{code}/comparisons", { params: { path: { code } }, body }),
  );

export const deleteComparison = (code: string, number: number) =>
  answered(
    client.DELETE("/api/v1/campaigns/{code}/comparisons/{number}", {
      params: numbered(code, number),
    }),
  );

export const reproduceComparison = (code: string, number: number, query: Known) =>
  answered(
    client.GET("/api/v1/campaigns/{code}/comparisons/{number}/reproduce", {
      params: { ...numbered(code, number), query },
    }),
  );
