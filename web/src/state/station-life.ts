// All that is dated of a station, and what it sold by day: for the axis and the chart of its page.
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type CampaignsQuery, getCampaigns, getParticipants, type Known } from "../api/campaigns";
import * as api from "../api/endpoints";
import { choice } from "../model/params";
import { whenParams } from "../model/question";
import { endsOf, lifeItems, ruledDays, type TakenPart } from "../model/station-life";
import { GRAINS, SALES, salesPoints, stretchOf } from "../model/station-sales";
import { usePageParams } from "./page-params";
import { LIVE, useNetwork } from "./queries";
import { useTimeline } from "./station";
import { useKnownParams, useView } from "./view";

/** More of a kind than anybody tells apart on one line; there are a dozen, usually. */
const MOST = 500;

/** The campaigns of a station, each over the days on which it takes part. */
async function takenPart(
  asked: CampaignsQuery & { station: string },
  known: Known,
  signal: AbortSignal,
): Promise<TakenPart[]> {
  const { items } = await getCampaigns({ ...asked, sort: "from" }, signal);
  const parts = items.map(async (campaign) => {
    const { items } = await getParticipants(
      campaign.code,
      { ...known, station: asked.station },
      signal,
    );
    // None where it has left it since the campaigns were asked for.
    return items.map((participation) => ({ campaign, participation }));
  });
  return (await Promise.all(parts)).flat();
}

interface Asked {
  code: string;
  when: ReturnType<typeof whenParams>;
  known: Known;
}

const contractsQuery = ({ code, when }: Asked) =>
  queryOptions({
    queryKey: [LIVE, "life", "contracts", code, when],
    queryFn: ({ signal }) =>
      api.getContracts({ station: code, limit: MOST, ...when, sort: "from" }, signal),
  });

const feesQuery = ({ code, known }: Asked) =>
  queryOptions({
    queryKey: [LIVE, "life", "fees", code, known],
    queryFn: ({ signal }) => api.getFees({ station: code, limit: MOST, ...known }, signal),
  });

export function useStationLife(code: string) {
  const { at, knownAt } = useView();
  const known = useKnownParams();
  const when = whenParams({ at, knownAt });
  const today = useNetwork().data?.today;
  const stages = useTimeline(code);
  const asked = { station: code, limit: MOST };
  const [contracts, fees, campaigns, notes] = useQueries({
    queries: [
      contractsQuery({ code, when, known }),
      feesQuery({ code, when, known }),
      {
        queryKey: [LIVE, "life", "campaigns", code, when],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          takenPart({ ...asked, ...when }, known, signal),
      },
      {
        queryKey: [LIVE, "life", "notes", code, known],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.getNotes(code, { ...known, limit: MOST }, signal),
      },
    ],
  });
  const all = [stages, contracts, fees, campaigns, notes];
  const life = useMemo(() => {
    if (!today || !stages.data || !contracts.data || !fees.data) return undefined;
    if (!campaigns.data || !notes.data) return undefined;
    const items = lifeItems({
      stages: stages.data,
      contracts: contracts.data.items,
      fees: fees.data.items,
      campaigns: campaigns.data,
      notes: notes.data.items,
    });
    return { items, ends: endsOf(items, today), today };
  }, [today, stages.data, contracts.data, fees.data, campaigns.data, notes.data]);
  const error = all.find((query) => query.error)?.error ?? null;
  const retry = () => {
    for (const query of all) if (query.error) void query.refetch();
  };
  return { life, error, retry };
}

const PARAMS = { grain: choice(GRAINS, "month"), sale: choice(SALES, "gmv") };

export const useSalesParams = () => usePageParams(PARAMS);

/** Up to and with the date in view. */
export function useStationSales(code: string) {
  const [{ grain }] = useSalesParams();
  const { at, knownAt } = useView();
  const known = useKnownParams();
  const today = useNetwork().data?.today;
  const asked = { code, when: whenParams({ at, knownAt }), known };
  const contracts = useQuery({ ...contractsQuery(asked), placeholderData: keepPreviousData });
  const fees = useQuery({ ...feesQuery(asked), placeholderData: keepPreviousData });
  const day = at ?? today;
  const stretch = day ? stretchOf(grain, day) : null;
  const query = { ...known, station: code, ...stretch };
  const sales = useQuery({
    queryKey: [LIVE, "sales", query],
    queryFn: async ({ signal }) => ({ ...(await api.getPerformance(query, signal)), grain }),
    enabled: stretch !== null,
    placeholderData: keepPreviousData,
  });
  const { data } = sales;
  const error = sales.error ?? contracts.error ?? fees.error;
  const retry = () => {
    for (const query of [sales, contracts, fees]) if (query.error) void query.refetch();
  };
  const points = useMemo(() => {
    if (!data || !contracts.data || !fees.data) return undefined;
    const ruled = ruledDays({ contracts: contracts.data.items, fees: fees.data.items });
    return salesPoints(data.items, data.grain, { from: data.from, to: data.to }, ruled);
  }, [data, contracts.data, fees.data]);
  return { data, points, error, retry, grain: data?.grain ?? grain };
}
