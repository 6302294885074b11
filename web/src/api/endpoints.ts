// One function per endpoint that the web uses, each returning a typed answer.
import { answered, client } from "./client";
import type { paths } from "./schema";
import type {
  ContractPage,
  ExplainPage,
  Explanation,
  Funnel,
  Movements,
  Network,
  NoteBody,
  RegionDetail,
  StageChange,
  StationDetail,
  StationList,
  Stats,
} from "./types";

/** The query parameters of a path. */
export type QueryOf<P extends keyof paths> = paths[P] extends {
  get: { parameters: { query?: infer Q } };
}
  ? NonNullable<Q>
  : never;

export type StatsQuery = QueryOf<"/api/v1/stats">;
export type StationsQuery = QueryOf<"/api/v1/stations">;

export const getNetwork = (signal?: AbortSignal) =>
  answered(client.GET("/api/v1/network", { signal })) as Promise<Network>;

export const getMetrics = (signal?: AbortSignal) =>
  answered(client.GET("/api/v1/metrics", { signal }));

export const getRegionSets = (signal?: AbortSignal) =>
  answered(client.GET("/api/v1/regions", { signal }));

export const getRegions = (set: string, level: string, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/regions/{set}", { params: { path: { set }, query: { level } }, signal }),
  );

type RegionsQuery = QueryOf<"/api/v1/regions/{set}">;

export const getRegionsBelow = (set: string, query: RegionsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/regions/{set}", { params: { path: { set }, query }, signal }));

export const getRegion = (set: string, code: string, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/regions/{set}/{code}", { params: { path: { set, code } }, signal }),
  ) as Promise<RegionDetail>;

/** As JSON: the other formats are for downloads. */
export const getStats = (query: StatsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/stats", { params: { query }, signal })) as Promise<Stats>;

/** The same, held to an area. */
export const getAreaStats = (query: StatsQuery, area: GeoJSON.Polygon, signal?: AbortSignal) =>
  answered(
    // The description knows the body as any object.
    client.POST("/api/v1/stats", { params: { query }, body: area as never, signal }),
  ) as Promise<Stats>;

export type ExplainQuery = QueryOf<"/api/v1/stats/explain">;
export type ExplainRowsQuery = QueryOf<"/api/v1/stats/explain/rows">;

export const getExplanation = (query: ExplainQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stats/explain", { params: { query }, signal }),
  ) as Promise<Explanation>;

export const getExplainRows = (query: ExplainRowsQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stats/explain/rows", { params: { query }, signal }),
  ) as Promise<ExplainPage>;

export type MovementsQuery = QueryOf<"/api/v1/cooperation/changes">;

/** `from` and `to` are the two days that are compared; `list` opens a movement to its stations. */
export const getMovements = (query: MovementsQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/cooperation/changes", { params: { query }, signal }),
  ) as Promise<Movements>;

export type FunnelQuery = QueryOf<"/api/v1/cooperation/funnel">;

/** As JSON, like the movements. */
export const getFunnel = (query: FunnelQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/cooperation/funnel", { params: { query }, signal }),
  ) as Promise<Funnel>;

export type ContractsQuery = QueryOf<"/api/v1/contracts">;

export const getContracts = (query: ContractsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/contracts", { params: { query }, signal })) as Promise<ContractPage>;

export const getContract = (number: string, query: { at?: string }, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/contracts/{number}", { params: { path: { number }, query }, signal }),
  );

export const getFees = (query: QueryOf<"/api/v1/fees">, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/fees", { params: { query }, signal }));

/** Day by day, with the fees of each. */
export const getPerformance = (query: QueryOf<"/api/v1/performance">, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/performance", { params: { query }, signal }));

export type AccountQuery = QueryOf<"/api/v1/stations/{code}/account">;

export const getAccount = (code: string, query: AccountQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stations/{code}/account", { params: { path: { code }, query }, signal }),
  );

type NotesQuery = QueryOf<"/api/v1/stations/{code}/notes">;

export const getNotes = (code: string, query: NotesQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stations/{code}/notes", { params: { path: { code }, query }, signal }),
  );

export const addNote = (code: string, body: NoteBody) =>
  answered(client.POST("/api/v1/stations/{code}/notes", { params: { path: { code } }, body }));

export const getStations = (query: StationsQuery, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/stations", { params: { query }, signal })) as Promise<StationList>;

export const getStation = (
  code: string,
  query: QueryOf<"/api/v1/stations/{code}">,
  signal?: AbortSignal,
) =>
  answered(
    client.GET("/api/v1/stations/{code}", { params: { path: { code }, query }, signal }),
  ) as Promise<StationDetail>;

export const getTimeline = (
  code: string,
  query: QueryOf<"/api/v1/stations/{code}/timeline">,
  signal?: AbortSignal,
) =>
  answered(
    client.GET("/api/v1/stations/{code}/timeline", { params: { path: { code }, query }, signal }),
  );

type HistoryQuery = QueryOf<"/api/v1/stations/{code}/history">;

export const getHistory = (code: string, query: HistoryQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stations/{code}/history", { params: { path: { code }, query }, signal }),
  );

/** What was said of its cooperation, day by day. */
export const getCooperation = (code: string, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/stations/{code}/cooperation", { params: { path: { code } }, signal }),
  );

export const addStage = (code: string, body: StageChange) =>
  answered(
    client.POST("/api/v1/stations/{code}/cooperation", { params: { path: { code } }, body }),
  );

export const removeStage = (code: string, validFrom: string) =>
  answered(
    client.DELETE("/api/v1/stations/{code}/cooperation/{valid_from}", {
      params: { path: { code, valid_from: validFrom } },
    }),
  );
