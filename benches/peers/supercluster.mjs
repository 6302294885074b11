// supercluster on the benches' network: how long it takes to load, and what that weighs. Usage:
// supercluster.mjs STATIONS.CSV, with NODE_PEERS naming the folder that it is installed in. Prints one JSON object.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const home = join(process.env.NODE_PEERS, "node_modules/supercluster");
const { default: Supercluster } = await import(pathToFileURL(join(home, "index.js")));

/** MiB in use, on the heap and in arrays beside it. */
function used() {
  global.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const empty = used();
let lines = readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
const [head, ...rows] = lines;
const columns = head.split(",");
const at = (name) => columns.indexOf(name);
const points = rows.map((row) => {
  const cells = row.split(",");
  return {
    type: "Feature",
    properties: { stage: cells[at("stage")] },
    geometry: { type: "Point", coordinates: [Number(cells[at("lon")]), Number(cells[at("lat")])] },
  };
});
lines = null;
rows.length = 0;
const before = used();
const index = new Supercluster({ radius: 40, maxZoom: 16 });
const begun = performance.now();
index.load(points);
const taken = performance.now() - begun;
const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
console.log(
  JSON.stringify({
    version,
    build_ms: taken,
    index_mib: used() - before,
    points_mib: before - empty,
    clusters: index.getClusters([-180, -85, 180, 85], 4).length,
  }),
);
