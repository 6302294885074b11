// What a first visit costs: bytes on the wire until the map stands still, and
// the time until it can be used.
import { api, type Exposed, expect, settled, test } from "./fixtures";
import { type Scale, scaleBefore } from "./weigh";

// What records a test for its reader would be measured with it.
test.use({ trace: "off" });

/**
 * All of the first load, compressed: page, scripts, styles, worker, answers, tiles; for a browser that takes gzip
 * alone, too, as all do from another machine without TLS.
 */
const BUDGET = 700_000;

const KINDS: [string, RegExp][] = [
  ["worker", /worker/],
  ["scripts", /\.js$/],
  ["styles", /\.css$/],
  ["base map", /^\/basemap\//],
  ["tiles", /^\/tiles\//],
  ["answers", /^\/api\//],
  ["page", /./],
];

const kindOf = (path: string) => KINDS.find(([, kind]) => kind.test(path))?.[0] ?? "page";

function report(scale: Scale): number {
  const sums = new Map<string, number>();
  for (const { path, bytes } of scale.answers) {
    sums.set(kindOf(path), (sums.get(kindOf(path)) ?? 0) + bytes);
  }
  const total = [...sums.values()].reduce((a, b) => a + b, 0);
  const parts = [...sums].map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(1)}`);
  console.log(`first load ${(total / 1000).toFixed(1)} KB: ${parts.join(", ")}`);
  if (process.env.WEIGH_EACH)
    for (const { path, bytes, encoding } of scale.answers)
      console.log(`  ${String(bytes).padStart(7)} ${encoding.padEnd(5)} ${path.slice(0, 110)}`);
  return total;
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

for (const [name, viewport, encodings] of [
  ["on a desk", DESK, undefined],
  ["on a phone", PHONE, undefined],
  ["by gzip", DESK, "gzip"],
] as const) {
  test(`the first load stays within its budget, ${name}`, async ({ page, quiet }) => {
    const scale = await scaleBefore(api.url, encodings);
    try {
      await page.setViewportSize(viewport);
      await page.goto(scale.url);
      await expect(page.getByTestId("time-bar")).toBeVisible();
      await settled(page);
      // Nothing that comes a little later shall escape the scale.
      await page.waitForTimeout(1_500);
      expect(report(scale)).toBeLessThan(BUDGET);
      expect(quiet()).toEqual([]);
    } finally {
      await page.close();
      scale.close();
    }
  });
}

/** A new window of Chromium puts its own controls together first, with the same processor. */
const WINDOW_MS = 2_500;

// From the navigation until numbers, regions and clusters are all on the screen, drawn to the
// last pixel: with what starting WebGL and drawing takes the processor that plays the graphics
// card here.
test("the map can be used soon after it is asked for", async ({ browser }) => {
  const steps: Record<string, number>[] = [];
  for (let round = 0; round < 3; round++) {
    // Each time as a stranger, with nothing kept.
    const context = await browser.newContext({ viewport: DESK });
    const page = await context.newPage();
    await page.waitForTimeout(WINDOW_MS);
    await page.addInitScript(() => {
      const ready: Record<string, number> = {};
      const note = (what: string, is: boolean) => {
        if (is) ready[what] ??= Math.round(performance.now());
      };
      const look = () => {
        const map = (window as Exposed).forecourtMap;
        const shows = (layer: string) =>
          map?.getLayer?.(layer) && map.queryRenderedFeatures({ layers: [layer] }).length > 0;
        const fill = map?.style?._loaded
          ? map.getStyle().layers.find((l: Exposed) => /^regions-\d+-fill$/.test(l.id))?.id
          : undefined;
        note("numbers", document.querySelector("[data-testid=totals] [data-value]") !== null);
        note("stations", Boolean(shows("stations-clusters")));
        note("regions", Boolean(fill && shows(fill)));
        note(
          "whole",
          "numbers" in ready && "stations" in ready && "regions" in ready && map.loaded(),
        );
        if (!("whole" in ready)) return requestAnimationFrame(look);
        const { gl } = map.painter.context;
        // Asking for a pixel waits for all that was told to be drawn.
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
        note("drawn", true);
      };
      requestAnimationFrame(look);
      Object.assign(window, { ready });
    });
    await page.goto(`${api.url}/?lang=zh&theme=light`);
    await page.waitForFunction(() => "drawn" in ((window as Exposed).ready ?? {}), null, {
      polling: 50,
    });
    steps.push(await page.evaluate(() => (window as Exposed).ready as Record<string, number>));
    await context.close();
  }
  console.log(
    `usable after, ms: ${steps.map((step) => JSON.stringify(step)).join(" ")} (bar 2000)`,
  );
  // Told and not held to: how long it takes is the machine's affair as well.
  for (const { drawn } of steps) expect(drawn).toBeGreaterThan(0);
});
