// A million stations: every tile that panning asks for is answered, and the page stays
// its user's. Long tasks are measured and told, not held to: the machine has its share.
import { type Exposed, expect, settled, test } from "./fixtures";
import { type Started, startServer } from "./server";

// What records a test for its reader would be measured with it.
test.use({ trace: "off" });

const STATIONS = 1_000_000;
/** Making them up takes a while. */
const START_MS = 300_000;
const BAR_MS = 200;

/** The country, a province, a city, and streets, where each station is itself. */
const PLACES = [
  ["country", "4.2/34/108"],
  ["province", "7/31.5/119.5"],
  ["city", "10/31.23/121.47"],
  ["streets", "13.5/31.23/121.47"],
] as const;

let server: Started;

test.beforeAll(async () => {
  test.setTimeout(START_MS + 30_000);
  server = await startServer(["demo", "--bare", "--stations", String(STATIONS)], START_MS);
});

test.afterAll(() => server?.stop());

for (const [name, camera] of PLACES) {
  test(`panning over a million stations answers every tile: ${name}`, async ({ page, open }) => {
    test.setTimeout(180_000);
    const asked = { answered: 0, given_up: 0, refused: [] as string[] };
    const ofStations = (url: string) => new URL(url).pathname.startsWith("/tiles/");
    page.on("response", (answer) => {
      if (!ofStations(answer.url())) return;
      if (answer.ok() || answer.status() === 304) asked.answered++;
      else asked.refused.push(`${answer.status()} ${answer.url()}`);
    });
    page.on("requestfailed", (request) => {
      if (!ofStations(request.url())) return;
      // The map gives up what has left the screen before it came.
      if (request.failure()?.errorText === "net::ERR_ABORTED") asked.given_up++;
      else asked.refused.push(`${request.failure()?.errorText} ${request.url()}`);
    });
    await open(`/?lang=zh&theme=light&map=${camera}`, server.url);
    const canvas = page.locator(".maplibregl-canvas").first();
    const box = await canvas.boundingBox();
    if (!box) throw new Error("no map");
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.evaluate(() => {
      const tasks: number[] = [];
      const watch = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map((task) => Math.round(task.duration))),
      );
      watch.observe({ type: "longtask" });
      Object.assign(window, { tasks });
    });
    const before = asked.answered;
    // Once round, so that every drag meets new ground.
    for (const [dx, dy] of [
      [-260, 0],
      [0, -180],
      [260, 0],
      [0, 180],
      [260, 0],
      [0, 180],
    ] as const) {
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.down();
      await page.mouse.move(middle.x + dx, middle.y + dy, { steps: 24 });
      await page.mouse.up();
    }
    await settled(page);
    const tasks: number[] = await page.evaluate(() => (window as Exposed).tasks);
    const shown = await page.evaluate(
      () =>
        (window as Exposed).forecourtMap.queryRenderedFeatures({
          layers: ["stations-clusters", "stations-points"].filter((layer) =>
            (window as Exposed).forecourtMap.getLayer(layer),
          ),
        }).length,
    );
    const longest = Math.max(0, ...tasks);
    console.log(
      `${name}: ${asked.answered} tiles answered, ${asked.given_up} given up, ${shown} marks in sight; ` +
        `${tasks.length} long tasks, the longest ${longest} ms (bar ${BAR_MS})`,
    );
    expect(asked.refused).toEqual([]);
    expect(asked.answered).toBeGreaterThan(before);
    expect(shown).toBeGreaterThan(0);
  });
}
