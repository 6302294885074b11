// Tools on the map: areas with their statistics, boxes with their stations, two dates side by side.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, pointOf, settled, test } from "./fixtures";

type Place = [number, number];

const METRICS =
  "stations,online,coverage_rate,closed,gmv,channel_fee,fee_rate,signed,terminated,missing_fee";

/** The statistics of a polygon, as the API gives them. */
async function statsOf(corners: Place[], question = "") {
  const response = await api.post(`/api/v1/stats?metrics=${METRICS}${question}`, {
    type: "Polygon",
    coordinates: [[...corners, corners[0]]],
  });
  expect(response.status).toBe(200);
  return (await response.json()).total.values as Exposed;
}

/** The panel of what was drawn shows exactly these values. */
async function expectDrawn(page: Page, values: Exposed) {
  for (const id of ["stations", "online", "coverage_rate", "closed", "gmv", "channel_fee"]) {
    await expect(page.locator(`[data-testid=drawn-stats] [data-metric=${id}]`)).toHaveAttribute(
      "data-value",
      String(values[id] ?? ""),
    );
  }
  await expect(page.locator("[data-testid=drawn-stats] [data-metric=fee_rate]")).toHaveAttribute(
    "data-value",
    String(values.fee_rate ?? ""),
  );
}

/** 64 places around a centre, by a formula of their own: along great circles. */
function circle([lng, lat]: Place, km: number): Place[] {
  const [rad, way] = [Math.PI / 180, km / 6371.0088];
  return Array.from({ length: 64 }, (_, i) => {
    const turn = (-i * 2 * Math.PI) / 64;
    const to = Math.asin(
      Math.sin(lat * rad) * Math.cos(way) + Math.cos(lat * rad) * Math.sin(way) * Math.cos(turn),
    );
    const by = Math.atan2(
      Math.sin(turn) * Math.sin(way) * Math.cos(lat * rad),
      Math.cos(way) - Math.sin(lat * rad) * Math.sin(to),
    );
    return [lng + by / rad, to / rad];
  });
}

const polygonIn = (page: Page): Place[] =>
  (parameter(page, "area") ?? "")
    .replace("poly:", "")
    .split(";")
    .map((text) => text.split(",").map(Number) as Place);

