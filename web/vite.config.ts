// How the web application is built, served in development, and tested.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { gzipAsync } from "@gfx/zopfli";
import react from "@vitejs/plugin-react";
import type { Root } from "postcss";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// The development server passes everything that is not ours to a running
// `forecourt serve`; FORECOURT_URL says where.
const server = process.env.FORECOURT_URL ?? "http://127.0.0.1:8080";
const passed = ["/api", "/tiles", "/styles", "/basemap", "/openapi.json", "/healthz"];

/** Smaller files gain too little for more copies in the binary. */
const WORTHWHILE = 2_000;

/** Beside each large file its `.br` and `.gz`, as small as they get: once here instead of in haste. */
const compressed: Plugin = {
  name: "forecourt-compressed",
  apply: "build",
  async writeBundle({ dir = "dist" }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
      if (!/\.(m?js|css|svg)$/.test(name)) continue;
      const bytes = readFileSync(join(dir, name));
      if (bytes.length < WORTHWHILE) continue;
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, { params }));
      // Browsers take gzip alone over a wire without TLS: Zopfli's is 4 % smaller than zlib's best.
      writeFileSync(join(dir, `${name}.gz`), await gzipAsync(bytes, { numiterations: 5 }));
    }
  },
};

/** The map is asked for by the page itself, not only once the application runs; by its own page alone. */
const early: Plugin = {
  name: "forecourt-early",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle = {} }) => {
      const maps = Object.values(bundle).filter(({ fileName }) =>
        /map-canvas-.*\.js$/.test(fileName),
      );
      // MapLibre is in a file of its own, which another map has, too.
      const names = maps.flatMap((map) =>
        map.type === "chunk"
          ? [map.fileName, ...map.imports.filter((name) => /maplibre/.test(name))]
          : [],
      );
      const links = names.map(
        (name) =>
          `document.head.append(Object.assign(document.createElement("link"),{rel:"modulepreload",crossOrigin:"",href:"/${name}"}))`,
      );
      return [
        {
          tag: "script",
          children: `if(["/","/embed"].includes(location.pathname)){${links.join(";")}}`,
          injectTo: "head" as const,
        },
      ];
    },
  },
};

/**
 * Controls of MapLibre's that no map here has: they are most of its stylesheet, by their icons.
 * `src/map/controls.test.ts` fails where one of them is used.
 */
const UNUSED =
  /-(ctrl-(icon|group|logo|scale|shrink|fullscreen|zoom|compass|geolocate|terrain|globe)|popup|user-location|cooperative)/;

const lean = {
  postcssPlugin: "forecourt-lean",
  Once(root: Root) {
    if (!root.source?.input.file?.endsWith("maplibre-gl.css")) return;
    root.walkRules((rule) => {
      const used = rule.selectors.filter((selector) => !UNUSED.test(selector));
      if (used.length === 0) rule.remove();
      else rule.selectors = used;
    });
  },
};

export default defineConfig({
  css: { postcss: { plugins: [lean] } },
  plugins: [react(), early, compressed],
  build: {
    target: "es2022",
    // MapLibre alone is larger than Vite's warning level; the real budget
    // (700 KB compressed at first paint) is checked by e2e/budget.spec.ts.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: Object.fromEntries(passed.map((path) => [path, server])) },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
