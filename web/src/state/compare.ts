// The comparison of two dates: the same question asked of both.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Stats } from "../api/types";
import {
  type ChangeRow,
  type ChangeScale,
  changeOf,
  changeRows,
  changeScale,
} from "../model/change";
import { movedTo } from "../model/period";
import type { Question } from "../model/question";
import { LIVE, regionStatsQuery, tells, totalsQuery, useNetwork } from "./queries";
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

type Pair = Record<"before" | "after", Stats>;

/**
 * The answers for both dates as one: what is shown of an earlier question while
 * the next is on its way is of that question on both sides.
 */
function usePair(ask: (question: Question) => ReturnType<typeof totalsQuery>) {
  const client = useQueryClient();
  const { questions } = useCompared() ?? {};
  const [before, after] = questions ? [ask(questions.before), ask(questions.after)] : [];
  return useQuery({
    queryKey: [LIVE, "pair", before?.queryKey, after?.queryKey],
    queryFn: async (): Promise<Pair> => {
      if (!before || !after) throw new Error("nothing to compare");
      const answers = await Promise.all([client.fetchQuery(before), client.fetchQuery(after)]);
      return { before: answers[0], after: answers[1] };
    },
    enabled: before?.enabled === true && after?.enabled === true,
    // Each of the two tries again by itself.
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** The totals of both dates. */
export function useComparedTotals() {
  const { metric } = useView();
  return usePair((question) => totalsQuery(question, metric));
}

export interface RegionChanges {
  rows: ChangeRow[];
  scale: ChangeScale | null;
}

/** The regions of both dates; undefined until both are there. */
export function useRegionChanges() {
  const compared = useCompared();
  const { metric, change } = useView();
  const { set, level } = useRegionView();
  const pair = usePair((question) => regionStatsQuery(question, set, level, metric));
  const { before, after } = pair.data ?? {};
  const data = useMemo((): RegionChanges | undefined => {
    if (!compared || !before || !after) return undefined;
    if (!tells(before, metric) || !tells(after, metric)) return undefined;
    const rows = changeRows(before.rows, after.rows, metric);
    return { rows, scale: changeScale(rows.map((row) => changeOf(row, change))) };
  }, [compared, before, after, metric, change]);
  return { data, error: pair.error, refetch: pair.refetch };
}
