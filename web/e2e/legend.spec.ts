// The legend's scales, histogram and range, the heat, and the changes above the
// time bar: their numbers against the API, their colours against the map.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, settled, test } from "./fixtures";

interface Row {
  region: string;
  name: string;
  values: Record<string, number | null>;
}

const rowsOf = async (question: string): Promise<Row[]> => {
  const { rows } = await api.get(`/api/v1/stats?set=admin&${question}`);
  return rows.filter((row: Row) => row.region);
};

/** The regions on the map: what they are painted with, and whether they are outside of the range. */
const painted = (page: Page): Promise<Record<string, { colour: string; outside: boolean }>> =>
  page.evaluate(() => {
    const map = (window as Exposed).forecourtMap;
    const layer = map
      .getStyle()
      .layers.find(
        (l: Exposed) =>
          l.type === "fill" && l.id.startsWith("regions-") && l.paint["fill-opacity"] !== 0,
      );
    return Object.fromEntries(
      map.queryRenderedFeatures({ layers: [layer.id] }).map((f: Exposed) => {
        const { r, g, b } = f.layer.paint["fill-color"];
        const hex = [r, g, b].map((c) =>
          Math.round(c * 255)
            .toString(16)
            .padStart(2, "0"),
        );
        return [f.properties.code, { colour: `#${hex.join("")}`, outside: !!f.state.outside }];
      }),
    );
  });

const outsideOf = async (page: Page) =>
  Object.entries(await painted(page))
    .filter(([, { outside }]) => outside)
    .map(([code]) => code)
    .sort();

/** The bars as they are drawn: how many regions, in which colours. */
const bars = (page: Page) =>
  page
    .getByTestId("brush")
    .locator("rect")
    .evaluateAll((all) =>
      all.map((rect) => ({
        count: Number(rect.getAttribute("data-count")),
        colour: rect.getAttribute("fill") ?? "",
      })),
    );

test("the scale runs on or goes by quantiles, on map, legend and bars alike", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&level=city&metric=coverage_rate");
  const rows = await rowsOf("level=city&metrics=coverage_rate");
  const values = rows.flatMap((row) => row.values.coverage_rate ?? []);
  const legend = page.getByTestId("legend");
  await expect(legend.locator("ul li")).toHaveCount(6);
  // Five classes; no bar has any other colour, and they hold every region with a value once.
  const inKey = await legend
    .locator("ul li i")
    .evaluateAll((all) => all.map((i) => (i as HTMLElement).style.background));
  const byClass = await bars(page);
  expect(byClass.reduce((n, bar) => n + bar.count, 0)).toBe(values.length);
  expect(new Set(byClass.map((bar) => bar.colour)).size).toBe(5);
  expect(inKey).toHaveLength(6);

  await legend.getByRole("button", { name: "连续" }).click();
  await expect.poll(() => parameter(page, "scale")).toBe("continuous");
  await settled(page);
  const ends = await legend
    .locator("[data-value]")
    .evaluateAll((all) => all.map((s) => Number((s as HTMLElement).dataset.value)));
  const [min, max] = [Math.min(...values), Math.max(...values)];
  expect(ends).toEqual([min, (min + max) / 2, max]);
  expect((await bars(page)).reduce((n, bar) => n + bar.count, 0)).toBe(values.length);
  // On the map more than five colours, darker for more.
  await expect
    .poll(async () => new Set(Object.values(await painted(page)).map((p) => p.colour)).size)
    .toBeGreaterThan(12);
  const shown = await painted(page);
  const light = (colour: string) =>
    [1, 3, 5].reduce((sum, i) => sum + Number.parseInt(colour.slice(i, i + 2), 16), 0);
  const ranked = rows
    .filter((row) => shown[row.region] && row.values.coverage_rate !== null)
    .sort((a, b) => (a.values.coverage_rate ?? 0) - (b.values.coverage_rate ?? 0));
  expect(ranked.length).toBeGreaterThan(50);
  for (const [i, row] of ranked.slice(1).entries()) {
    const [less, more] = [ranked[i]?.region ?? "", row.region].map((c) => shown[c]?.colour ?? "");
    // A byte of rounding aside.
    expect(light(more as string), row.name).toBeLessThanOrEqual(light(less as string) + 3);
  }
  // As it came, so it goes.
  await legend.getByRole("button", { name: "分位" }).click();
  await expect.poll(() => parameter(page, "scale")).toBeNull();
});

