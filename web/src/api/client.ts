// The one place that talks HTTP: sends a request, turns a refusal into a
// Problem, and hands back the parsed answer.
import { Problem, problemFrom } from "./problem";

export type Query = Record<string, string | number | undefined>;

/** Who the server's history names for changes made here. */
const ACTOR = "web";

/** Query string in a stable order, with the separators that stay legible left as they are. */
export function queryString(query: Query): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    const escaped = encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3A", ":");
    parts.push(`${encodeURIComponent(key)}=${escaped}`);
  }
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
}

export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  const init: RequestInit = { method, headers, signal: options.signal ?? null };
  if (method !== "GET") headers["x-actor"] = ACTOR;
  if (options.body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(path + queryString(options.query ?? {}), init);
  } catch (error) {
    // An abort is not a failure; TanStack Query wants to see it as it is.
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, error instanceof Error ? error.message : "network failure");
  }
  if (response.status === 204) return undefined as T;
  const body = response.headers.get("content-type")?.includes("json")
    ? await response.json().catch(() => null)
    : null;
  if (!response.ok) throw problemFrom(response.status, response.statusText, body);
  if (body === null) throw new Problem(response.status, `${path}: the answer is not JSON`);
  return body as T;
}
