// What takes a dated stage back: what was said for that day before, or nothing.
import type { StageChange, StagePeriod } from "../api/types";

export type StageUndo = { put: StageChange } | { remove: string };

/** `events` are those from before the stage was written: it takes the place of the one of its day. */
export function stageUndo(
  events: readonly Pick<StagePeriod, "valid_from" | "stage" | "note">[],
  day: string,
): StageUndo {
  const before = events.find((event) => event.valid_from === day);
  if (!before) return { remove: day };
  return { put: { valid_from: day, stage: before.stage, note: before.note ?? null } };
}
