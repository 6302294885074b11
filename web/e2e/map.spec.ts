// The map page: numbers, filters, dates, clusters, stations, regions.
import {
  api,
  drawn,
  expect,
  expectTotals,
  parameter,
  pointOf,
  settled,
  test,
  zoomOf,
} from "./fixtures";

test("opens without a word in the console, with totals that are the API's", async ({ open }) => {
  const page = await open("/");
  await expect(page.getByTestId("rail")).toBeVisible();
  await expect(page.getByTestId("live")).toHaveClass(/open/);
  await expectTotals(page, "");
  const network = await api.get("/api/v1/network");
  const { total } = await api.get("/api/v1/stats?metrics=stations");
  expect(network.stations).toBeGreaterThanOrEqual(total.values.stations);
  await expect.poll(async () => (await drawn(page, "stations-clusters")).length).toBeGreaterThan(5);
});

test("clusters count what the statistics count", async ({ open }) => {
  // The whole world at once: every cluster and every single station is on the screen.
  const page = await open("/?lang=zh&layers=stations&hide=rail,panel&map=1.6/30/100");
  const { total } = await api.get("/api/v1/stats?metrics=stations");
  const counted = await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    const map = (window as any).forecourtMap;
    const features = map.querySourceFeatures("stations") as {
      id: number;
      properties: { count?: number };
      geometry: { coordinates: number[] };
    }[];
    // A feature near a border of the map's own tiles is in both of them.
    const byPlace = new Map(
      features.map((f) => [JSON.stringify([f.id, f.properties]), f.properties.count ?? 1]),
    );
    return [...byPlace.values()].reduce((a, b) => a + b, 0);
  });
  expect(counted).toBe(total.values.stations);
});

test("a brand changes totals and tiles alike", async ({ open }) => {
  const page = await open();
  const tiles: string[] = [];
  page.on("request", (r) => r.url().includes("/tiles/stations/") && tiles.push(r.url()));
  const select = page.getByTestId("filter-brand").getByRole("combobox");
  await select.click();
  const option = page.locator(".ant-select-item-option").first();
  await option.click();
  await page.keyboard.press("Escape");
  await expect.poll(() => parameter(page, "brand")).toBeTruthy();
  const brand = parameter(page, "brand") as string;
  await expectTotals(page, `&brand=${encodeURIComponent(brand)}`);
  await settled(page);
  expect(tiles.length).toBeGreaterThan(0);
  expect(tiles.every((t) => new URL(t).searchParams.get("brand") === brand)).toBe(true);
});

test("the slider and the keys change the date, and the numbers follow", async ({ open }) => {
  const page = await open();
  await page.getByRole("slider", { name: "月份", exact: true }).focus();
  await page.keyboard.press("Home");
  await expect.poll(() => parameter(page, "at")).toBeTruthy();
  const first = parameter(page, "at") as string;
  await expectTotals(page, `&at=${first}`);
  await page.getByRole("slider", { name: "月份", exact: true }).blur();
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
  await expect
    .poll(() => parameter(page, "at")?.slice(0, 4))
    .toBe(String(Number(first.slice(0, 4)) + 1));
  await expectTotals(page, `&at=${parameter(page, "at")}`);
  await page.getByRole("button", { name: "今天" }).click();
  await expect.poll(() => parameter(page, "at")).toBeNull();
  await expectTotals(page, "");
});

test("a click on a cluster opens it", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&layers=stations");
  const before = await zoomOf(page);
  const clusters = await drawn(page, "stations-clusters");
  const largest = clusters.sort((a, b) => b.properties.count - a.properties.count)[0];
  if (!largest) throw new Error("no cluster in sight");
  await page.mouse.click(largest.x, largest.y);
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(before + 0.4);
  await settled(page);
  expect(await zoomOf(page)).toBeGreaterThanOrEqual(largest.properties.expansion);
  expect(Number(parameter(page, "map")?.split("/")[0])).toBeCloseTo(await zoomOf(page), 1);
});

