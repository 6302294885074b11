// What the search box asks: stations by code or name as CQL2, regions by name
// in what is already loaded.
import type { Region } from "../api/types";

const literal = (text: string) =>
  `'${text.replaceAll("'", "''").replaceAll("%", "\\%").replaceAll("_", "\\_")}%'`;

const anywhere = (text: string) => literal(text).replace("'", "'%");

export const stationFilter = (text: string): string =>
  `name LIKE ${anywhere(text)} OR code LIKE ${literal(text)}`;

/** Regions whose name holds the text, names that begin with it first. */
export function matchRegions<R extends Pick<Region, "name" | "code">>(
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
