// Three years at the fastest speed: every frame that is drawn has all of its
// tiles, of one month and no other. How long it takes is reported, not judged.
import type { Page } from "@playwright/test";
import { api, type Exposed, expect, parameter, settled, test } from "./fixtures";

interface Seen {
  frames: number;
  /** Frames in which something was missing, by what it was. */
  missing: Record<string, number>;
  /** Stations on the map in the frames, by how many they were; how many frames each. */
  counts: Record<string, number>;
  longTasks: number[];
  /** When each month came onto the map. */
  months: [at: string, time: number][];
}

/** Looks at the map's own sources in every frame that is drawn, right after it was. */
async function watchSources(page: Page) {
  await page.evaluate(() => {
    const seen: Seen = { frames: 0, missing: {}, counts: {}, longTasks: [], months: [] };
    const map = (window as Exposed).forecourtMap;
    const miss = (what: string) => {
      seen.missing[what] = (seen.missing[what] ?? 0) + 1;
    };
    interface Id {
      canonical: { z: number; x: number; y: number };
    }
    const name = ({ z, x, y }: Id["canonical"]) => `${z}/${x}/${y}`;
    // A frame in which nothing is drawn leaves the one before it on the screen.
    let drew = false;
    const { prototype } = WebGL2RenderingContext;
    const draw = prototype.drawElements;
    prototype.drawElements = function (...args) {
      drew = true;
      return draw.apply(this, args);
    };
    map.on("render", () => {
      if (!drew) return;
      drew = false;
      seen.frames += 1;
      const fills = map
        .getStyle()
        .layers.filter(
          (l: Exposed) =>
            l.type === "fill" && l.id.startsWith("regions-") && l.paint["fill-opacity"] !== 0,
        );
      if (fills.length !== 1) miss(`${fills.length} frames of regions`);
      for (const { source } of fills) {
        const manager = map.style.tileManagers[source];
        const drawn = new Set(manager.getVisibleCoordinates().map((id: Id) => name(id.canonical)));
        const ideal: Id[] = map.coveringTiles({ tileSize: 512, maxzoom: 14 });
        const lacking = ideal.filter((id) => !drawn.has(name(id.canonical)));
        if (ideal.length === 0 || lacking.length > 0) miss("a tile of regions");
        if (!map.queryRenderedFeatures({ layers: [`${source}-fill`] }).length) miss("all regions");
        const at = new URL(map.getSource(source).tiles[0]).searchParams.get("at") ?? "today";
        if (seen.months.at(-1)?.[0] !== at) seen.months.push([at, performance.now()]);
      }
      // What is drawn of the stations is cut into tiles of its own, which hold some of them twice.
      const points = new Map<string, number>();
      for (const f of map.querySourceFeatures("stations")) {
        const { count, code } = f.properties;
        points.set(code ?? `${f.id}`, count ?? 1);
      }
      const total = [...points.values()].reduce((a, b) => a + b, 0);
      seen.counts[total] = (seen.counts[total] ?? 0) + 1;
    });
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.longTasks.push(Math.round(task.duration));
    }).observe({ entryTypes: ["longtask"] });
    Object.assign(window, { seen });
  });
  return (): Promise<Seen> => page.evaluate(() => (window as Exposed).seen);
}

/** Waits until the map shows the regions of a date. */
const regionsOf = (page: Page, at: string) =>
  page.waitForFunction(
    (day) => {
      const map = (window as Exposed).forecourtMap;
      const shown = map
        .getStyle()
        .layers.filter((l: Exposed) => l.type === "fill" && l.id.startsWith("regions-"))
        .filter((l: Exposed) => l.paint["fill-opacity"] !== 0);
      return shown.length === 1 && map.getSource(shown[0].source).tiles[0].includes(day);
    },
    at,
    { timeout: 45_000 },
  );

for (const [name, search] of [
  ["by default", ""],
  [
    "with cities, a range and heat",
    "&level=city&layers=stations,regions,heat&range=1..&scale=continuous",
  ],
] as const) {
  test(`36 months at four times the speed leave no gap: ${name}`, async ({ open, page }) => {
    test.setTimeout(240_000);
    await page.addInitScript(() => localStorage.setItem("forecourt.speed", "4"));
    await open(`/?lang=zh&theme=light${search}`);
    await expect(page.getByLabel("播放速度")).toHaveValue("4");
    await page.getByRole("slider", { name: "月份", exact: true }).focus();
    await page.keyboard.press("Home");
    await settled(page);
    const first = parameter(page, "at") as string;
    await regionsOf(page, first);
    const watched = await watchSources(page);
    await page.getByRole("slider", { name: "月份", exact: true }).blur();
    const tiles: string[] = [];
    const ended: string[] = [];
    page.on("request", (r) => r.url().includes("/tiles/") && tiles.push(r.url()));
    page.on("requestfailed", (r) => r.url().includes("/tiles/") && ended.push(r.url()));
    const began = Date.now();
    await page.keyboard.press("Space");
    await expect.poll(() => parameter(page, "at"), { timeout: 200_000 }).toBeNull();
    const seconds = (Date.now() - began) / 1000;
    await settled(page);
    const { frames, missing, counts, longTasks, months } = await watched();
    const gaps = months.slice(1).map(([, time], i) => time - (months[i]?.[1] ?? 0));
    console.log(
      `${name}: ${months.length} months in ${seconds.toFixed(1)} s (slowest ${Math.round(Math.max(...gaps))} ms), ` +
        `${frames} frames, ${longTasks.length} long tasks, the longest ${Math.max(0, ...longTasks)} ms`,
    );
    expect(missing).toEqual({});
    // What is fetched ahead is fetched once, and is what is shown.
    expect(ended).toEqual([]);
    expect(tiles.filter((url, i) => tiles.indexOf(url) !== i)).toEqual([]);
    expect(tiles.length).toBeGreaterThan(months.length);
    // In their order, without one left out.
    expect(months.length).toBeGreaterThanOrEqual(36);
    expect(months.map(([at]) => at)).toEqual(months.map(([at]) => at).toSorted());
    expect(months[0]?.[0]).toBe(first);
    // Every frame shows the stations of one of the dates: all of them, and of no two at once.
    const expected = new Set<number>();
    for (const [at] of months) {
      const day = at === "today" ? "" : `&at=${at}`;
      const { total } = await api.get(`/api/v1/stats?metrics=stations${day}`);
      expected.add(total.values.stations);
    }
    expect(
      Object.keys(counts)
        .map(Number)
        .filter((count) => !expected.has(count)),
    ).toEqual([]);
    expect(Object.keys(counts).length).toBeGreaterThan(1);
  });
}
