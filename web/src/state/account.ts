// A station's contracts, terms and sales, and its notes.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as api from "../api/endpoints";
import type { NoteBody } from "../api/types";
import { spanOf } from "../model/period";
import { LIVE, useNetwork } from "./queries";
import { useView } from "./view";

/** On the date in view, over the period in view. */
export function useAccount(code: string) {
  const { at, period } = useView();
  const today = useNetwork().data?.today;
  const date = at ?? today;
  const query = date ? { at: date, ...spanOf(period, date) } : null;
  return useQuery({
    queryKey: [LIVE, "account", code, query],
    queryFn: ({ signal }) => api.getAccount(code, query ?? {}, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

const MOST_NOTES = 100;

export const useNotes = (code: string) =>
  useQuery({
    queryKey: [LIVE, "notes", code],
    queryFn: ({ signal }) => api.getNotes(code, MOST_NOTES, signal),
  });

export function useAddNote(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: NoteBody) => api.addNote(code, note),
    // The change feed does the same; this is in case it is down.
    onSuccess: () => void client.invalidateQueries({ queryKey: [LIVE] }),
  });
}
