// One field of a station edited in its place, and many put at one stage.
import type {
  BulkStageAnswer,
  BulkStageBody,
  BulkStageChange,
  StationPatch,
} from "../api/stations";
import type { Station } from "../api/types";
import { NO_STAGE, STAGES_AND_NONE } from "./palette";
import { narrowed, type Params, type Question, questionParams } from "./question";
import type { Selection } from "./selection";
import { listParams, type Narrowing, withoutClause } from "./station-list";

export const EDITABLE = ["name", "brand", "operator", "energy", "address"] as const;
export type EditableField = (typeof EDITABLE)[number];

export const isEditable = (column: string): column is EditableField =>
  (EDITABLE as readonly string[]).includes(column);

export interface StationEdit {
  code: string;
  field: EditableField;
  before: string | null;
  /** Null clears it. */
  after: string | null;
}

/** What a text typed into a cell means; null where it changes nothing. */
export function editOf(
  station: Pick<Station, "code" | EditableField>,
  field: EditableField,
  text: string,
): StationEdit | null {
  const before = station[field] ?? null;
  const after = text.trim() || null;
  return before === after ? null : { code: station.code, field, before, after };
}

export const patchOf = ({ field, after }: Pick<StationEdit, "field" | "after">): StationPatch => ({
  [field]: after,
});

/** The most that the server changes at once. */
export const MOST_AT_ONCE = 100_000;
/** More codes than this make a condition that no server reads. */
export const MOST_LEFT_OUT = 1_000;

export interface StageDraft {
  stage: string;
  valid_from: string;
  note: string;
}

export interface BulkStage {
  query: Params;
  body: BulkStageBody;
}

/** Codes that were chosen go by themselves; all of a question go as the question. */
export function bulkStageOf(
  selection: Selection,
  question: Question,
  narrowing: Narrowing,
  { stage, valid_from, note }: StageDraft,
): BulkStage {
  const body = { stage, valid_from, note: note.trim() || null, on_error: "skip" };
  if (!selection.all) return { query: {}, body: { ...body, stations: [...selection.codes] } };
  const asked =
    selection.codes.size > 0 ? narrowed(question, withoutClause(selection.codes)) : question;
  const query = listParams(asked, narrowing) ?? questionParams(asked);
  // The server takes no question at all for one forgotten.
  const says = Object.keys(query).some((name) => name !== "at");
  return { query: says ? query : { ...query, filter: "true" }, body };
}

export interface StageMove {
  before: string;
  count: number;
}

const inOrder = (counts: ReadonlyMap<string, number>): StageMove[] =>
  STAGES_AND_NONE.flatMap((before) => {
    const count = counts.get(before) ?? 0;
    return count > 0 ? { before, count } : [];
  });

/** How many come from each stage, in the order of the stages; of the changes that are listed. */
export function stageMoves(changes: readonly BulkStageChange[]): StageMove[] {
  const counts = new Map<string, number>();
  for (const { before } of changes) {
    const stage = before?.stage ?? NO_STAGE;
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return inOrder(counts);
}

/**
 * The same of all of them, from how many stand at each stage on the day: those that are not
 * changed have this very stage on it. Null where that is not what changes.
 */
export function allMoves(
  standing: ReadonlyMap<string, number>,
  stage: string,
  { changed, unchanged }: Pick<BulkStageAnswer, "changed" | "unchanged">,
): StageMove[] | null {
  const counts = new Map(standing);
  counts.set(stage, (counts.get(stage) ?? 0) - unchanged);
  const moves = inOrder(counts);
  return moves.reduce((sum, { count }) => sum + count, 0) === changed ? moves : null;
}
