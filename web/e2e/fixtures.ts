// What every test stands on: a page that must stay silent in the console, the
// API to compare with, and the map to point at.
import { test as base, expect, type Page } from "@playwright/test";

type Json = Record<string, unknown>;

export interface Api {
  url: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by the tests as they come
  get(path: string): Promise<any>;
  post(path: string, body: Json): Promise<Response>;
  delete(path: string): Promise<Response>;
}

const url = () => {
  const address = process.env.FORECOURT_URL;
  if (!address) throw new Error("FORECOURT_URL is not set");
  return address;
};

export const api: Api = {
  get url() {
    return url();
  },
  async get(path) {
    const response = await fetch(url() + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  },
  post: (path, body) =>
    fetch(url() + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-actor": "tester" },
      body: JSON.stringify(body),
    }),
  delete: (path) => fetch(url() + path, { method: "DELETE", headers: { "x-actor": "tester" } }),
};

interface Fixtures {
  /** Messages that a test provokes on purpose. */
  allowed: RegExp[];
  /** What the console has said that it should not have. */
  quiet: () => string[];
  /** Opens a path, here or at another server, and waits until the map has settled. */
  open: (path?: string, origin?: string) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  allowed: [[], { option: true }],
  quiet: async ({ page, allowed }, use) => {
    const noise: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) noise.push(message.text());
    });
    page.on("pageerror", (error) => noise.push(error.message));
    await use(() => noise.filter((text) => !allowed.some((a) => a.test(text))));
  },
  open: async ({ page, quiet }, use) => {
    await use(async (path = "/?lang=zh&theme=light", origin = url()) => {
      await page.goto(origin + path);
      await settled(page);
      return page;
    });
    expect(quiet()).toEqual([]);
  },
});

export { expect };

/** Waits until the map stands still and has drawn what it was asked to. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
      const map = (window as any).forecourtMap;
      return map?.getSource?.("stations") && map.loaded() && !map.isMoving();
    },
    null,
    { timeout: 45_000 },
  );
  await page.waitForTimeout(250);
}

export interface Drawn {
  x: number;
  y: number;
  // biome-ignore lint/suspicious/noExplicitAny: properties as the tile has them
  properties: any;
}

/** Where a place of the map stands on the page, beside the navigation. */
export const pointOf = (page: Page, place: [number, number]): Promise<{ x: number; y: number }> =>
  page.evaluate((at) => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    const map = (window as any).forecourtMap;
    const { left, top } = map.getCanvas().getBoundingClientRect();
    const { x, y } = map.project(at);
    return { x: x + left, y: y + top };
  }, place);

/** Features of a layer that can be clicked: in sight, and under no panel. */
export const drawn = (page: Page, layer: string): Promise<Drawn[]> =>
  page.evaluate((name) => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    const map = (window as any).forecourtMap;
    const canvas = map.getCanvas();
    const { left, top } = canvas.getBoundingClientRect();
    return map
      .queryRenderedFeatures({ layers: [name] })
      .map((f: { geometry: { coordinates: [number, number] }; properties: unknown }) => {
        const { x, y } = map.project(f.geometry.coordinates);
        return { x: x + left, y: y + top, properties: f.properties };
      })
      .filter(({ x, y }: { x: number; y: number }) => document.elementFromPoint(x, y) === canvas);
  }, layer);

export const zoomOf = (page: Page): Promise<number> =>
  // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
  page.evaluate(() => (window as any).forecourtMap.getZoom());

export const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name);

export const METRICS = "stations,online,coverage_rate,closed";

/** What the map exposes for the tests. */
// biome-ignore lint/suspicious/noExplicitAny: MapLibre's own type is not loaded here
export type Exposed = any;

/**
 * Looks at every frame until told to stop: whether regions or clusters are
 * missing, whether the green of those online is suddenly gone, and where the
 * page's parts stand.
 */
export async function watchFrames(page: Page) {
  await page.evaluate(() => {
    const seen = { frames: 0, empty: 0, flashes: 0, places: new Set<string>() };
    const map = (window as Exposed).forecourtMap;
    const small = Object.assign(document.createElement("canvas"), { width: 480, height: 300 });
    const ctx = small.getContext("2d", { willReadFrequently: true });
    if (!ctx) throw new Error("no canvas");
    const green = () => {
      // Within the frame's own event the picture is still there to be copied.
      ctx.drawImage(map.getCanvas(), 0, 0, small.width, small.height);
      const { data } = ctx.getImageData(100, 0, 250, 280);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
        if (g > r + 50 && g > b + 15) found += 1;
      }
      return found;
    };
    let before = 0;
    map.on("render", () => {
      seen.frames += 1;
      const fills = map
        .getStyle()
        .layers.filter(
          (l: Exposed) =>
            l.type === "fill" && l.id.startsWith("regions-") && l.paint["fill-opacity"] !== 0,
        )
        .map((l: Exposed) => l.id);
      const shown = (layers: string[]) =>
        layers.length > 0 && map.queryRenderedFeatures({ layers }).length > 0;
      if (!shown(fills) || !shown(["stations-clusters"])) seen.empty += 1;
      const now = green();
      if (now < before * 0.6) seen.flashes += 1;
      before = now;
      const parts = document.querySelectorAll(".section, .legend, .time-track, .totals dd");
      seen.places.add(
        [...parts]
          .map((part) => {
            const { x, y, width } = part.getBoundingClientRect();
            return [x, y, part.matches("dd") ? 0 : width].map(Math.round).join(",");
          })
          .join(" "),
      );
    });
    Object.assign(window, { seen });
  });
  return () =>
    page.evaluate(() => {
      const { seen } = window as Exposed;
      return { ...seen, places: [...seen.places] } as {
        frames: number;
        empty: number;
        flashes: number;
        places: string[];
      };
    });
}

/** The totals panel shows exactly what the API answers to a question. */
export async function expectTotals(page: Page, question: string): Promise<void> {
  const { total } = await api.get(`/api/v1/stats?metrics=${METRICS}${question}`);
  for (const id of METRICS.split(",")) {
    const shown = page.locator(`[data-testid=totals] [data-metric=${id}]`);
    await expect(shown).toHaveAttribute("data-value", String(total.values[id] ?? ""));
  }
  const { stations } = total.values;
  await expect(page.locator("[data-testid=totals] [data-metric=stations]")).toHaveText(
    stations.toLocaleString("en-GB"),
  );
}