/** Clicks places of the map one after another, slower than a double click. */
async function clickPlaces(page: Page, places: Place[]) {
  for (const place of places) {
    const { x, y } = await pointOf(page, place);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.waitForTimeout(520);
  }
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

// Some of them open the map several times, each with all of its tiles.
test.describe.configure({ timeout: 180_000 });

const MIDDLE = "map=6/31/112.5";
const hint = (page: Page) => page.getByTestId("draw-hint");

test("a link opens a circle with the API's numbers of it, in region, filters and date", async ({
  open,
}) => {
  const question = "&at=2026-06-30&energy=fuel&within=420000";
  const page = await open(`/?lang=zh&theme=light${question}&area=circle:114.3,30.6,90`);
  const values = await statsOf(circle([114.3, 30.6], 90), `${question}&set=admin`);
  expect(values.stations).toBeGreaterThan(50);
  await expectDrawn(page, values);
  const panel = page.getByTestId("drawn");
  await expect(panel.getByTestId("radius")).toHaveText("半径 90 公里");
  const km2 = Number(await panel.getByTestId("km2").getAttribute("data-value"));
  expect(km2 / (Math.PI * 90 ** 2)).toBeGreaterThan(0.998);
  expect(km2 / (Math.PI * 90 ** 2)).toBeLessThan(1);
  await expect(panel).toContainText("只计湖北省之内");
  // A number of it is taken apart as its own.
  await panel.locator("[data-explain=gmv]").click();
  await expect(page.locator("[data-testid=explain] [data-explained=value]")).toHaveAttribute(
    "data-value",
    values.gmv,
  );
  await page.keyboard.press("Escape");
  await panel.getByRole("button", { name: "清除范围" }).click();
  await expect(page.getByTestId("overview")).toBeVisible();
  expect(parameter(page, "area")).toBeNull();
});

test("a polygon is drawn by clicks, closed on its first corner, and changed by its corners", async ({
  open,
}) => {
  const page = await open(`/?lang=zh&theme=light&${MIDDLE}&layers=stations`);
  await page.getByRole("button", { name: "画多边形看统计" }).click();
  await expect(hint(page)).toBeVisible();
  const corners: Place[] = [
    [110.5, 32.5],
    [114, 32.6],
    [114.2, 29.8],
    [111, 29.5],
  ];
  await clickPlaces(page, corners);
  // A click on a cluster while drawing is a corner, and nothing else.
  expect(parameter(page, "station")).toBeNull();
  await clickPlaces(page, [corners[0] as Place]);
  await expect.poll(() => parameter(page, "area")).toContain("poly:");
  await expect(hint(page)).toBeHidden();
  const drawn = polygonIn(page);
  expect(drawn).toHaveLength(4);
  for (const [i, [lng, lat]] of drawn.entries()) {
    expect(lng).toBeCloseTo(corners[i]?.[0] as number, 1);
    expect(lat).toBeCloseTo(corners[i]?.[1] as number, 1);
  }
  const before = await statsOf(drawn);
  await expectDrawn(page, before);

  const corner = page.locator("[data-handle=corner-1]");
  await drag(page, await pointOf(page, drawn[1] as Place), await pointOf(page, [115, 33.3]));
  await expect.poll(() => polygonIn(page)[1]?.[1]).toBeGreaterThan(33);
  const after = await statsOf(polygonIn(page));
  expect(after.stations).toBeGreaterThan(before.stations);
  await expectDrawn(page, after);
  // A middle becomes a corner of its own, and goes again.
  const [a, b] = [polygonIn(page)[2] as Place, polygonIn(page)[3] as Place];
  const middle = await pointOf(page, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  await drag(page, middle, { x: middle.x, y: middle.y + 40 });
  await expect.poll(() => polygonIn(page).length).toBe(5);
  await page.locator("[data-handle=corner-3]").press("Delete");
  await expect.poll(() => polygonIn(page).length).toBe(4);
  await expect(corner).toBeVisible();
  // A link of it shows the same.
  const address = page.url();
  await page.goto(address);
  await settled(page);
  await expectDrawn(page, await statsOf(polygonIn(page)));
  expect(page.url()).toBe(address);
});

test("a polygon that crosses itself is refused in words, and its last corner goes back", async ({
  open,
}) => {
  const page = await open(`/?lang=en&theme=light&${MIDDLE}`);
  await page.keyboard.press("p");
  await expect(hint(page)).toContainText("Click to add corners");
  await clickPlaces(page, [
    [111, 32],
    [113, 30],
    [113, 32],
    [111, 30],
  ]);
  await expect(hint(page)).toContainText("The edges cross");
  await page.keyboard.press("Enter");
  expect(parameter(page, "area")).toBeNull();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect.poll(() => polygonIn(page).length).toBe(3);
  await expectDrawn(page, await statsOf(polygonIn(page)));
  // Escape gives the tool back, and leaves what was drawn.
  await page.keyboard.press("p");
  await expect(hint(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hint(page)).toBeHidden();
  expect(polygonIn(page)).toHaveLength(3);

  const asked: string[] = [];
  page.on("request", (r) => r.method() === "POST" && asked.push(r.url()));
  await page.goto(`${api.url}/?lang=en&theme=light&area=poly:111,32;113,30;113,32;111,30`);
  await expect(page.getByTestId("drawn").getByRole("alert")).toContainText("cross");
  await settled(page);
  expect(asked).toEqual([]);
});

test("a circle is drawn by a drag that says its radius, and by keys alone", async ({ open }) => {
  const page = await open(`/?lang=en&theme=light&${MIDDLE}`);
  const centre: Place = [112.5, 31.2];
  await page.keyboard.press("c");
  const [from, to] = [await pointOf(page, centre), await pointOf(page, [113.8, 31.2])];
  await expect(hint(page)).toBeVisible();
  const before = parameter(page, "map");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await expect(page.getByTestId("measure")).toHaveText(/^Radius 12\d km$/);
  await page.mouse.up();
  await expect.poll(() => parameter(page, "area")).toContain("circle:");
  // The map stayed where it was.
  expect(parameter(page, "map")).toBe(before);
  const read = () => {
    const [lng, lat, km] = (parameter(page, "area") ?? "").slice(7).split(",").map(Number);
    return { centre: [lng, lat] as Place, km: km as number };
  };
  const first = read();
  expect(first.km).toBeGreaterThan(120);
  expect(first.km).toBeLessThan(130);
  await expectDrawn(page, await statsOf(circle(first.centre, first.km)));
  const edge = page.locator("[data-handle=edge]");
  await edge.press("ArrowRight");
  await expect.poll(() => read().km).toBeGreaterThan(first.km);
  expect(parameter(page, "at")).toBeNull();
  await expectDrawn(page, await statsOf(circle(read().centre, read().km)));

  // Without a pointer: the tool by its button, and one in the middle of the map.
  await page.getByRole("button", { name: "Clear the area" }).click();
  await page.getByRole("button", { name: "Statistics of a circle" }).focus();
  await page.keyboard.press("Enter");
  await expect(hint(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(() => parameter(page, "area")).toContain("circle:");
  await page.locator("[data-handle=centre]").press("ArrowUp");
  await expect(hint(page)).toBeHidden();
  await settled(page);
});

test("a box drawn with Shift lists its stations, each of them, and takes them along", async ({
  open,
}) => {
  const page = await open(`/?lang=zh&theme=light&${MIDDLE}&at=2026-06-30&stage=online`);
  const [from, to] = [await pointOf(page, [110.6, 32.9]), await pointOf(page, [114.6, 29.6])];
  await page.keyboard.down("Shift");
  await drag(page, from, to);
  await page.keyboard.up("Shift");
  await expect.poll(() => parameter(page, "box")).toBeTruthy();
  const box = parameter(page, "box") as string;
  const asked = `/api/v1/stations?bbox=${box}&at=2026-06-30&stage=online`;
  const all = await api.get(`${asked}&limit=1000`);
  expect(all.matched).toBeGreaterThan(100);
  const list = page.getByTestId("drawn-list");
  await expect(list).toHaveAttribute("data-matched", String(all.matched));
  const rows = list.locator("li");
  await expect(rows).toHaveCount(100);
  await list.getByRole("button", { name: /^再看/ }).click();
  await expect(rows).toHaveCount(Math.min(200, all.matched));
  const codes = await rows.locator("small").allTextContents();
  expect(codes).toEqual(all.items.slice(0, codes.length).map((s: Exposed) => s.code));

  // The statistics of the same box count as many.
  await page.getByRole("button", { name: "统计", exact: true }).click();
  expect(parameter(page, "drawn")).toBe("stats");
  const [w, s, e, n] = box.split(",").map(Number) as [number, number, number, number];
  const values = await statsOf(
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
    ],
    "&at=2026-06-30&stage=online",
  );
  expect(values.stations).toBe(all.matched);
  await expectDrawn(page, values);
  await page.getByRole("button", { name: "站点清单" }).click();

  const file = await list.getByRole("link", { name: "导出清单: CSV" }).getAttribute("href");
  const csv = await (await fetch(api.url + file)).text();
  const lines = csv.trim().split("\n");
  expect(lines.length - 1).toBe(all.matched);
  for (const { code } of all.items) expect(csv).toContain(code);

  await rows.first().getByRole("button").click();
  await expect(page.getByTestId("station-card")).toContainText(all.items[0].code);
  await page.keyboard.press("Escape");
  await expect(list).toBeVisible();
  await settled(page);
});

test("a change of the network reaches an area at once", async ({ open }) => {
  const code = "AREA-LIVE";
  const page = await open("/?lang=zh&theme=light&area=circle:125.5,27.5,40");
  await expectDrawn(page, await statsOf(circle([125.5, 27.5], 40)));
  const shown = page.locator("[data-testid=drawn-stats] [data-metric=stations]");
  const count = Number(await shown.getAttribute("data-value"));
  const made = await api.post("/api/v1/stations", { code, name: "海上", location: [125.5, 27.5] });
  expect(made.status).toBe(201);
  try {
    await expect(shown).toHaveAttribute("data-value", String(count + 1));
  } finally {
    await api.delete(`/api/v1/stations/${code}`);
  }
  await expect(shown).toHaveAttribute("data-value", String(count));
});

const THEN = "2025-03-31";
const NOW = "2026-09-30";

/** What the clusters and stations of a map count, each once. */
const countedOn = (page: Page, name: string): Promise<number> =>
  page.evaluate((map) => {
    const features = (window as Exposed)[map].querySourceFeatures("stations");
    const byPlace = new Map<string, number>(
      features.map((f: Exposed) => [JSON.stringify([f.id, f.properties]), f.properties.count ?? 1]),
    );
    return [...byPlace.values()].reduce((a, b) => a + b, 0);
  }, name);

/** The days that the region tiles of a map are of. */
const daysOn = (page: Page, name: string): Promise<string[]> =>
  page.evaluate((map) => {
    const { sources } = (window as Exposed)[map].getStyle();
    return Object.values(sources)
      .flatMap((source: Exposed) => source.tiles ?? [])
      .filter((tiles: string) => tiles.includes("/tiles/regions/"))
      .map((tiles: string) => new URL(tiles).searchParams.get("at") ?? "");
  }, name);

test("two dates lie side by side, each with its own tiles, and the divider moves", async ({
  open,
  page,
}) => {
  const days = new Set<string | null>();
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (url.pathname.startsWith("/tiles/stations/")) days.add(url.searchParams.get("at"));
  });
  await open(`/?lang=zh&theme=light&at=${NOW}&compare=${THEN}&map=1.6/30/100&hide=rail`);
  expect(await page.evaluate(() => (window as Exposed).forecourtSecondMap)).toBeUndefined();
  await page.getByRole("button", { name: "左右对比" }).click();
  await expect.poll(() => parameter(page, "swipe")).toBe("50");
  await page.waitForFunction(() => (window as Exposed).forecourtSecondMap?.loaded());
  const stations = async (at: string) =>
    (await api.get(`/api/v1/stats?metrics=stations&at=${at}`)).total.values.stations;
  const [then, now] = [await stations(THEN), await stations(NOW)];
  expect(then).not.toBe(now);
  await expect.poll(() => countedOn(page, "forecourtSecondMap")).toBe(then);
  await expect.poll(() => countedOn(page, "forecourtMap")).toBe(now);
  expect([...days].sort()).toEqual([THEN, NOW]);
  await expect.poll(() => daysOn(page, "forecourtSecondMap")).toEqual([THEN]);
  await expect.poll(() => daysOn(page, "forecourtMap")).toEqual([NOW]);
  await expect(page.locator(".swipe-date[data-side=before]")).toHaveText("2025年3月31日");
  await expect(page.locator(".swipe-date[data-side=after]")).toHaveText("2026年9月30日");

  const divider = page.getByRole("slider", { name: /分界线/ });
  await expect(divider).toHaveAttribute("aria-valuenow", "50");
  await divider.press("ArrowRight");
  await expect(divider).toHaveAttribute("aria-valuenow", "52");
  expect(parameter(page, "swipe")).toBe("52");
  // Its arrows are not those of the months.
  expect(parameter(page, "at")).toBe(NOW);
  const at = await divider.boundingBox();
  if (!at) throw new Error("no divider");
  const grip = { x: at.x + at.width / 2, y: 400 };
  await drag(page, grip, { x: grip.x - 150, y: 400 });
  await expect.poll(() => Number(parameter(page, "swipe"))).toBeLessThan(50);

  // Both move as one.
  await page.keyboard.press("+");
  await page.waitForTimeout(600);
  const cameras = await page.evaluate(() =>
    ["forecourtMap", "forecourtSecondMap"].map((name) => {
      const map = (window as Exposed)[name];
      const { lng, lat } = map.getCenter();
      return [map.getZoom(), lng, lat].map((n: number) => n.toFixed(6)).join();
    }),
  );
  expect(cameras[0]).toBe(cameras[1]);

  // Where the dates meet there is nothing to divide; parted again, there is.
  const second = page.getByRole("slider", { name: "对比月份", exact: true });
  await second.fill(await page.getByRole("slider", { name: "月份", exact: true }).inputValue());
  await expect.poll(() => parameter(page, "compare")).toBe(NOW);
  await expect(page.getByTestId("swipe")).toBeHidden();
  await page.waitForTimeout(500);
  await second.press("ArrowLeft");
  await expect.poll(() => parameter(page, "compare")).toBe("2026-08-31");
  await page.waitForFunction(() => (window as Exposed).forecourtSecondMap?.loaded());
  await expect.poll(() => daysOn(page, "forecourtSecondMap")).toEqual(["2026-08-31"]);

  await page.getByRole("button", { name: "变化着色" }).click();
  await expect(page.getByTestId("swipe")).toBeHidden();
  expect(parameter(page, "swipe")).toBeNull();
  expect(await page.evaluate(() => (window as Exposed).forecourtSecondMap)).toBeUndefined();
  await expect(page.locator("canvas.maplibregl-canvas")).toHaveCount(1);
  await settled(page);
});

test("the pointer finds on each side what is drawn there", async ({ open }) => {
  const page = await open(
    `/?lang=zh&theme=light&at=${NOW}&compare=${THEN}&swipe=50&layers=regions&metric=online&map=4/31/112`,
  );
  await page.waitForFunction(() => (window as Exposed).forecourtSecondMap?.loaded());
  const { items } = await api.get("/api/v1/regions/admin?level=province");
  for (const [code, at] of [
    ["510000", THEN],
    ["360000", NOW],
  ] as const) {
    const region = items.find((r: Exposed) => r.code === code);
    const { x, y } = await pointOf(page, region.center);
    await page.mouse.move(x, y);
    const { rows } = await api.get(
      `/api/v1/stats?set=admin&level=province&metrics=online&at=${at}`,
    );
    const { online } = rows.find((r: Exposed) => r.region === code).values;
    const tip = page.getByTestId("hover-tip");
    await expect(tip).toContainText(region.name);
    await expect(tip.locator("b")).toHaveText(online.toLocaleString("en-GB"));
  }
});

test("an area of two dates says both", async ({ open }) => {
  const page = await open(
    `/?lang=zh&theme=light&at=${NOW}&compare=${THEN}&area=circle:113.2,23.1,80`,
  );
  const ring = circle([113.2, 23.1], 80);
  await expectDrawn(page, await statsOf(ring, `&at=${NOW}`));
  const then = await statsOf(ring, `&at=${THEN}`);
  for (const id of ["stations", "online", "gmv"]) {
    await expect(page.locator(`[data-other=${id}]`)).toHaveAttribute("data-value", `${then[id]}`);
  }
});

for (const theme of ["light", "dark"]) {
  test(`the tools' parts are accessible, ${theme}`, async ({ open }) => {
    for (const path of [
      "&area=poly:111,29;115,29;114,32",
      "&box=113,29,115,31",
      `&at=${NOW}&compare=${THEN}&swipe=50`,
    ]) {
      const page = await open(`/?lang=zh&theme=${theme}&${MIDDLE}${path}`);
      if (path.includes("swipe")) {
        await page.waitForFunction(() => (window as Exposed).forecourtSecondMap?.loaded());
      } else await expect(page.getByTestId("drawn")).toContainText("站点");
      await page.keyboard.press("p");
      await expect(hint(page)).toBeVisible();
      expect(await violations(page)).toEqual([]);
    }
  });
}

test.describe("by finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a circle is drawn by a drag, and a polygon by taps", async ({ open }) => {
    const page = await open(`/?lang=zh&theme=light&${MIDDLE}`);
    const client = await page.context().newCDPSession(page);
    const touch = (type: string, ...points: { x: number; y: number }[]) =>
      client.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints: points });
    await page.getByRole("button", { name: "画圆看统计" }).tap();
    await expect(hint(page)).toBeVisible();
    const before = parameter(page, "map");
    await touch("touchStart", { x: 190, y: 400 });
    await touch("touchMove", { x: 230, y: 400 });
    await touch("touchMove", { x: 280, y: 400 });
    await expect(page.getByTestId("measure")).toContainText("半径");
    await touch("touchEnd");
    await expect.poll(() => parameter(page, "area")).toContain("circle:");
    expect(parameter(page, "map")).toBe(before);
    const [lng, lat, km] = (parameter(page, "area") ?? "").slice(7).split(",").map(Number);
    await expectDrawn(page, await statsOf(circle([lng as number, lat as number], km as number)));

    await page.getByRole("button", { name: "画多边形看统计" }).tap();
    for (const [x, y] of [
      [100, 250],
      [280, 260],
      [200, 450],
    ] as const) {
      await page.touchscreen.tap(x, y);
      await page.waitForTimeout(520);
    }
    await page.getByRole("button", { name: "完成" }).tap();
    await expect.poll(() => parameter(page, "area")).toContain("poly:");
    await expectDrawn(page, await statsOf(polygonIn(page)));
  });
});

