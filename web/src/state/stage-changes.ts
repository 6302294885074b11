// Adding and taking back a dated stage. Both end as a revision, so the change
// feed refreshes the page; the answers are also made stale here in case the
// feed is down.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { addStage, removeStage } from "../api/endpoints";
import type { StageChange } from "../api/types";
import { tileEpoch } from "./live";
import { LIVE } from "./queries";

export function useStageChanges(code: string) {
  const client = useQueryClient();
  const changed = () => {
    void client.invalidateQueries({ queryKey: [LIVE] });
    tileEpoch.set((n) => n + 1);
  };
  const add = useMutation({
    mutationFn: (change: StageChange) => addStage(code, change),
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: (validFrom: string) => removeStage(code, validFrom),
    onSuccess: changed,
  });
  return { add, remove };
}
