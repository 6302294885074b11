// What the search box finds: regions, stations, and the stations of an address.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import * as api from "../api/endpoints";
import type { Region, Station } from "../api/types";
import { type When, whenParams } from "../model/question";
import { byAddress, matchRegions, mergeFound, readAddress, searchWords } from "../model/search";
import { LIVE, regionsQuery } from "./queries";

const MOST_REGIONS = 6;
const MOST_STATIONS = 8;
/** So many places of one name are looked into. */
const MOST_PLACES = 3;
/** As many as the server gives at once; a district with more is not read through. */
const MOST_OF_PLACE = 1_000;

export interface FoundRegion {
  region: Region;
  /** The region that it lies in. */
  above: string | null;
}

export interface Found {
  regions: FoundRegion[];
  stations: Station[];
  /** Whether all of it is of the text that was asked for. */
  settled: boolean;
}

/** Regions of every level, asked once and searched here; there are a few thousand. */
const useAllRegions = (set: string, levels: readonly string[], enabled: boolean) =>
  useQuery({
    ...regionsQuery([LIVE, "all-regions"], set, levels),
    enabled: enabled && levels.length > 0,
  });

/**
 * The stations of the lowest places, whose addresses are read here: the server searches codes and
 * names alone. Asked once for a place, however its street is typed.
 */
function useAddresses(places: readonly Region[], set: string, rest: string, when: When) {
  const lowest = rest.length < 2 ? [] : places.filter(({ children }) => children === 0);
  return useQueries({
    queries: lowest.slice(0, MOST_PLACES).map(({ code }) => {
      const query = { ...whenParams(when), set, within: code, limit: MOST_OF_PLACE };
      return {
        queryKey: [LIVE, "stations-of-place", query],
        queryFn: ({ signal }: { signal: AbortSignal }) => api.getStations(query, signal),
      };
    }),
    combine: (answers) => ({
      stations: answers.flatMap(({ data }) => data?.items ?? []),
      isFetching: answers.some(({ isFetching }) => isFetching),
    }),
  });
}

export function useSearch(text: string, set: string, levels: readonly string[], when: When): Found {
  const all = useAllRegions(set, levels, text !== "");
  const { places, rest } = useMemo(
    () => readAddress(text === "" ? [] : (all.data ?? []), text),
    [all.data, text],
  );
  const words = searchWords(text);
  const ofPlaces = useAddresses(places, set, rest, when);
  // By its words, and where it names a place, by what follows among the stations of the place.
  const inPlaces = rest === "" ? [] : places.slice(0, MOST_PLACES).map(({ code }) => code);
  const stations = useQuery({
    queryKey: [LIVE, "station-search", words, set, inPlaces, rest, whenParams(when)],
    queryFn: async ({ signal }) => {
      const ask = (query: api.StationsQuery) =>
        api.getStations({ ...whenParams(when), ...query, limit: MOST_STATIONS }, signal);
      const answers = await Promise.all([
        ask({ q: words as string }),
        ...inPlaces.map((within) => ask({ q: searchWords(rest) as string, set, within })),
      ]);
      return answers.flatMap(({ items }) => items);
    },
    enabled: words !== null && !all.isLoading,
    placeholderData: keepPreviousData,
  });
  const regions = useMemo((): FoundRegion[] => {
    if (text === "" || !all.data) return [];
    const matched = matchRegions(all.data, text, MOST_REGIONS);
    // The place of an address is found as well, where its name is said in full.
    const said = places.filter(({ name }) => text.includes(name) && name !== text);
    const names = new Map(all.data.map(({ code, name }) => [code, name]));
    return [...new Set([...matched, ...said])].slice(0, MOST_REGIONS).map((region) => ({
      region,
      above: (region.parent && names.get(region.parent)) ?? null,
    }));
  }, [all.data, text, places]);
  const found = useMemo(() => {
    if (words === null) return [];
    const there = byAddress(ofPlaces.stations, text, rest);
    return mergeFound([there, stations.data ?? []], text, MOST_STATIONS);
  }, [words, text, rest, ofPlaces.stations, stations.data]);
  return {
    regions,
    stations: found,
    settled: words !== null && !all.isFetching && !stations.isFetching && !ofPlaces.isFetching,
  };
}
