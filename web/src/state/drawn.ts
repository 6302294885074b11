// The shape that was drawn on the map: in the URL, with its statistics and its stations.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import * as api from "../api/endpoints";
import { hasPeriod } from "../model/metrics";
import { choice } from "../model/params";
import { figureParams, type Question, questionParams } from "../model/question";
import { areaParam, boxParam, polygonOf, questionIn, rounded, type Shape } from "../model/shape";
import { usePageParams } from "./page-params";
import { LIVE, TOTAL_METRICS } from "./queries";
import { type SetOptions, useQuestion, useView } from "./view";

export const VIEWS = ["stats", "list"] as const;
export type DrawnView = (typeof VIEWS)[number];

// A box is drawn for the list, an area for its statistics; either can show the other as well.
const PARAMS = {
  area: areaParam,
  box: boxParam,
  drawn: choice(["", ...VIEWS], ""),
};

/** In place of a region: the number is of what was drawn. */
export const DRAWN = "~";

export interface Drawn {
  shape: Shape | null;
  view: DrawnView;
  set(shape: Shape | null, options?: SetOptions): void;
  show(view: DrawnView): void;
}

export function useDrawn(): Drawn {
  const [{ area, box, drawn }, setParams] = usePageParams(PARAMS);
  const shape = area ?? box;
  const usual: DrawnView = shape?.kind === "box" ? "list" : "stats";
  const set = useCallback(
    (next: Shape | null, options?: SetOptions) => {
      const sound = next && rounded(next);
      // One at a time: a box takes the place of an area, and an area that of a box.
      const shapes =
        sound?.kind === "box" ? { area: null, box: sound } : { area: sound, box: null };
      // What is drawn anew is shown as what it was drawn for.
      setParams(sound?.kind === shape?.kind ? shapes : { ...shapes, drawn: "" }, options);
    },
    [setParams, shape],
  );
  const show = useCallback(
    (view: DrawnView) => setParams({ drawn: view === usual ? "" : view }, { replace: true }),
    [setParams, usual],
  );
  return { shape, view: drawn || usual, set, show };
}

export const MONEY = ["gmv", "channel_fee", "fee_rate"];
/** What the panel says of a shape, beside the metric in view. */
const DRAWN_METRICS = [...TOTAL_METRICS.split(","), ...MONEY, "missing_fee", "missing_gmv"];

export function useDrawnStats(shape: Shape | null, question: Question | undefined) {
  const { metric } = useView();
  const metrics = [...new Set([...DRAWN_METRICS, metric])].join(",");
  const params = question ? figureParams(question, metrics) : null;
  const area = shape && polygonOf(shape);
  return useQuery({
    queryKey: [LIVE, "area-stats", params, area],
    queryFn: ({ signal }) =>
      api.getAreaStats(params as api.StatsQuery, area as GeoJSON.Polygon, signal),
    enabled: params !== null && area !== null,
    placeholderData: keepPreviousData,
  });
}

const PAGE = 100;

/** The stations in a shape, a page at a time; by the metric in view where each has a value of it. */
export function useDrawnStations(shape: Shape) {
  const question = useQuestion();
  const { metric } = useView();
  const told = hasPeriod(metric);
  const asked = shape.kind === "box" ? question : questionIn(question, shape);
  const params = told ? figureParams(asked, metric) : questionParams(asked);
  const query = params && {
    ...params,
    ...(shape.kind === "box" ? { bbox: shape.box.join(",") } : {}),
    ...(told ? { sort: `-${metric}` } : {}),
    limit: PAGE,
  };
  return useInfiniteQuery({
    queryKey: [LIVE, "stations-in", query],
    queryFn: ({ signal, pageParam }) =>
      api.getStations({ ...query, cursor: pageParam } as api.StationsQuery, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}
