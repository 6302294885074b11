// Stations written from their list: a field of one, a stage of many; and how each is taken back.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getStation } from "../api/endpoints";
import { undoRevision } from "../api/imports";
import { asProblem } from "../api/problem";
import { editStation, stageMany } from "../api/stations";
import type { StationList } from "../api/types";
import { NO_STAGE } from "../model/palette";
import type { Params } from "../model/question";
import {
  type BulkStage,
  type EditableField,
  patchOf,
  type StationEdit,
} from "../model/station-edit";
import { countOf } from "../model/value";
import { askAllAgain } from "./live";
import { LIVE, statsQuery } from "./queries";
import { rowsKey } from "./stations";

/** Someone has written another value since: the edit is not taken back. */
export class Overtaken extends Error {
  constructor(readonly value: string | null) {
    super("changed since");
  }
}

/**
 * Takes an edit back as its revision, which the history then tells as an undo. Where the station
 * was changed since, that is refused, and the field alone is put back, if it still is as it was left.
 */
async function takeBack({ code, field, before, after }: StationEdit, revision: number) {
  try {
    await undoRevision(revision, false);
  } catch (error) {
    if (asProblem(error).status !== 409) throw error;
    const now = (await getStation(code, {}))[field] ?? null;
    if (now !== after) throw new Overtaken(now);
    await editStation(code, patchOf({ field, after: before }));
  }
}

/** Answers of an earlier revision are asked for again; the change feed does the same, if it is up. */
function useChanged() {
  const client = useQueryClient();
  return () => askAllAgain(client);
}

/** Resolves to what undoes it, which outlives whoever asked for the change; null where nothing changed. */
export function useStationEdit() {
  const client = useQueryClient();
  const changed = useChanged();
  /** In its place at once, before the list is asked for again. */
  const write = (code: string, field: EditableField, value: string | null) =>
    client.setQueriesData<StationList>(
      { queryKey: rowsKey },
      (page) =>
        page && {
          ...page,
          items: page.items.map((row) => (row.code === code ? { ...row, [field]: value } : row)),
        },
    );
  return useMutation({
    mutationFn: async (edit: StationEdit) => {
      const { station, revision } = await editStation(edit.code, patchOf(edit));
      const after = station[edit.field] ?? null;
      write(edit.code, edit.field, after);
      if (revision === null) return null;
      return async () => {
        await takeBack({ ...edit, after }, revision);
        changed();
      };
    },
    onSuccess: changed,
  });
}

/** What it would come to; `key` says of which stations, since there may be very many. */
export function useStagePreview(key: string, { query, body }: BulkStage, enabled: boolean) {
  const { stations: _, ...rest } = body;
  return useQuery({
    queryKey: [LIVE, "stage-many", key, query, rest],
    queryFn: ({ signal }) => stageMany(query, { ...body, dry_run: true }, signal),
    enabled,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** How many of a question's stations stand at each stage; null asks nothing. */
export const useStanding = (query: Params | null) =>
  useQuery({
    ...statsQuery(query && { ...query, metrics: "stations", group_by: "stage" }),
    select: ({ rows }) =>
      new Map(rows.map(({ group, values }) => [group.stage ?? NO_STAGE, countOf(values.stations)])),
  }).data;

/** Resolves to the answer and what undoes it; null where nothing changed. */
export function useStageMany() {
  const changed = useChanged();
  return useMutation({
    mutationFn: async ({ query, body }: BulkStage) => {
      const answer = await stageMany(query, body);
      const { revision } = answer;
      const undo =
        typeof revision === "number"
          ? async () => {
              await undoRevision(revision, false);
              changed();
            }
          : null;
      return { answer, undo };
    },
    onSuccess: changed,
  });
}
