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

export function useSelection(key: string, matched: number) {
  const [kept, setKept] = useState({ key, selection: NOTHING_CHOSEN, anchor: 0 });
  const selection = kept.key === key ? kept.selection : NOTHING_CHOSEN;
  const put = (next: Selection, anchor = 0) => setKept({ key, selection: next, anchor });
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
      const from = range && kept.key === key ? kept.anchor : index;
      const codes = items
        .slice(Math.min(from, index), Math.max(from, index) + 1)
        .map(({ code }) => code);
      put(chosen(selection, codes, on), index);
    },
  };
}

export type Chosen = ReturnType<typeof useSelection>;
