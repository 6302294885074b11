// The styles of MapLibre's controls that no map here has are cut out of its stylesheet.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Those whose rules `UNUSED` in vite.config.ts cuts; only AttributionControl's stay. */
const CUT =
  /\b(?:(?:Navigation|Scale|Geolocate|Fullscreen|Logo|Terrain|Globe)Control|Popup)\b|\b(?:cooperativeGestures|maplibreLogo)\b/;
/** Of the package itself or of our own file of that name. */
const OF_MAPLIBRE = /(?:from |import\()"(?:[./]*\/)?maplibre(?:-gl)?"/;
const uses = (text: string) => (OF_MAPLIBRE.test(text) ? (CUT.exec(text)?.[0] ?? null) : null);

it("uses no control of MapLibre's whose styles are cut: first keep them in UNUSED of vite.config.ts", () => {
  expect(uses('import { NavigationControl } from "maplibre-gl";')).toBe("NavigationControl");
  expect(uses('import { Popup } from "../maplibre";')).toBe("Popup");
  expect(uses('import { AttributionControl, Map } from "maplibre-gl";')).toBeNull();
  const used = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => [name, uses(readFileSync(join("src", name), "utf8"))])
    .filter(([, control]) => control !== null);
  expect(used).toEqual([]);
});
