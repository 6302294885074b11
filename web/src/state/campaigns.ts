// The campaigns and their stations, as they are on the date in view, and what is written of them.
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import * as api from "../api/campaigns";
import { getStations } from "../api/endpoints";
import { quoted } from "../model/question";
import { LIVE } from "./queries";
import { useKnownParams, useWhenParams } from "./view";

/** The most that the server gives at once. */
const PAGE = 1000;

/** All of them: there are hundreds at most, and the strip shows every one. */
export function useCampaigns() {
  const asked = useWhenParams();
  return useQuery({
    queryKey: [LIVE, "campaigns", asked],
    queryFn: async ({ signal }) => {
      const items: api.Campaign[] = [];
      let page = await api.getCampaigns({ ...asked, limit: PAGE }, signal);
      items.push(...page.items);
      while (page.next) {
        page = await api.getCampaigns({ ...asked, limit: PAGE, cursor: page.next }, signal);
        items.push(...page.items);
      }
      return { at: page.at, items };
    },
    placeholderData: keepPreviousData,
  });
}

export function useCampaign(code: string) {
  const asked = useWhenParams();
  return useQuery({
    queryKey: [LIVE, "campaign", code, asked],
    queryFn: ({ signal }) => api.getCampaign(code, asked, signal),
    placeholderData: (previous) => (previous?.code === code ? previous : undefined),
  });
}

/** As many as a table shows before it is asked for more. */
const ROWS = 20;

export function useParticipants(code: string) {
  const known = useKnownParams();
  return useInfiniteQuery({
    queryKey: [LIVE, "participants", code, known],
    queryFn: ({ signal, pageParam }) =>
      api.getParticipants(
        code,
        { ...known, limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What stations are called; those that are not open on the date have no entry. */
export function useStationNames(codes: readonly string[]) {
  const asked = useWhenParams();
  return useQuery({
    queryKey: [LIVE, "station-names", asked, codes],
    queryFn: ({ signal }) =>
      getStations(
        { ...asked, filter: `code IN (${codes.map(quoted)})`, limit: codes.length },
        signal,
      ),
    enabled: codes.length > 0,
    placeholderData: keepPreviousData,
    select: ({ items }) => new Map(items.map((station) => [station.code, station])),
  });
}

/** The change feed does the same; this is in case it is down. */
export const refresh = (client: QueryClient) => void client.invalidateQueries({ queryKey: [LIVE] });

/** Makes a campaign, or changes the one of a code. */
export function useWriteCampaign(code: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: api.NewCampaign) => {
      const { code: made, ...edit } = body;
      return code === null
        ? api.createCampaign({ code: made, ...edit })
        : api.editCampaign(code, edit);
    },
    onSuccess: () => refresh(client),
  });
}

export function useDeleteCampaign(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteCampaign(code),
    // Not its own answers: they are gone with it, and the page leaves.
    onSuccess: () => void client.invalidateQueries({ queryKey: [LIVE, "campaigns"] }),
  });
}

export interface Added {
  added: string[];
  /** Those that were refused, each with the error. */
  refused: { station: string; error: Error }[];
}

export function useParticipation(code: string) {
  const client = useQueryClient();
  const onSettled = () => refresh(client);
  const add = useMutation({
    // One after another: the server takes them one by one.
    mutationFn: async (stations: readonly string[]): Promise<Added> => {
      const done: Added = { added: [], refused: [] };
      for (const station of stations) {
        try {
          await api.putParticipant(code, station, {});
          done.added.push(station);
        } catch (error) {
          done.refused.push({ station, error: error as Error });
        }
      }
      return done;
    },
    onSettled,
  });
  const restore = useMutation({
    mutationFn: ({ station, from, to }: api.Participation) =>
      api.putParticipant(code, station, { from, to: to ?? null }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (station: string) => api.removeParticipant(code, station),
    onSettled,
  });
  return { add, restore, remove };
}
