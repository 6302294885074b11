// The change feed: one EventSource for the page, which goes on from the revision
// of the first answers. A revision makes the answers stale and tells the map to
// look again; the browser resumes by Last-Event-ID.
import type { QueryClient } from "@tanstack/react-query";
import { queryString } from "../api/query-string";
import type { RevisionEvent } from "../api/types";
import { LIVE, networkQuery } from "./queries";
import { createStore, useStore } from "./store";

export type Connection = "connecting" | "open" | "lost";

export const connection = createStore<Connection>("connecting");

/** The last revision heard of here; null until the first. Map tiles follow it. */
export const lastRevision = createStore<RevisionEvent | null>(null);

/** Counts the times when tiles must be asked again. */
export const tileEpoch = createStore(0);

export const useConnection = () => useStore(connection);
export const useLastRevision = () => useStore(lastRevision);
export const useTileEpoch = () => useStore(tileEpoch);

const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;
/** Several commits in a row are one refresh: an import must not make the page flicker. */
const GATHER = 120;

/** Whether an answer is of an earlier revision, and not because it was asked for as it was known. */
const isBehind = (client: QueryClient, revision: number) =>
  client
    .getQueryCache()
    .findAll({ queryKey: [LIVE] })
    .some(({ state, queryHash }) => {
      const answer = state.data as { revision?: number } | undefined;
      return (answer?.revision ?? revision) < revision && !queryHash.includes("known_at");
    });

/** Answers and tiles of an earlier revision are asked for again; what is seen stays until they come. */
export function askAllAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: [LIVE] });
  tileEpoch.set((n) => n + 1);
}

export function listenToChanges(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let retry = FIRST_RETRY;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;
  let stopped = false;
  /** The newest revision that is on the page or was heard of; null while none is known. */
  let told: number | null = null;

  const refresh = () => {
    // A stream of them is shown as it goes on, not only when it ends.
    gatherTimer ??= setTimeout(() => {
      gatherTimer = undefined;
      askAllAgain(client);
    }, GATHER);
  };

  const open = () => {
    source = new EventSource(`/api/v1/changes${queryString({ last_event_id: told ?? undefined })}`);
    source.addEventListener("open", () => {
      retry = FIRST_RETRY;
      connection.set("open");
      // What happened while nobody listened may have been missed; and of the first answers,
      // the one that told the revision need not be the oldest.
      if (wasOpen || (told !== null && isBehind(client, told))) refresh();
      wasOpen = true;
    });
    source.addEventListener("revision", (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as RevisionEvent;
      if (told !== null && change.revision <= told) return;
      told = change.revision;
      lastRevision.set(change);
      refresh();
    });
    // More was missed than is told again, or a backup took the network back to an earlier revision.
    source.addEventListener("reset", (event) => {
      told = (JSON.parse((event as MessageEvent<string>).data) as { revision: number }).revision;
      refresh();
    });
    source.addEventListener("error", () => {
      connection.set("lost");
      // The browser tries again by itself unless it has given up.
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(retryTimer);
      retryTimer = setTimeout(open, retry);
      retry = Math.min(retry * 2, LAST_RETRY);
    });
  };

  void client
    .ensureQueryData(networkQuery())
    .then(
      ({ revision }) => {
        told = revision;
      },
      // The page says why; listening begins with what comes.
      () => undefined,
    )
    .then(() => {
      if (!stopped) open();
    });
  return () => {
    stopped = true;
    clearTimeout(retryTimer);
    clearTimeout(gatherTimer);
    source?.close();
  };
}
