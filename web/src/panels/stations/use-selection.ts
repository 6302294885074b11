// The stations chosen: of the list as it is asked for, so another question begins anew.
import { useEffect, useRef, useState } from "react";
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

/** A station, and where it stood in which list. */
interface Touched {
  code: string;
  index: number;
  list: string | null;
}

interface Kept {
  key: string;
  selection: Selection;
  /** The one touched last. */
  anchor: Touched | null;
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
  const [reading, setReading] = useState(0);
  const asking = useRef<AbortController>(undefined);
  // Another question, or another page, has no use for them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question gives up what was asked for the one before
  useEffect(
    () => () => {
      asking.current?.abort();
      setReading(0);
    },
    [key],
  );
  const put = (next: Selection, anchor: Kept["anchor"] = null) => {
    asking.current?.abort();
    setReading(0);
    setKept({ key, selection: next, anchor });
  };
  const refuse = (text: string) => showToast({ text, tone: "bad" });

  /** Chooses rows that one has gone past without seeing them, if the two ends still are what they were. */
  const chooseUnseen = async (anchor: Touched, touched: Touched, on: boolean) => {
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    const { signal } = mine;
    const [first, last] = anchor.index < touched.index ? [anchor, touched] : [touched, anchor];
    setReading(last.index - first.index + 1);
    try {
      const codes = await codesOf(first.index, last.index, signal);
      if (signal.aborted) return;
      if (codes?.[0] !== first.code || codes.at(-1) !== last.code)
        return refuse(t("stations.rangeMoved"));
      setKept({ key, selection: chosen(selection, codes, on), anchor: touched });
    } catch (error) {
      if (!signal.aborted) refuse(problemText(asProblem(error), t));
    } finally {
      if (!signal.aborted) setReading(0);
    }
  };

  return {
    selection,
    count: chosenCount(selection, matched),
    /** So many rows are being asked for, to be chosen. */
    reading,
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
      void chooseUnseen({ ...anchor, index: from }, touched, on);
    },
  };
}

export type Chosen = ReturnType<typeof useSelection>;
