// The one place that talks HTTP: a client typed by the server's description,
// which turns every refusal into a Problem.
import createClient from "openapi-fetch";
import { asProblem, problemFrom } from "./problem";
import { type Query, queryString } from "./query-string";
import type { paths } from "./schema";

/** Who the server's history names for changes made here. */
const ACTOR = "web";

export const client = createClient<paths>({
  // Asked for at each call, so that tests can put their own in place.
  fetch: (request) => globalThis.fetch(request),
  querySerializer: (query) => queryString(query as Query).slice(1),
});

client.use({
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("x-actor", ACTOR);
    return request;
  },
  onError({ error }) {
    // An abort is not a failure; TanStack Query wants to see it as it is.
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return asProblem(error);
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body and what came with it, or the problem thrown. */
export async function answeredWith<T>(
  asked: Promise<Answer<T>>,
): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemFrom(response.status, response.statusText, error);
  return { data: data as T, response };
}

/** The answer's body, or the problem thrown. */
export const answered = async <T>(asked: Promise<Answer<T>>): Promise<T> =>
  (await answeredWith(asked)).data;
