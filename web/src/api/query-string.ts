// Query strings in one form for requests, tiles and links.

export type Query = Record<string, string | number | undefined>;

/** In the order given, with the separators that stay legible left as they are. */
export function queryString(query: Query): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    const escaped = encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3A", ":");
    parts.push(`${encodeURIComponent(key)}=${escaped}`);
  }
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}
