// The floors of web/src: api → model → state → ui → map | panels → app. An
// import only goes down, and map and panels never meet but in state.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const HEIGHT: Record<string, number> = {
  api: 0,
  model: 1,
  state: 2,
  ui: 3,
  map: 4,
  panels: 4,
  app: 5,
};
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s*["']([^"']+)["']/g;

const walk = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

const floorOf = (path: string) => relative(SRC, path).split(sep)[0] as string;
const sources = walk(SRC).filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));

describe("the floors of web/src", () => {
  it("knows every folder", () => {
    expect(sources.map(floorOf).filter((f) => !(f in HEIGHT))).toEqual([]);
  });

  it("imports only downwards, never sideways", () => {
    const wrong: string[] = [];
    for (const path of sources) {
      const from = floorOf(path);
      for (const match of readFileSync(path, "utf8").matchAll(IMPORT)) {
        const target = match[1] ?? match[2] ?? match[3] ?? "";
        if (!target.startsWith(".")) continue;
        const to = floorOf(resolve(dirname(path), target));
        if (to !== from && (HEIGHT[to] ?? 99) >= (HEIGHT[from] ?? -1)) {
          wrong.push(`${relative(SRC, path)} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps every file short and headed by what lives there", () => {
    const text = (path: string) => readFileSync(path, "utf8");
    expect(
      sources.filter((p) => text(p).split("\n").length > 300).map((p) => relative(SRC, p)),
    ).toEqual([]);
    expect(sources.filter((p) => !text(p).startsWith("//")).map((p) => relative(SRC, p))).toEqual(
      [],
    );
  });
});
