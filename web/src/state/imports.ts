// A file on its way in: sent, looked at, checked, imported, undone.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import * as api from "../api/imports";
import { asProblem } from "../api/problem";
import { type ImportParams, inspectQuery } from "../model/imports";
import { askAllAgain } from "./live";
import { useLanguage } from "./preferences";
import { LIVE } from "./queries";

/** Row errors that the page shows; all of them are in the file. */
export const SHOWN_ERRORS = 200;
/** How often a running import is asked for. */
const POLL_MS = 400;
/** How often one that is over is asked whether its file is still kept. */
const KEPT_MS = 300_000;
/** Imports that the page lists at most. */
const MOST_RECENT = 200;

/** Sends a file; what it is called and how much of it has left are known meanwhile. */
export function useUpload(done: (upload: api.Upload) => void) {
  const [share, setShare] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const send = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController();
      setShare(0);
      return api.uploadFile(file, setShare, abort.current.signal);
    },
    onSuccess: done,
  });
  // Who closes the page stops the upload, so they are asked; an import goes on by itself.
  useEffect(() => {
    if (!send.isPending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [send.isPending]);
  useEffect(() => () => abort.current?.abort(), []);
  return { ...send, share, cancel: () => abort.current?.abort() };
}

/** What the file looks like, read as the parameters say; the last look stays until the next is there. */
export function useInspection(params: ImportParams) {
  const query = inspectQuery(params);
  return useQuery({
    queryKey: ["upload", params.upload, query],
    queryFn: ({ signal }) => api.getInspection(params.upload as string, query, signal),
    enabled: params.upload !== null,
    placeholderData: (previous) =>
      previous?.id === params.upload ? keepPreviousData(previous) : undefined,
  });
}

const isOver = (job: api.Import | undefined) => job?.status === "done" || job?.status === "refused";

export function useStartImport(started: (id: string) => void) {
  return useMutation({
    mutationFn: api.startImport,
    onSuccess: ({ id }) => started(id),
  });
}

/** An import, asked for until it is over; in another language the last answer stays until the next is there. */
export function useImport(id: string | null) {
  const lang = useLanguage();
  return useQuery({
    queryKey: ["import", id, lang],
    queryFn: ({ signal }) => api.getImport(id as string, { errors: SHOWN_ERRORS, lang }, signal),
    enabled: id !== null,
    placeholderData: (previous) => (previous?.id === id ? previous : undefined),
    refetchInterval: ({ state: { data, error } }) => {
      if (isGone(error)) return false;
      if (!isOver(data)) return POLL_MS;
      return data?.file_kept ? KEPT_MS : false;
    },
  });
}

/** The imports that were written, newest first, and whether they still are in force. */
export function useRecentImports() {
  return useQuery({
    queryKey: [LIVE, "revisions", "import", MOST_RECENT],
    // Each says itself what has undone it.
    queryFn: ({ signal }) => api.getRevisions({ kind: "import", limit: MOST_RECENT }, signal),
    placeholderData: keepPreviousData,
    select: ({ items }) => items,
  });
}

/** Asks what undoing a revision would put back, and undoes it. */
export function useUndo(revision: number) {
  const client = useQueryClient();
  const ask = useMutation({ mutationFn: () => api.undoRevision(revision, true) });
  const undo = useMutation({
    mutationFn: () => api.undoRevision(revision, false),
    onSuccess: () => askAllAgain(client),
  });
  return { ask, undo };
}

/** Whether the server no longer knows what was asked for. */
export const isGone = (error: unknown): boolean => !!error && asProblem(error).status === 404;

/** The file is not needed any more; it would go by itself, so nobody waits. */
export const forgetUpload = (id: string) => void api.deleteUpload(id).catch(() => undefined);
