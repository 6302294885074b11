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
  open: (path?: string) => Promise<Page>;
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
    await use(async (path = "/?lang=zh&theme=light") => {
      await page.goto(url() + path);
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

/** Features of a layer that can be clicked: in sight, and under no panel. */
export const drawn = (page: Page, layer: string): Promise<Drawn[]> =>
  page.evaluate((name) => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    const map = (window as any).forecourtMap;
    const canvas = map.getCanvas();
    return map
      .queryRenderedFeatures({ layers: [name] })
      .map((f: { geometry: { coordinates: [number, number] }; properties: unknown }) => ({
        ...map.project(f.geometry.coordinates),
        properties: f.properties,
      }))
      .filter(({ x, y }: { x: number; y: number }) => document.elementFromPoint(x, y) === canvas);
  }, layer);

export const zoomOf = (page: Page): Promise<number> =>
  // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
  page.evaluate(() => (window as any).forecourtMap.getZoom());

export const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name);

export const METRICS = "stations,online,coverage_rate,closed";

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
