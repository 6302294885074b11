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
  /** Why a part of it is missing. */
  error: unknown;
}

export interface Searched extends Found {
  /** Whether it is of this very text, and not of the one before. */
  settled: boolean;
  again(): void;
}

/** Of a text that settles: what was found of the one before stays until then. */
export function useSearch(
  text: string,
  set: string,
  levels: readonly string[],
  view: When,
): Searched {
  const client = useQueryClient();
  const when = whenParams(view);
  const query = useQuery({
    queryKey: [LIVE, "search", text, set, levels, when],
    queryFn: ({ signal }) => search(client, { text, set, levels, when }, signal),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
  const found = text === "" ? undefined : query.data;
  const settled = found !== undefined && !query.isPlaceholderData;
  return {
    regions: found?.regions ?? [],
    stations: found?.stations ?? [],
    error: text === "" ? null : (query.error ?? (settled ? found.error : null)),
    settled,
    again: () => void query.refetch(),
  };
}
