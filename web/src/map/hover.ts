// What lies under the pointer: a station before a cluster before a region.
import type { MapGeoJSONFeature, Map as MapLibre, PointLike } from "maplibre-gl";
import { CLUSTER_LAYER, POINT_LAYER } from "./station-layers";

export type Hit =
  | {
      kind: "station";
      code: string;
      name: string;
      stage: string;
      value: number | null;
      at: [number, number];
    }
  | {
      kind: "cluster";
      count: number;
      stages: number[];
      expansion: number;
      value: number | null;
      at: [number, number];
    }
  | {
      kind: "region";
      id: number | string | undefined;
      code: string;
      name: string;
      level: string;
      value: number | null;
    };

/** A finger is not a needle: half the side of the square that counts as touched. */
const REACH = 4;

const locationOf = (feature: MapGeoJSONFeature): [number, number] =>
  feature.geometry.type === "Point" ? (feature.geometry.coordinates as [number, number]) : [0, 0];

const numberOrNone = (value: unknown) => (typeof value === "number" ? value : null);

export function hitAt(
  map: MapLibre,
  point: { x: number; y: number },
  regionLayer: string | null,
  metric: string,
): Hit | null {
  const box: PointLike = [point.x, point.y];
  const near: [PointLike, PointLike] = [
    [point.x - REACH, point.y - REACH],
    [point.x + REACH, point.y + REACH],
  ];
  const ask = (where: PointLike | [PointLike, PointLike], layer: string) =>
    map.getLayer(layer) ? map.queryRenderedFeatures(where, { layers: [layer] })[0] : undefined;

  const station = ask(near, POINT_LAYER);
  if (station) {
    const p = station.properties;
    return {
      kind: "station",
      code: String(p.code),
      name: String(p.name),
      stage: String(p.stage),
      value: numberOrNone(p.value),
      at: locationOf(station),
    };
  }
  const cluster = ask(box, CLUSTER_LAYER);
  if (cluster) {
    const p = cluster.properties;
    return {
      kind: "cluster",
      count: Number(p.count),
      stages: String(p.stages).split(",").map(Number),
      expansion: Number(p.expansion),
      value: numberOrNone(p.value),
      at: locationOf(cluster),
    };
  }
  const region = regionLayer ? ask(box, regionLayer) : undefined;
  if (!region) return null;
  const p = region.properties;
  return {
    kind: "region",
    id: region.id,
    code: String(p.code),
    name: String(p.name),
    level: String(p.level),
    value: numberOrNone(p[metric]),
  };
}