test("a range drawn over the bars picks regions out, on map and list", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&metric=stations");
  const all = await rowsOf("level=province&metrics=stations");
  const brush = page.getByTestId("brush");
  const box = await brush.locator(".brush-bars").boundingBox();
  if (!box) throw new Error("no bars");
  const requests: string[] = [];
  page.on("request", (r) => requests.push(r.url()));
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + box.width * (0.25 + 0.03 * i), y);
  // Still held: the map and the list follow, the URL does not yet.
  await expect(page.getByTestId("ranking-range")).toBeVisible();
  expect(parameter(page, "range")).toBeNull();
  await page.mouse.up();
  await expect.poll(() => parameter(page, "range")).toMatch(/^\d+\.\.\d+$/);
  const [from, to] = (parameter(page, "range") as string).split("..").map(Number) as [
    number,
    number,
  ];
  const inside = all.filter((row) => {
    const value = row.values.stations ?? -1;
    return value >= from && value <= to;
  });
  expect(inside.length).toBeGreaterThan(0);
  expect(inside.length).toBeLessThan(all.length);
  const told = `${inside.length} / ${all.length} 个区域`;
  await expect(page.getByTestId("ranking-range")).toContainText(told);
  await expect(page.getByTestId("spread")).toContainText(told);
  const top = inside
    .sort((a, b) => (b.values.stations ?? 0) - (a.values.stations ?? 0))
    .slice(0, 8);
  await expect(page.getByTestId("ranking").locator("button")).toHaveCount(top.length);
  const codes = new Set(inside.map((row) => row.region));
  const listed = await page
    .getByTestId("ranking")
    .locator("button")
    .evaluateAll((buttons) => buttons.map((b) => (b as HTMLElement).dataset.region ?? ""));
  expect(listed.every((code) => codes.has(code))).toBe(true);
  const shown = Object.keys(await painted(page));
  expect(await outsideOf(page)).toEqual(shown.filter((code) => !codes.has(code)).sort());
  // Nothing was asked for: it is all there.
  expect(requests.filter((url) => /\/tiles\/|\/api\/v1\/stats/.test(url))).toEqual([]);

  // It stays over dates, and is of the values of that date.
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => parameter(page, "at")).toBeTruthy();
  expect(parameter(page, "range")).toBe(`${from}..${to}`);
  const then = await rowsOf(`level=province&metrics=stations&at=${parameter(page, "at")}`);
  const left = then.filter(({ values: { stations } }) => {
    return (stations ?? -1) >= from && (stations ?? -1) <= to;
  });
  await expect(page.getByTestId("ranking-range")).toContainText(`${left.length} / ${then.length}`);
  await settled(page);
  const rest = then.filter((row) => !left.includes(row)).map((row) => row.region);
  await expect.poll(() => outsideOf(page)).toEqual(rest.filter((c) => shown.includes(c)).sort());

  // By keyboard: to both ends, and a step back from one of them.
  const low = page.getByRole("slider", { name: "下限" });
  await low.focus();
  await page.keyboard.press("Home");
  await expect.poll(() => parameter(page, "range")).toBe(`..${to}`);
  await page.getByRole("slider", { name: "上限" }).focus();
  await page.keyboard.press("End");
  await expect.poll(() => parameter(page, "range")).toBeNull();
  await expect(page.getByTestId("ranking-range")).toBeHidden();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => parameter(page, "range")).toMatch(/^\.\.\d+$/);
  const most = Number((parameter(page, "range") as string).slice(2));
  await expect(page.getByRole("slider", { name: "上限" })).toHaveAttribute(
    "aria-valuetext",
    most.toLocaleString("en-GB"),
  );
  await page.getByTestId("ranking-range").getByRole("button", { name: "清除" }).click();
  await expect.poll(() => parameter(page, "range")).toBeNull();
  await expect.poll(() => outsideOf(page)).toEqual([]);

  // Another level has other values.
  await low.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => parameter(page, "range")).toMatch(/^\d+\.\.$/);
  await page.getByTestId("ranking").locator("button").first().click();
  await expect.poll(() => parameter(page, "within")).toBeTruthy();
  expect(parameter(page, "range")).toBeNull();
});

test("the heat weighs what the tiles say", async ({ open, page }) => {
  const tiles: string[] = [];
  page.on("request", (r) => r.url().includes("/tiles/stations/") && tiles.push(r.url()));
  await open("/?lang=zh&theme=light&layers=heat");
  const weighed = () =>
    page.evaluate(() => {
      const map = (window as Exposed).forecourtMap;
      const points = new Map<string, number>();
      for (const f of map.querySourceFeatures("stations", { filter: ["has", "weight"] })) {
        points.set(f.properties.code ?? `${f.id}`, f.properties.weight);
      }
      return [...points.values()].reduce((a, b) => a + b, 0);
    });
  expect(tiles.length).toBeGreaterThan(0);
  expect(tiles.every((url) => new URL(url).searchParams.get("metrics") === "gmv")).toBe(true);
  const { total } = await api.get("/api/v1/stats?metrics=gmv");
  // Tiles tell whole units: a cluster or station may be off by one half.
  const gmv = Number(total.values.gmv);
  expect(Math.abs((await weighed()) - gmv)).toBeLessThan(500);
  await expect(page.getByTestId("heat-key")).toHaveAttribute("data-metric", "gmv");
  await expect(page.getByTestId("heat-key")).toContainText("热力 · 交易额");
  // No symbol, and nothing under the pointer that is not to be seen.
  expect(
    await page.evaluate(() =>
      (window as Exposed).forecourtMap
        .getStyle()
        .layers.filter((l: Exposed) => l.source === "stations" && l.layout?.visibility !== "none")
        .map((l: Exposed) => l.id),
    ),
  ).toEqual(["stations-heat"]);

  // A sum in view is weighed itself; a rate is not.
  await page.goto(`${api.url}/?lang=zh&theme=light&layers=stations,heat&metric=orders`);
  await settled(page);
  const orders = (await api.get("/api/v1/stats?metrics=orders")).total.values.orders;
  expect(await weighed()).toBe(orders);
  tiles.length = 0;
  await page.goto(`${api.url}/?lang=zh&theme=light&layers=stations,heat&metric=fee_rate`);
  await settled(page);
  expect(new URL(tiles[0] as string).searchParams.get("metrics")).toBe("fee_rate,gmv");
  expect(Math.abs((await weighed()) - gmv)).toBeLessThan(500);
  await page.getByRole("switch", { name: "热力" }).click();
  await expect.poll(() => parameter(page, "layers")).toBe("stations");
  await expect(page.getByTestId("heat-key")).toBeHidden();
});

