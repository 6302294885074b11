// Writing a dated stage and taking it back. Both end as a revision, so the change
// feed refreshes the page; the answers are also made stale here in case the
// feed is down.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { addStage, getCooperation, removeStage } from "../api/endpoints";
import type { StageChange } from "../api/types";
import { stageUndo } from "../model/stage-undo";
import { askAllAgain } from "./live";

/** Resolves to what undoes it, which outlives whoever asked for the change. */
export function useStageChange(code: string) {
  const client = useQueryClient();
  const changed = () => askAllAgain(client);
  return useMutation({
    mutationFn: async (change: StageChange) => {
      // A stage of the same day would be written over: asked for at once before, not from what is kept.
      const { items } = await getCooperation(code);
      const undo = stageUndo(items, change.valid_from);
      await addStage(code, change);
      return async () => {
        await ("put" in undo ? addStage(code, undo.put) : removeStage(code, undo.remove));
        changed();
      };
    },
    onSuccess: changed,
  });
}
