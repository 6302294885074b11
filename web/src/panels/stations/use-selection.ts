// The stations chosen: of the list as it is asked for, so another question begins anew.
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { formatCount } from "../../model/format";
import { placeOf, type RowAt } from "../../model/row-pages";
import {
  ALL_CHOSEN,
  chosen,
  chosenCount,
  isChosen,
  NOTHING_CHOSEN,
  type Selection,
} from "../../model/selection";
import { useLanguage } from "../../state/preferences";
import { useRowCodes } from "../../state/stations";
import { showToast } from "../../state/toasts";
import { useTranslation } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";

/** More rows at once are chosen by narrowing the list down, and all of it. */
const LONGEST_RANGE = 20_000;

interface Kept {
  key: string;
  selection: Selection;
  /** The station touched last, and where it stood. */
  anchor: { code: string; index: number } | null;
}

export function useSelection(key: string, matched: number) {
  const [kept, setKept] = useState<Kept>({ key, selection: NOTHING_CHOSEN, anchor: null });
  const selection = kept.key === key ? kept.selection : NOTHING_CHOSEN;
  const { t } = useTranslation();
  const language = useLanguage();
  const codesOf = useRowCodes();
  const [reading, setReading] = useState(0);
  const put = (next: Selection, anchor: Kept["anchor"] = null) =>
    setKept({ key, selection: next, anchor });
  return {
    selection,
    count: chosenCount(selection, matched),
    /** So many rows are being asked for, to be chosen. */
    reading,
    clear: () => put(NOTHING_CHOSEN),
    every: () => put(ALL_CHOSEN),
    /** As a range, all from the one touched last get what this one gets. */
    toggle(at: RowAt, index: number, range = false) {
      const station = at(index);
      if (!station) return;
      const on = !isChosen(selection, station.code);
      const touched = { code: station.code, index };
      const { anchor } = kept;
      if (!range || kept.key !== key || !anchor)
        return put(chosen(selection, [station.code], on), touched);
      // Others may have come in above since, or the order changed.
      const from = placeOf(at, anchor.code, anchor.index) ?? anchor.index;
      const [first, last] = [Math.min(from, index), Math.max(from, index)];
      const length = last - first + 1;
      if (length > LONGEST_RANGE) {
        const formatted = formatCount(LONGEST_RANGE, language);
        return showToast({ text: t("stations.rangeTooLong", { formatted }), tone: "bad" });
      }
      const rows = Array.from({ length }, (_, step) => at(first + step)?.code);
      const codes = rows.filter((code) => code !== undefined);
      if (codes.length === length) return put(chosen(selection, codes, on), touched);
      // Rows that one has gone past without seeing them.
      setReading(length);
      codesOf(first, last)
        .then((read) =>
          setKept((now) =>
            now.key === key
              ? { key, selection: chosen(now.selection, read, on), anchor: touched }
              : now,
          ),
        )
        .catch((error) => showToast({ text: problemText(asProblem(error), t), tone: "bad" }))
        .finally(() => setReading(0));
    },
  };
}

export type Chosen = ReturnType<typeof useSelection>;
