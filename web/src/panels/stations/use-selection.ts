// The stations chosen: of the list as it is asked for, so another question begins anew.
import { useRef, useState } from "react";
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
  /** The station touched last, and where it stood in which list. */
  anchor: { code: string; index: number; list: string | null } | null;
}

/** The rows as they stand. */
interface Standing {
  /** Of which list, in its order. */
  list: string | null;
  at: RowAt;
}

export function useSelection(key: string, matched: number, { list, at }: Standing) {
  const [kept, setKept] = useState<Kept>({ key, selection: NOTHING_CHOSEN, anchor: null });
  const selection = kept.key === key ? kept.selection : NOTHING_CHOSEN;
  const { t } = useTranslation();
  const language = useLanguage();
  const codesOf = useRowCodes();
  /** How many rows are being asked for, to be chosen; whatever else is chosen meanwhile gives that up. */
  const [reading, setReading] = useState<{ key: string; length: number } | null>(null);
  const turn = useRef(0);
  const put = (next: Selection, anchor: Kept["anchor"] = null) => {
    turn.current++;
    setReading(null);
    setKept({ key, selection: next, anchor });
  };
  const refuse = (text: string) => showToast({ text, tone: "bad" });

  /** Chooses rows that one has gone past without seeing them, if the two ends still are what they were. */
  const chooseUnseen = async (ends: [string, string], places: [number, number], on: boolean) => {
    const mine = ++turn.current;
    setReading({ key, length: places[1] - places[0] + 1 });
    try {
      const codes = await codesOf(...places);
      if (turn.current !== mine) return;
      if (!codes || codes[0] !== ends[0] || codes.at(-1) !== ends[1])
        return refuse(t("stations.rangeMoved"));
      setKept((now) =>
        now.key === key ? { ...now, selection: chosen(now.selection, codes, on) } : now,
      );
    } catch (error) {
      if (turn.current === mine) refuse(problemText(asProblem(error), t));
    } finally {
      if (turn.current === mine) setReading(null);
    }
  };

  return {
    selection,
    count: chosenCount(selection, matched),
    /** So many rows are being asked for, to be chosen. */
    reading: reading?.key === key ? reading.length : 0,
    clear: () => put(NOTHING_CHOSEN),
    every: () => put(ALL_CHOSEN),
    /** As a range, all from the one touched last get what this one gets. */
    toggle(index: number, range = false) {
      const station = at(index);
      if (!station) return;
      const on = !isChosen(selection, station.code);
      const touched = { code: station.code, index, list };
      const { anchor } = kept;
      // In another order a range would be of other stations.
      if (!range || kept.key !== key || !anchor || anchor.list !== list)
        return put(chosen(selection, [station.code], on), touched);
      // Others may have come in above since.
      const from = placeOf(at, anchor.code, anchor.index) ?? anchor.index;
      const [first, last] = [Math.min(from, index), Math.max(from, index)];
      const length = last - first + 1;
      if (length > LONGEST_RANGE) {
        const formatted = formatCount(LONGEST_RANGE, language);
        return refuse(t("stations.rangeTooLong", { formatted }));
      }
      const rows = Array.from({ length }, (_, step) => at(first + step)?.code);
      const codes = rows.filter((code) => code !== undefined);
      if (codes.length === length) return put(chosen(selection, codes, on), touched);
      const ends = [anchor.code, station.code] as [string, string];
      void chooseUnseen(from < index ? ends : [ends[1], ends[0]], [first, last], on);
    },
  };
}

export type Chosen = ReturnType<typeof useSelection>;
