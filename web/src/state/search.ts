// What the search box finds; how it is found: state/search-ask.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Region, Station } from "../api/types";
import { type When, whenParams } from "../model/question";
import { LIVE } from "./queries";
import { search } from "./search-ask";

export interface FoundRegion {
  region: Region;
  /** The region that it lies in. */
  above: string | null;
}

export interface Found {
  regions: FoundRegion[];
  stations: Station[];
}

/** Of a text that settles: what was found of the one before stays until then. */
export function useSearch(
  text: string,
  set: string,
  levels: readonly string[],
  view: When,
): Found & { settled: boolean } {
  const client = useQueryClient();
  const when = whenParams(view);
  const { data, isFetching } = useQuery({
    queryKey: [LIVE, "search", text, set, levels, when],
    queryFn: ({ signal }) => search(client, { text, set, levels, when }, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
  const found = text === "" ? undefined : data;
  return {
    regions: found?.regions ?? [],
    stations: found?.stations ?? [],
    settled: found !== undefined && !isFetching,
  };
}
