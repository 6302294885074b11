// A metric by its id: its words and how it is read.
import type { Localized } from "../api/types";
import { type Reading, readingOf } from "../model/metrics";
import { useMetrics } from "./queries";

export interface MetricInfo {
  id: string;
  title: Localized;
  formula: Localized;
  reading: Reading | undefined;
}

/** Until the catalogue is there, a metric is called by its id. */
export function useMetric(id: string): MetricInfo {
  const found = useMetrics().data?.find((m) => m.id === id);
  return {
    id,
    title: found?.title ?? { zh: id, en: id },
    formula: found?.formula ?? { zh: "", en: "" },
    reading: readingOf(found),
  };
}
