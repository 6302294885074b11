// The regions below the one in view, for the table of the cooperation page.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { monthsTo } from "../model/cooperation";
import { figureParams, type Question } from "../model/question";
import { type RegionRow, type Row, regionRows, SHARE } from "../model/region-rows";
import { countOf } from "../model/value";
import { useBetween, useChanges, useCooperationParams } from "./cooperation";
import { statsQuery } from "./queries";
import { useLevelBelow } from "./region-view";
import { useQuestion } from "./view";

const NOW = "coverage_rate,online,stations,contracts_expiring_90d";

interface Answer {
  rows: readonly Row[];
  unassigned?: { values: Row["values"] } | null;
}

/** The rows, and after them the stations in no region where there are any. */
const withUnassigned = ({ rows, unassigned }: Answer): Row[] =>
  unassigned ? [...rows, { region: null, values: unassigned.values }] : [...rows];

export function useRegionRows() {
  const question = useQuestion();
  const days = useBetween();
  const [{ months }] = useCooperationParams();
  const { set, level, ...below } = useLevelBelow();
  const asked = (on: Partial<Question>, metrics: string, more: object = {}) => {
    const params = figureParams({ ...question, ...on }, metrics);
    const known = params !== null && days !== null && level !== null;
    return {
      ...statsQuery(known ? { ...params, set, level: level as string, ...more } : null),
      placeholderData: keepPreviousData,
    };
  };
  const now = useQuery(asked({ at: days?.to ?? null }, NOW));
  const before = useQuery(asked({ at: days?.from ?? null }, SHARE));
  const series = days
    ? { bucket: "month" as const, ...monthsTo(days.to, Number(months)) }
    : undefined;
  const byMonth = useQuery(asked({ at: null }, `${SHARE},online`, series));
  const moves = useChanges({ set, level });
  const parts = [below, now, before, byMonth, moves];
  const rows = useMemo<RegionRow[] | undefined>(() => {
    if (!now.data || !before.data || !byMonth.data || !moves.data) return undefined;
    const all = withUnassigned(now.data);
    return regionRows({
      now: all.filter((row) => row.region || countOf(row.values.stations) > 0),
      before: withUnassigned(before.data),
      moves: withUnassigned(moves.data),
      months: byMonth.data.rows,
    });
  }, [now.data, before.data, byMonth.data, moves.data]);
  return {
    rows,
    level,
    error: parts.find((part) => part.error)?.error ?? null,
    refetch: () => {
      // Without a level there is nothing yet to ask for.
      for (const part of below.error ? [below] : parts) void part.refetch();
    },
  };
}

/** The coverage of all of the question on both days. */
export function useCoverage() {
  const question = useQuestion();
  const days = useBetween();
  const asked = (at: string | undefined) => ({
    ...statsQuery(
      at ? figureParams({ ...question, at }, "coverage_rate,online,contracts_expiring_90d") : null,
    ),
    placeholderData: keepPreviousData,
  });
  return { before: useQuery(asked(days?.from)), now: useQuery(asked(days?.to)) };
}
