// Stations written: one field of one, or a stage of many; and a revision taken back.
import { answered, answeredWith, client } from "./client";
import type { components } from "./schema";
import type { StationDetail } from "./types";

type Schemas = components["schemas"];

export type StationPatch = Schemas["StationPatch"];
export type BulkStageBody = Schemas["BulkStageBody"];
export type BulkStageAnswer = Schemas["BulkStageAnswer"];
export type BulkStageChange = Schemas["BulkStageChange"];

/** The station as the write left it, and the revision that it made. */
export async function editStation(
  code: string,
  body: StationPatch,
): Promise<{ station: StationDetail; revision: number }> {
  const { data, response } = await answeredWith(
    client.PATCH("/api/v1/stations/{code}", { params: { path: { code } }, body }),
  );
  return { station: data as StationDetail, revision: Number(response.headers.get("x-revision")) };
}

/** `query` asks for the stations where the body names none. */
export const stageMany = (
  query: Record<string, string>,
  body: BulkStageBody,
  signal?: AbortSignal,
): Promise<BulkStageAnswer> =>
  answered(client.POST("/api/v1/cooperation", { params: { query }, body, signal }));

export const undoRevision = (revision: number) =>
  answered(client.POST("/api/v1/revisions/{revision}/undo", { params: { path: { revision } } }));
