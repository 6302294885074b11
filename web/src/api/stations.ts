// Stations written: one field of one, or a stage of many.
import { answered, answeredWith, client } from "./client";
import type { components } from "./schema";
import type { StationDetail } from "./types";

type Schemas = components["schemas"];

export type StationPatch = Schemas["StationPatch"];
export type BulkStageBody = Schemas["BulkStageBody"];
export type BulkStageAnswer = Schemas["BulkStageAnswer"];
export type BulkStageChange = Schemas["BulkStageChange"];

/** The station as the write left it, and the revision that it made; null where nothing changed. */
export async function editStation(
  code: string,
  body: StationPatch,
): Promise<{ station: StationDetail; revision: number | null }> {
  const { data, response } = await answeredWith(
    client.PATCH("/api/v1/stations/{code}", { params: { path: { code } }, body }),
  );
  const revision = response.headers.get("x-revision");
  return { station: data as StationDetail, revision: revision === null ? null : Number(revision) };
}

/** `query` asks for the stations where the body names none. */
export const stageMany = (
  query: Record<string, string>,
  body: BulkStageBody,
  signal?: AbortSignal,
): Promise<BulkStageAnswer> =>
  answered(client.POST("/api/v1/cooperation", { params: { query }, body, signal }));
