// What the search box looks for: regions by name in what is already loaded, stations by the words
// of their code or name, and both of an address: the places that it names, and what follows them.
import type { Region } from "../api/types";

type Named = Pick<Region, "name" | "code">;
type Placed = Named & Pick<Region, "parent">;

/** What the server reads of a search. */
const MOST_WORDS = 8;
const MOST_SEARCHED = 200;

/** As the server takes it; null where there is no word in it. */
export function searchWords(text: string): string | null {
  const words = text.slice(0, MOST_SEARCHED).split(/\s+/).filter(Boolean);
  return words.slice(0, MOST_WORDS).join(" ") || null;
}

/** Regions whose name holds the text, names that begin with it first. */
export function matchRegions<R extends Named>(
  regions: readonly R[],
  text: string,
  limit: number,
): R[] {
  const wanted = text.toLowerCase();
  const rank = (r: R) => {
    const at = r.name.toLowerCase().indexOf(wanted);
    return at < 0 ? (r.code.startsWith(text) ? 1000 : -1) : at;
  };
  return regions
    .map((r) => [rank(r), r] as const)
    .filter(([at]) => at >= 0)
    .sort((a, b) => a[0] - b[0])
    .slice(0, limit)
    .map(([, r]) => r);
}

/** What a place is called without: 武汉 is 武汉市. */
const KINDS =
  /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|地区|省|市|区|县|盟)$/;

/** How much of the text's beginning is a region's name, or its name without what kind it is. */
function named(name: string, text: string): number {
  if (text.startsWith(name)) return name.length;
  const short = name.replace(KINDS, "");
  return short.length > 1 && text.startsWith(short) ? short.length : 0;
}

export interface Address<R> {
  /** What the text names from its beginning, each place in the one before; several of one name. */
  places: R[];
  /** What follows, without the number of a house: no name of a station has it. */
  rest: string;
}

/** `广东省佛山市南海区解放路914号` is 解放路 in 南海区. */
export function readAddress<R extends Placed>(regions: readonly R[], text: string): Address<R> {
  const byCode = new Map(regions.map((r) => [r.code, r]));
  const liesIn = (region: R, codes: ReadonlySet<string>): boolean => {
    const above = region.parent ? byCode.get(region.parent) : undefined;
    return above !== undefined && (codes.has(above.code) || liesIn(above, codes));
  };
  let places: R[] = [];
  let rest = text.trim();
  while (rest) {
    const codes = new Set(places.map(({ code }) => code));
    const found = regions
      .map((r) => [named(r.name, rest), r] as const)
      .filter(([length, r]) => length > 0 && (places.length === 0 || liesIn(r, codes)));
    const longest = Math.max(0, ...found.map(([length]) => length));
    if (longest === 0) break;
    places = found.filter(([length]) => length === longest).map(([, r]) => r);
    rest = rest.slice(longest).trim();
  }
  // A city that is its own province is one place.
  const codes = new Set(places.map(({ code }) => code));
  places = places.filter((place) => !liesIn(place, codes));
  return { places, rest: rest.replace(/\d+\s*(号|弄|栋|幢|楼|室).*$/u, "").trim() };
}

/** Those whose address holds what follows the places, the very address first. */
export function byAddress<S extends { address?: string | null }>(
  stations: readonly S[],
  text: string,
  rest: string,
): S[] {
  if (rest === "") return [];
  const plain = (address: string) => address.replace(/\s+/g, "");
  const said = plain(text);
  const found = stations.filter(({ address }) => address && plain(address).includes(plain(rest)));
  const isIt = ({ address }: S) => plain(address ?? "").includes(said);
  return [...found.filter(isIt), ...found.filter((s) => !isIt(s))];
}

/** Of stations found in several ways, each once: that of the very code first, then as they come. */
export function mergeFound<S extends { code: string }>(
  found: readonly (readonly S[])[],
  text: string,
  limit: number,
): S[] {
  const all = new Map(found.flat().map((station) => [station.code, station]));
  const exact = all.get(text);
  const others = [...all.values()].filter((station) => station !== exact);
  return (exact ? [exact, ...others] : others).slice(0, limit);
}
