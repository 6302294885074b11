// Fetches one tile of stations and reads it: clusters and single stations as
// plain values with longitude and latitude.
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { CLUSTER_PROPERTIES } from "../model/donut";
import { latOf, lngOf, type TileId } from "./tile-grid";

export interface ClusterPoint {
  lng: number;
  lat: number;
  count: number;
  /** Of the metrics that the tile was asked with. */
  values: readonly (number | null)[];
  /** By stage, in the order of STAGES_AND_NONE. */
  stages: number[];
  expansionZoom: number;
}

export interface StationPoint {
  lng: number;
  lat: number;
  code: string;
  name: string;
  stage: string | null;
  values: readonly (number | null)[];
}

export interface StationTile {
  /** What its values are of. */
  metrics: readonly string[];
  clusters: ClusterPoint[];
  stations: StationPoint[];
}

type Value = string | number | boolean | null | undefined;
const numberOf = (value: Value) => (typeof value === "number" ? value : 0);
const textOf = (value: Value) => (value === undefined || value === null ? "" : String(value));

export function readTile(
  bytes: ArrayBuffer,
  { z, x, y }: TileId,
  metrics: readonly string[],
): StationTile {
  const told = (p: Record<string, Value>) =>
    metrics.map((metric) => {
      const value = p[metric];
      return typeof value === "number" ? value : null;
    });
  const tile = new VectorTile(new PbfReader(new Uint8Array(bytes)));
  const n = 2 ** z;
  const points = <T>(
    name: string,
    make: (at: { lng: number; lat: number }, p: Record<string, Value>) => T,
  ): T[] => {
    const layer = tile.layers[name];
    if (!layer) return [];
    return Array.from({ length: layer.length }, (_, i) => {
      const feature = layer.feature(i);
      const at = feature.loadGeometry()[0]?.[0] ?? { x: 0, y: 0 };
      const lng = lngOf((x + at.x / layer.extent) / n);
      const lat = latOf((y + at.y / layer.extent) / n);
      return make({ lng, lat }, feature.properties as Record<string, Value>);
    });
  };
  return {
    metrics,
    clusters: points("clusters", (at, p) => ({
      ...at,
      count: numberOf(p.count),
      values: told(p),
      stages: CLUSTER_PROPERTIES.map((name) => numberOf(p[name])),
      expansionZoom: numberOf(p.expansion_zoom),
    })),
    stations: points("stations", (at, p) => ({
      ...at,
      code: textOf(p.code),
      name: textOf(p.name),
      stage: p.stage === undefined || p.stage === null ? null : String(p.stage),
      values: told(p),
    })),
  };
}

export async function fetchTile(
  url: string,
  id: TileId,
  signal: AbortSignal,
): Promise<StationTile> {
  const metrics = new URL(url).searchParams.get("metrics")?.split(",") ?? [];
  const response = await fetch(url, { signal });
  if (response.status === 204) return { metrics, clusters: [], stations: [] };
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return readTile(await response.arrayBuffer(), id, metrics);
}
