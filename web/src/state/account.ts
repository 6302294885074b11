// A station's contracts, terms and sales, and its notes.
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import * as api from "../api/endpoints";
import type { NoteBody } from "../api/types";
import { spanOf } from "../model/period";
import { whenParams } from "../model/question";
import { LIVE, useNetwork } from "./queries";
import { useKnownParams, useView } from "./view";

/** On the date in view, over the period in view. */
export function useAccount(code: string) {
  const { at, knownAt, period } = useView();
  const today = useNetwork().data?.today;
  const date = at ?? today;
  const query = date ? { ...whenParams({ at: date, knownAt }), ...spanOf(period, date) } : null;
  return useQuery({
    queryKey: [LIVE, "account", code, query],
    queryFn: ({ signal }) => api.getAccount(code, query ?? {}, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

const NOTES = 20;

/** The newest first, a page at a time. */
export function useNotes(code: string) {
  const known = useKnownParams();
  return useInfiniteQuery({
    queryKey: [LIVE, "notes", code, known],
    queryFn: ({ signal, pageParam }) =>
      api.getNotes(code, { ...known, limit: NOTES, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useAddNote(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: NoteBody) => api.addNote(code, note),
    // The change feed does the same; this is in case it is down.
    onSuccess: () => void client.invalidateQueries({ queryKey: [LIVE] }),
  });
}
