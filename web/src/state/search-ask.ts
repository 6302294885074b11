// Finds regions, stations, and the stations of an address.
import type { QueryClient } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import type { Region } from "../api/types";
import type { Params } from "../model/question";
import { byAddress, matchRegions, mergeFound, readAddress, searchWords } from "../model/search";
import { LIVE, regionsQuery } from "./queries";
import type { Found } from "./search";

const MOST_REGIONS = 6;
const MOST_STATIONS = 8;
/** So many places of one name are looked into. */
const MOST_PLACES = 3;
/** As many as the server gives at once; a district with more is not read through. */
const MOST_OF_PLACE = 1_000;

interface Asked {
  text: string;
  set: string;
  levels: readonly string[];
  when: Params;
}

/** Kept while nothing changes: what is LIVE is stale with the next revision. */
const KEPT = Number.POSITIVE_INFINITY;

/** Regions of every level, asked once and searched here; there are a few thousand. */
const allRegions = (client: QueryClient, set: string, levels: readonly string[]) =>
  client.fetchQuery({
    ...regionsQuery([LIVE, "all-regions"], set, levels),
    staleTime: KEPT,
  }) as Promise<Region[]>;

/**
 * The stations of a lowest place, whose addresses are read here: the server searches codes and
 * names alone. Asked once for a place, however its street is typed.
 */
const stationsOf = (client: QueryClient, { set, when }: Asked, within: string) => {
  const query = { ...when, set, within, limit: MOST_OF_PLACE };
  return client.fetchQuery({
    queryKey: [LIVE, "stations-of-place", query],
    queryFn: async () => (await api.getStations(query)).items,
    staleTime: KEPT,
  });
};

interface Attempt<T> {
  value: T;
  error: unknown;
}

/** A part of the answer, without which the others still stand. */
const attempt = <T>(asked: Promise<T>, otherwise: T): Promise<Attempt<T>> =>
  asked.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: otherwise, error }),
  );

export async function search(
  client: QueryClient,
  asked: Asked,
  signal: AbortSignal,
): Promise<Found> {
  const { text, set, levels, when } = asked;
  const known = await attempt(allRegions(client, set, levels), []);
  const all = known.value;
  const { places, rest } = readAddress(all, text);
  const looked = rest === "" ? [] : places.slice(0, MOST_PLACES);
  const lowest = rest.length < 2 ? [] : looked.filter(({ children }) => children === 0);
  const byWords = async (words: string, more: api.StationsQuery = {}) => {
    const q = searchWords(words);
    if (q === null) return [];
    return (await api.getStations({ ...when, ...more, q, limit: MOST_STATIONS }, signal)).items;
  };
  // By its words, and where it names a place, by what follows among the stations of the place: a
  // place that cannot be looked into takes nothing from the others.
  const [addresses, byText, ...named] = await Promise.all([
    Promise.all(lowest.map(({ code }) => attempt(stationsOf(client, asked, code), []))),
    attempt(byWords(text), []),
    ...looked.map(({ code }) => attempt(byWords(rest, { set, within: code }), [])),
  ]);
  signal.throwIfAborted();
  // With nothing at all to show, the query fails as any other, and is tried again.
  if (known.error && byText.error) throw byText.error;
  // The place of an address is found as well, where its name is said in full.
  const said = places.filter(({ name }) => text.includes(name) && name !== text);
  const regions = [...new Set([...matchRegions(all, text, MOST_REGIONS), ...said])];
  const names = new Map(all.map(({ code, name }) => [code, name]));
  return {
    regions: regions.slice(0, MOST_REGIONS).map((region) => ({
      region,
      above: (region.parent && names.get(region.parent)) ?? null,
    })),
    stations: mergeFound(
      [
        byAddress(
          addresses.flatMap(({ value }) => value),
          text,
          rest,
        ),
        ...[byText, ...named].map(({ value }) => value),
      ],
      text,
      MOST_STATIONS,
    ),
    error: [known, byText, ...addresses, ...named].find((one) => one.error)?.error ?? null,
  };
}
