// The stations chosen: of the list as it is asked for, so another question begins anew.
import { useState } from "react";
import type { Station } from "../../api/types";
import {
  ALL_CHOSEN,
  chosen,
  chosenCount,
  isChosen,
  NOTHING_CHOSEN,
  type Selection,
} from "../../model/selection";
import { placeOf } from "../../model/station-list";

interface Kept {
  key: string;
  selection: Selection;
  /** The station touched last, and where it stood. */
  anchor: { code: string; index: number } | null;
}

export function useSelection(key: string, matched: number) {
  const [kept, setKept] = useState<Kept>({ key, selection: NOTHING_CHOSEN, anchor: null });
  const selection = kept.key === key ? kept.selection : NOTHING_CHOSEN;
  const put = (next: Selection, anchor: Kept["anchor"] = null) =>
    setKept({ key, selection: next, anchor });
  return {
    selection,
    count: chosenCount(selection, matched),
    clear: () => put(NOTHING_CHOSEN),
    every: () => put(ALL_CHOSEN),
    /** As a range, all from the one touched last get what this one gets. */
    toggle(items: readonly Station[], index: number, range = false) {
      const station = items[index];
      if (!station) return;
      const on = !isChosen(selection, station.code);
      const { anchor } = kept;
      // Others may have come in above since, or the order changed.
      const from =
        range && kept.key === key && anchor ? placeOf(items, anchor.code, anchor.index) : index;
      if (from === null)
        return put(chosen(selection, [station.code], on), { code: station.code, index });
      const codes = items
        .slice(Math.min(from, index), Math.max(from, index) + 1)
        .map(({ code }) => code);
      put(chosen(selection, codes, on), { code: station.code, index });
    },
  };
}

export type Chosen = ReturnType<typeof useSelection>;
