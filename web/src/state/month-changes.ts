// The changes of stages in every month of the time bar: one question for all of
// them, whatever date is in view.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import * as api from "../api/endpoints";
import { type MonthChanges, monthChanges } from "../model/month-changes";
import { questionParams } from "../model/question";
import { LIVE } from "./queries";
import { useMonths } from "./time";
import { useQuestion } from "./view";

export function useMonthChanges() {
  const months = useMonths();
  const { at: _, ...timeless } = questionParams(useQuestion());
  const query: api.FunnelQuery | null = months && {
    ...timeless,
    kind: "flow",
    bucket: "month",
    from: months.from,
    to: months.to,
  };
  const answer = useQuery({
    queryKey: [LIVE, "funnel", query],
    queryFn: ({ signal }) => api.getFunnel(query as api.FunnelQuery, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
  const all = months?.months;
  const changes = useMemo<MonthChanges[] | undefined>(
    () => (answer.data && all ? monthChanges(answer.data.rows, all) : undefined),
    [answer.data, all],
  );
  return { changes, error: answer.error, refetch: answer.refetch };
}
