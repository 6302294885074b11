// Decodes vector tiles with @mapbox/vector-tile: the second, independent
// reader. One address or file path a line comes in; one line of JSON goes out:
// {"url", "bytes", "layers": {"stations": [{"id", "x", "y", "properties"}]}},
// with x and y in tile coordinates, or {"url", "error"}.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { gunzipSync } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

async function bytesOf(source) {
  if (!/^https?:/.test(source)) {
    const bytes = await readFile(source);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  }
  const response = await fetch(source);
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${response.status}: ${body.toString().slice(0, 300)}`);
  return body;
}

/** A point by its coordinates; anything larger by its outline's length and first point. */
function geometryOf(feature) {
  const rings = feature.loadGeometry();
  const first = rings[0]?.[0] ?? { x: null, y: null };
  if (feature.type === 1) return { x: first.x, y: first.y };
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  return { x: first.x, y: first.y, type: feature.type, rings: rings.length, points };
}

function decode(bytes) {
  const tile = new VectorTile(new PbfReader(bytes));
  const layers = {};
  for (const [name, layer] of Object.entries(tile.layers)) {
    layers[name] = Array.from({ length: layer.length }, (_, i) => {
      const feature = layer.feature(i);
      return { id: feature.id ?? null, ...geometryOf(feature), properties: feature.properties };
    });
  }
  return layers;
}

for await (const line of createInterface({ input: process.stdin })) {
  const url = line.trim();
  if (!url) continue;
  let answer;
  try {
    const bytes = await bytesOf(url);
    answer = { url, bytes: bytes.length, layers: decode(bytes) };
  } catch (error) {
    answer = { url, error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