test("a click on a station shows its card", async ({ open }) => {
  const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
  const [station] = items;
  const [lng, lat] = station.location;
  const page = await open(`/?lang=zh&theme=light&layers=stations&map=17/${lat}/${lng}`);
  const points = await drawn(page, "stations-points");
  const point = points.find((p) => p.properties.code === station.code);
  if (!point) throw new Error(`${station.code} is not on the map`);
  await page.mouse.move(point.x, point.y);
  await expect(page.getByTestId("hover-tip")).toContainText(station.name);
  await page.mouse.click(point.x, point.y);
  const card = page.getByTestId("station-card");
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(station.name);
  await expect(card).toContainText(station.code);
  expect(parameter(page, "station")).toBe(station.code);
  const timeline = await api.get(`/api/v1/stations/${encodeURIComponent(station.code)}/timeline`);
  await expect(card.getByTestId("stages").locator("li")).toHaveCount(timeline.items.length);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
});

test("a station's region opens in its own set, whatever set is in view", async ({ open }) => {
  const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
  const station = await api.get(`/api/v1/stations/${encodeURIComponent(items[0].code)}`);
  const [province] = station.region_path.admin;
  const page = await open(
    `/?lang=zh&theme=light&set=elsewhere&station=${encodeURIComponent(station.code)}`,
  );
  const card = page.getByTestId("station-card");
  await card.locator(".region-path").getByRole("button", { name: province.name }).click();
  await expect.poll(() => parameter(page, "within")).toBe(province.code);
  expect(parameter(page, "set")).toBeNull();
  await page.keyboard.press("Escape");
  await expectTotals(page, `&set=admin&within=${province.code}`);
  await settled(page);
});

test("regions open by click on the map and on the ranking, and close again", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&layers=regions");
  const { items } = await api.get("/api/v1/regions/admin?level=province");
  const province = items.find((r: { code: string }) => r.code === "420000");
  const at = await pointOf(page, province.center);
  await page.mouse.move(at.x, at.y);
  await expect(page.getByTestId("hover-tip")).toContainText(province.name);
  await page.mouse.click(at.x, at.y);
  await expect.poll(() => parameter(page, "within")).toBe(province.code);
  await expect(page.getByTestId("breadcrumb")).toContainText(province.name);
  await expectTotals(page, `&set=admin&within=${province.code}`);
  await settled(page);

  const row = page.getByTestId("ranking").getByRole("button").first();
  await expect(row).toBeVisible();
  const city = await row.getAttribute("data-region");
  const cities = await api.get(
    `/api/v1/stats?set=admin&level=city&within=${province.code}&metrics=online`,
  );
  const best = Math.max(...cities.rows.map((r: { values: { online: number } }) => r.values.online));
  await expect(row.locator("b")).toHaveText(best.toLocaleString("en-GB"));
  await row.click();
  await expect.poll(() => parameter(page, "within")).toBe(city);
  await expectTotals(page, `&set=admin&within=${city}`);
  await page.goBack();
  await expect.poll(() => parameter(page, "within")).toBe(province.code);
  await page.getByTestId("breadcrumb").getByRole("button", { name: "返回上一级" }).click();
  await expect.poll(() => parameter(page, "within")).toBeNull();
  await expectTotals(page, "");
});

test("land outside the region in view is coloured as nothing, not as little", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&layers=regions&within=420000&metric=stations");
  const { rows } = await api.get(
    "/api/v1/stats?set=admin&level=city&within=420000&metrics=stations",
  );
  const inside = new Set(rows.map((r: { region: string }) => r.region));
  const colours = await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    const map = (window as any).forecourtMap;
    const fill = map
      .getStyle()
      .layers.find((l: { id: string }) => /^regions-\d+-fill$/.test(l.id)).id;
    return map
      .queryRenderedFeatures({ layers: [fill] })
      .map((f: { properties: { code: string }; layer: { paint: Record<string, unknown> } }) => [
        f.properties.code,
        String(f.layer.paint["fill-color"]),
      ]) as [string, string][];
  });
  const of = (within: boolean) =>
    new Set(colours.filter(([code]) => inside.has(code) === within).map(([, colour]) => colour));
  expect(colours.some(([code]) => !inside.has(code))).toBe(true);
  expect(of(false).size).toBe(1);
  expect(of(true).size).toBeGreaterThan(3);
  for (const colour of of(false)) expect(of(true).has(colour)).toBe(false);
});

