// The change feed: one EventSource for the page. A revision makes the answers
// stale and tells the map to look again; the browser resumes by Last-Event-ID.
import type { QueryClient } from "@tanstack/react-query";
import type { RevisionEvent } from "../api/types";
import { LIVE } from "./queries";
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

export function listenToChanges(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let retry = FIRST_RETRY;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;

  const refresh = () => {
    clearTimeout(gatherTimer);
    gatherTimer = setTimeout(() => {
      void client.invalidateQueries({ queryKey: [LIVE] });
      tileEpoch.set((n) => n + 1);
    }, GATHER);
  };

  const open = () => {
    source = new EventSource("/api/v1/changes");
    source.addEventListener("open", () => {
      retry = FIRST_RETRY;
      connection.set("open");
      // What happened while nobody listened may have been missed.
      if (wasOpen) refresh();
      wasOpen = true;
    });
    source.addEventListener("revision", (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as RevisionEvent;
      if (change.revision <= (lastRevision.get()?.revision ?? -1)) return;
      lastRevision.set(change);
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

  open();
  return () => {
    clearTimeout(retryTimer);
    clearTimeout(gatherTimer);
    source?.close();
  };
}