test("an address is found by its district and street, and a place by its name", async ({
  open,
}) => {
  const { items } = await api.get("/api/v1/stations?within=440605&limit=100&stage=online");
  // One whose name does not say its street.
  const station = items.find((s: Exposed) => {
    const street = /南海区(.+?)\d+号$/.exec(s.address)?.[1];
    return street && !s.name.includes(street);
  });
  const page = await open();
  await page.keyboard.press("/");
  await page.keyboard.type(station.address);
  const options = page.getByRole("option");
  await expect(options.filter({ hasText: station.code })).toBeVisible();
  await expect(page.getByRole("group", { name: "区域" }).getByRole("option")).toHaveText(
    /南海区.*佛山市 · 区县/,
  );
  await expect(page.getByRole("group", { name: "站点" }).getByRole("option").first()).toContainText(
    station.address,
  );
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("station-card")).toContainText(station.name);
  await page.keyboard.press("Escape");

  // Of two places of one name it is said where they lie.
  await page.keyboard.press("/");
  await page.keyboard.type("朝阳区");
  await expect(options.filter({ hasText: "北京市" }).first()).toBeVisible();
  await options.filter({ hasText: "长春市" }).first().click();
  await expect.poll(() => parameter(page, "within")).toBe("220104");
  await settled(page);
});