test("stations in no region stand last in the ranking, whatever the metric", async ({ open }) => {
  const code = "AT-SEA";
  const station = { code, name: "海上的站", location: [125, 28] };
  expect((await api.post("/api/v1/stations", station)).status).toBe(201);
  try {
    const page = await open("/?lang=zh&theme=light&metric=stations");
    const last = page.getByTestId("ranking").locator("li").last();
    await expect(last).toContainText("未归入区域");
    const { unassigned } = await api.get(
      "/api/v1/stats?set=admin&level=province&metrics=stations,coverage_rate",
    );
    await expect(last.locator("b")).toHaveText(String(unassigned.values.stations));
    await expect(last.getByRole("button")).toHaveCount(0);
    await page.goto(`${api.url}/?lang=zh&theme=light&metric=coverage_rate`);
    await expect(last).toContainText("未归入区域");
    const rate = unassigned.values.coverage_rate;
    await expect(last.locator("b")).toHaveText(`${(rate * 100).toFixed(1)}%`);
    await settled(page);
  } finally {
    await api.delete(`/api/v1/stations/${code}`);
  }
});

test("a link that names a region and no place begins at the region", async ({ open, page }) => {
  const tiles: string[] = [];
  page.on("request", (r) => r.url().includes("/tiles/stations/") && tiles.push(r.url()));
  await open("/?lang=zh&theme=light&within=460000");
  const { bbox } = await api.get("/api/v1/regions/admin/460000");
  const [zoom, lat, lng] = (parameter(page, "map") ?? "").split("/").map(Number);
  expect(zoom).toBeGreaterThan(4.5);
  expect(lng).toBeGreaterThan(bbox[0]);
  expect(lng).toBeLessThan(bbox[2]);
  expect(lat).toBeGreaterThan(bbox[1]);
  expect(lat).toBeLessThan(bbox[3]);
  // Nothing was asked for elsewhere before.
  const zooms = tiles.map((url) => Number(/stations\/(\d+)\//.exec(url)?.[1]));
  expect(new Set(zooms)).toEqual(new Set([Math.floor(Number(zoom) - 0.5)]));
});

test("a region that answers late does not take the map from the one chosen after it", async ({
  open,
}) => {
  const page = await open("/?lang=zh&theme=light&layers=regions");
  const rows = page.getByTestId("ranking").getByRole("button");
  const [slow, quick] = [
    await rows.nth(0).getAttribute("data-region"),
    await rows.nth(1).getAttribute("data-region"),
  ];
  let answered = false;
  await page.route(
    (url) => url.pathname === `/api/v1/regions/admin/${slow}`,
    async (route) => {
      await new Promise((done) => setTimeout(done, 3_000));
      await route.continue();
      answered = true;
    },
  );
  await rows.nth(0).click();
  await page.locator(`[data-testid=ranking] [data-region='${quick}']`).click();
  await expect.poll(() => parameter(page, "within")).toBe(quick);
  await expect.poll(() => answered).toBe(true);
  // As long as a flight takes.
  await page.waitForTimeout(1_000);
  await settled(page);
  const { bbox } = await api.get(`/api/v1/regions/admin/${quick}`);
  const [, lat, lng] = (parameter(page, "map") ?? "").split("/").map(Number);
  expect(lng).toBeGreaterThan(bbox[0]);
  expect(lng).toBeLessThan(bbox[2]);
  expect(lat).toBeGreaterThan(bbox[1]);
  expect(lat).toBeLessThan(bbox[3]);
});

test("the legend's ranges cover what the statistics say", async ({ open }) => {
  const page = await open();
  const stats = await api.get("/api/v1/stats?set=admin&level=province&metrics=online");
  const values = stats.rows.map((r: { values: { online: number } }) => r.values.online);
  const entries = await page.getByTestId("legend").locator("li").allTextContents();
  const numbers = entries.join(" ").replaceAll(",", "").match(/\d+/g)?.map(Number) ?? [];
  const { sets } = await api.get("/api/v1/regions");
  expect(stats.rows.length).toBe(sets[0].levels[0].regions);
  expect(entries.length).toBe(6);
  expect(Math.min(...numbers)).toBe(Math.min(...values));
  expect(Math.max(...numbers)).toBe(Math.max(...values));
  expect(entries.at(-1)).toBe("无数据");
});
