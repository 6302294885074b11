// The comparison of two dates: the same question asked of both.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  type ChangeRow,
  type ChangeScale,
  changeOf,
  changeRows,
  changeScale,
} from "../model/change";
import { movedTo } from "../model/period";
import type { Question } from "../model/question";
import { regionStatsQuery, tells, totalsQuery, useNetwork } from "./queries";
import { useRegionView } from "./region-view";
import { useQuestion, useView } from "./view";

export interface Compared {
  /** The earlier date and the later one, whichever handle they came from. */
  before: string;
  after: string;
  questions: { before: Question; after: Question };
}

export function useCompared(): Compared | null {
  const { at, compare } = useView();
  const question = useQuestion();
  const today = useNetwork().data?.today;
  return useMemo(() => {
    const date = at ?? today;
    if (compare === null || !date) return null;
    const [before, after] = compare <= date ? [compare, date] : [date, compare];
    const asked = (on: string): Question => ({
      ...question,
      // Today stays today, and its tiles those that are there already.
      at: on === today ? null : on,
      period: movedTo(question.period, date, on),
    });
    return { before, after, questions: { before: asked(before), after: asked(after) } };
  }, [at, compare, question, today]);
}

/** The totals of both dates. */
export function useComparedTotals() {
  const compared = useCompared();
  const { metric } = useView();
  const question = useQuestion();
  const ask = (side: "before" | "after") => ({
    ...totalsQuery(compared?.questions[side] ?? question, metric),
    ...(compared ? {} : { enabled: false }),
    placeholderData: keepPreviousData,
  });
  return { before: useQuery(ask("before")), after: useQuery(ask("after")) };
}

export interface RegionChanges {
  rows: ChangeRow[];
  scale: ChangeScale | null;
}

/** The regions of both dates; undefined until both are there. */
export function useRegionChanges(): { data: RegionChanges | undefined; error: Error | null } {
  const compared = useCompared();
  const { metric, change } = useView();
  const question = useQuestion();
  const { set, level } = useRegionView();
  const ask = (side: "before" | "after") => ({
    ...regionStatsQuery(compared?.questions[side] ?? question, set, level, metric),
    ...(compared ? {} : { enabled: false }),
    placeholderData: keepPreviousData,
  });
  const before = useQuery(ask("before"));
  const after = useQuery(ask("after"));
  const data = useMemo(() => {
    if (!compared || !before.data || !after.data) return undefined;
    if (!tells(before.data, metric) || !tells(after.data, metric)) return undefined;
    const rows = changeRows(before.data.rows, after.data.rows, metric);
    return { rows, scale: changeScale(rows.map((row) => changeOf(row, change))) };
  }, [compared, before.data, after.data, metric, change]);
  return { data, error: before.error ?? after.error };
}
