// Query strings in one form for requests, tiles and links.

/** A list is a parameter that is repeated. */
export type Query = Record<string, string | number | readonly string[] | undefined>;

/** In the order given, with the separators that stay legible left as they are. */
export function queryString(query: Query): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === "") continue;
      const escaped = encodeURIComponent(String(one)).replaceAll("%2C", ",").replaceAll("%3A", ":");
      parts.push(`${encodeURIComponent(key)}=${escaped}`);
    }
  }
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}