test("the bars above the time bar say what each month brought", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&within=310000");
  const strip = page.getByTestId("time-changes");
  await expect(strip.locator("path").first()).toBeVisible();
  const box = await strip.locator("svg").boundingBox();
  if (!box) throw new Error("no bars");
  const today = (await api.get("/api/v1/network")).today as string;
  const first = ((await api.get("/api/v1/network")).first_event as string).slice(0, 7);
  const months = (m: string) => Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7)) - 1;
  const last = months(today) - months(first);
  for (const back of [0, 1, 7, 20]) {
    const n = months(today) - back;
    const month = `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
    const next = `${Math.floor((n + 1) / 12)}-${String(((n + 1) % 12) + 1).padStart(2, "0")}-01`;
    const { total } = await api.get(
      `/api/v1/cooperation/funnel?kind=flow&set=admin&within=310000&from=${month}-01&to=${next}`,
    );
    await page.mouse.move(box.x + ((last - back) / last) * box.width, box.y + 12);
    for (const stage of ["online", "paused", "terminated"]) {
      await expect(page.getByTestId("time-tip").locator(`[data-stage=${stage}]`)).toHaveAttribute(
        "data-value",
        String(total.values[`entries_${stage}`]),
      );
    }
  }
  await page.mouse.click(box.x + ((last - 7) / last) * box.width, box.y + 12);
  await expect
    .poll(() => parameter(page, "at")?.slice(0, 7))
    .toBe(
      `${Math.floor((months(today) - 7) / 12)}-${String(((months(today) - 7) % 12) + 1).padStart(2, "0")}`,
    );
  // The speed is kept where it was chosen.
  await page.getByLabel("播放速度").selectOption("2");
  await page.reload();
  await settled(page);
  await expect(page.getByLabel("播放速度")).toHaveValue("2");
});

for (const theme of ["light", "dark"]) {
  test(`nothing of it is in anybody's way: ${theme}`, async ({ open }) => {
    const look = `lang=en&theme=${theme}`;
    const page = await open(
      `/?${look}&level=city&layers=stations,regions,heat&scale=continuous&range=5..60`,
    );
    await expect(page.getByTestId("ranking-range")).toContainText(/\d+ of \d+ regions/);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${api.url}/?${look}&compare=2026-03-31&at=2026-06-30`);
    await settled(page);
    // Two handles, two shapes, two names.
    await expect(page.getByRole("slider", { name: "Month", exact: true })).toBeVisible();
    await expect(page.locator(".time-flag")).toHaveText(["In viewJun 2026", "ComparedMar 2026"]);
    // Over neighbouring months, too, they stand side by side, whole, and cover no month.
    for (const days of ["compare=2023-11-30&at=2023-12-31", "compare=2026-10-31"]) {
      await page.goto(`${api.url}/?${look}&${days}`);
      await expect(page.locator(".time-flag")).toHaveCount(2);
      const boxes = await page
        .locator(".time-flag, .time-changes, .time-track")
        .evaluateAll((all) =>
          all.map((one) => {
            const { left, right, top, bottom } = one.getBoundingClientRect();
            return { is: one.classList[0], left, right, top, bottom };
          }),
        );
      const of = (name: string) => boxes.filter(({ is }) => is === name);
      const [a, b] = of("time-flag").sort((x, y) => x.left - y.left) as [Exposed, Exposed];
      const [[track], [bars]] = [of("time-track"), of("time-changes")] as [[Exposed], [Exposed]];
      expect(a.right).toBeLessThan(b.left);
      expect(a.left).toBeGreaterThanOrEqual(track.left);
      expect(b.right).toBeLessThanOrEqual(track.right);
      expect(a.bottom).toBeLessThanOrEqual(bars.top + 0.5);
    }
    await page.goto(`${api.url}/?${look}&compare=2026-03-31&at=2026-06-30`);
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${api.url}/?${look}&scale=continuous&range=5..60`);
    await settled(page);
    await expect(page.getByTestId("time-changes")).toBeHidden();
    await page.getByRole("tab", { name: "Filters and layers" }).click();
    await expect(page.getByTestId("brush")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
}
