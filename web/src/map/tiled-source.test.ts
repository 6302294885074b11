// The source of stations, growing and forgetting.
import type { GeoJSONSource, GeoJSONSourceDiff } from "maplibre-gl";
import { describe, expect, it } from "vitest";
import type { StationTile } from "./station-tile";
import { holdTiles } from "./tiled-source";

/** A source as MapLibre documents it: all of it set, or features added and taken away by number. */
class Source {
  held = new Map<number, GeoJSON.Feature>();
  replaced = 0;
  setData({ features }: GeoJSON.FeatureCollection) {
    this.replaced++;
    this.held = new Map(features.map((feature) => [feature.id as number, feature]));
    expect(this.held.size).toBe(features.length);
  }
  updateData({ add = [], remove = [] }: GeoJSONSourceDiff) {
    for (const id of remove) expect(this.held.delete(id as number)).toBe(true);
    for (const feature of add) {
      expect(this.held.has(feature.id as number)).toBe(false);
      this.held.set(feature.id as number, feature);
    }
  }
  /** How often each name is in it. */
  names(): Record<string, number> {
    const names: Record<string, number> = {};
    for (const { properties } of this.held.values())
      names[properties?.name] = (names[properties?.name] ?? 0) + 1;
    return names;
  }
}

const tile = (...names: string[]): StationTile => ({
  metrics: [],
  clusters: [],
  stations: names.map((name) => ({ lng: 0, lat: 0, code: name, name, stage: null, values: [] })),
});

const featuresOf = ({ stations }: StationTile): GeoJSON.Feature[] =>
  stations.map(({ name }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [0, 0] },
    properties: { name },
  }));

const begun = () => {
  const source = new Source();
  const hold = (drawnAs: string, tiles: StationTile[]) =>
    holdTiles(source as unknown as GeoJSONSource, drawnAs, tiles, featuresOf);
  return { source, hold };
};

describe("the source of stations", () => {
  it("grows by the tiles that come, and knows each station once", () => {
    const { source, hold } = begun();
    const [a, b, c] = [tile("a1", "a2"), tile("b"), tile("c")];
    hold("x", [a]);
    hold("x", [a, b]);
    hold("x", [b, c]);
    hold("x", [a, b]);
    expect(source.names()).toEqual({ a1: 1, a2: 1, b: 1, c: 1 });
    expect(source.replaced).toBe(1);
  });

  it("is replaced where its tiles are drawn another way", () => {
    const { source, hold } = begun();
    const [a, b] = [tile("a"), tile("b")];
    hold("x", [a, b]);
    hold("y", [b]);
    expect(source.names()).toEqual({ b: 1 });
    hold("x", []);
    expect(source.names()).toEqual({});
    expect(source.replaced).toBe(3);
  });

  it("forgets the oldest out of sight, never what is in sight", () => {
    const { source, hold } = begun();
    const tiles = Array.from({ length: 60 }, (_, i) => tile(`t${i}`));
    const first = tiles[0] as StationTile;
    for (const next of tiles.slice(1)) hold("x", [first, next]);
    const names = source.names();
    expect(names.t0).toBe(1);
    expect(names.t59).toBe(1);
    expect(Object.keys(names).length).toBe(8);
    expect(source.replaced).toBe(1);
  });
});
