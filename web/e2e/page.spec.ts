// What surrounds the map: URL, language, theme, search, errors, phone, access.
import { readFileSync } from "node:fs";
import { violations } from "./axe";
import { api, expect, expectTotals, parameter, settled, test } from "./fixtures";

test("language and theme switch in place and go into the URL", async ({ open }) => {
  const page = await open();
  await expect(page.getByRole("heading", { name: "筛选" })).toBeVisible();
  await page.getByRole("button", { name: "切换到英文" }).click();
  await expect(page.getByRole("heading", { name: "Filters" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(parameter(page, "lang")).toBe("en");
  await page.getByRole("button", { name: "Dark mode" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(parameter(page, "theme")).toBe("dark");
  await settled(page);
});

test("the URL restores the whole view", async ({ open }) => {
  const { rows } = await api.get("/api/v1/stats?metrics=stations&group_by=brand");
  const brand = rows[0].group.brand as string;
  const at = "2026-03-31";
  const query = `map=5.5/30.5/114.3&at=${at}&stage=online,signed&brand=${encodeURIComponent(brand)}&within=420000&metric=coverage_rate&lang=en&theme=dark`;
  const page = await open(`/?${query}`);
  await expectTotals(
    page,
    `&at=${at}&stage=online,signed&brand=${encodeURIComponent(brand)}&set=admin&within=420000`,
  );
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Online", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByTestId("time-bar")).toContainText("31 March 2026");
  await expect(page.getByTestId("metric")).toContainText(/Coverage/);
  expect(parameter(page, "map")).toBe("5.5/30.5/114.3");
});

test("a shared link restores the view elsewhere", async ({ open, page, context, browser }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("/?lang=zh&theme=dark&within=420000&metric=coverage_rate&stage=online&at=2026-03-31");
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the map as the page exposes it
    (window as any).forecourtMap.jumpTo({ center: [113.2, 30.4], zoom: 6.3 });
  });
  await expect.poll(() => parameter(page, "map")).toBe("6.3/30.4/113.2");
  await settled(page);
  await page.getByRole("button", { name: "分享" }).click();
  await page.getByRole("menuitem", { name: "复制链接" }).click();
  await expect(page.locator(".toast")).toContainText("已复制");
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // Someone with another language and theme.
  const elsewhere = await browser.newContext({ locale: "en-GB", colorScheme: "light" });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await settled(other);
  await expectTotals(other, "&at=2026-03-31&stage=online&set=admin&within=420000");
  await expect(other.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(other.getByTestId("metric")).toContainText("覆盖率");
  expect(new URL(other.url()).search).toBe(new URL(link).search);
  expect(parameter(other, "map")).toBe("6.3/30.4/113.2");
  await elsewhere.close();
});

test("the stations in view and their statistics can be taken along as files", async ({ open }) => {
  const question = "&stage=online,signed&set=admin&within=460000&at=2026-06-30";
  const page = await open("/?lang=zh&theme=light&stage=online,signed&within=460000&at=2026-06-30");
  const share = page.getByRole("button", { name: "分享" });
  await share.click();
  const item = (name: string) => page.getByRole("menuitem", { name });
  const started = page.waitForEvent("download");
  await item("导出站点: CSV").click();
  const download = await started;
  expect(download.suggestedFilename()).toBe("站点-2026-06-30.csv");
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  const { matched } = await api.get(`/api/v1/stations?limit=1${question}`);
  expect(lines.length).toBe(matched + 1);
  expect(lines[0]).toContain("站点编码");

  await share.click();
  const file = async (name: string) => fetch(api.url + (await item(name).getAttribute("href")));
  const { features } = await (await file("导出站点: GeoJSON")).json();
  expect(features.length).toBe(matched);
  for (const name of ["导出站点: Excel", "导出统计（市）: Excel"]) {
    expect((await file(name)).headers.get("content-type")).toContain("spreadsheetml");
  }
  const table = (await (await file("导出统计（市）: CSV")).text()).trim().split("\n");
  const { rows } = await api.get(`/api/v1/stats?level=city&metrics=stations,online${question}`);
  expect(table.length).toBe(rows.length + 1);
  const [row] = rows;
  const line = table.find((l) => l.startsWith(row.region))?.split(",");
  expect(line?.[3]).toBe(String(row.values.stations));
  await settled(page);
});

test("back and forward go through the steps", async ({ open }) => {
  const page = await open();
  await page.getByTestId("rail").getByRole("button", { name: "在线" }).click();
  await expect.poll(() => parameter(page, "stage")).toBe("online");
  await page.getByTestId("rail").getByRole("button", { name: "已签约" }).click();
  await expect.poll(() => parameter(page, "stage")).toBe("online,signed");
  await page.goBack();
  await expect.poll(() => parameter(page, "stage")).toBe("online");
  await expectTotals(page, "&stage=online");
  await page.goForward();
  await expectTotals(page, "&stage=online,signed");
});

test("search finds a station by its code, by keyboard alone", async ({ open }) => {
  const { items } = await api.get("/api/v1/stations?limit=1&sort=-code");
  const page = await open();
  await page.keyboard.press("/");
  await page.keyboard.type(items[0].code);
  await expect(page.getByRole("option").filter({ hasText: items[0].code })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("station-card")).toContainText(items[0].name);
});

test("a station found in another region takes the view out of its own, one in it does not", async ({
  open,
}) => {
  const one = async (region: string) =>
    (await api.get(`/api/v1/stations?limit=1&set=admin&within=${region}`)).items[0];
  const [inside, outside] = [await one("420000"), await one("440000")];
  const page = await open("/?lang=zh&theme=light&within=420000&level=district");
  for (const station of [inside, outside]) {
    await page.locator("#search").fill(station.code);
    await page.getByRole("option").filter({ hasText: station.code }).click();
    await expect(page.getByTestId("station-card")).toContainText(station.name);
    expect(parameter(page, "within")).toBe(station === inside ? "420000" : null);
    expect(parameter(page, "level")).toBe(station === inside ? "district" : null);
  }
  await page.keyboard.press("Escape");
  await expectTotals(page, "");
  await settled(page);
});

test("search finds a region by its name", async ({ open }) => {
  const page = await open();
  await page.keyboard.press("/");
  await page.keyboard.type("湖北");
  await expect(page.getByRole("option").first()).toContainText("湖北省");
  await page.keyboard.press("Enter");
  await expect.poll(() => parameter(page, "within")).toBe("420000");
});

test.describe("a wrong condition", () => {
  // The browser itself writes a line for every refused request.
  test.use({ allowed: [/status of 400/] });
  test("is told beside its field, and does not take the page down", async ({ open }) => {
    const page = await open();
    await page.getByRole("button", { name: /CQL2/ }).click();
    await page.getByRole("textbox", { name: /CQL2/ }).fill("brand = = xx");
    await page.getByRole("button", { name: "应用" }).click();
    await expect(page.locator("#cql-error")).toHaveText(/^第 1 行第 \d+ 个字符处读不懂/);
    // The map goes on showing what it showed.
    expect(parameter(page, "filter")).toBeNull();
    await expectTotals(page, "");
    await page.getByRole("textbox", { name: /CQL2/ }).fill("energy = 'ev'");
    await page.getByRole("button", { name: "应用" }).click();
    await expect(page.locator("#cql-error")).toBeHidden();
    await expectTotals(page, `&filter=${encodeURIComponent("energy = 'ev'")}`);
  });
});

test("an unknown address has a friendly page with a way home", async ({ page }) => {
  await page.goto(`${api.url}/no/such/page?lang=zh`);
  await expect(page.getByRole("heading", { name: "这里什么也没有" })).toBeVisible();
  await page.getByRole("link", { name: "回到地图" }).click();
  await expect(page.getByTestId("time-bar")).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing serious (${theme})`, async ({ open }) => {
    const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
    const page = await open(`/?lang=en&theme=${theme}`);
    expect(await violations(page)).toEqual([]);
    await page.goto(
      `${api.url}/?lang=zh&theme=${theme}&station=${encodeURIComponent(items[0].code)}`,
    );
    await expect(page.getByTestId("stages").locator("li").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test(`axe finds nothing serious in what opens (${theme})`, async ({ open }) => {
    const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
    const page = await open(
      `/?lang=zh&theme=${theme}&stage=online&station=${encodeURIComponent(items[0].code)}`,
    );
    const check = async (what: string) => expect(await violations(page), what).toEqual([]);
    await page.getByRole("button", { name: "变更阶段" }).click();
    await expect(page.getByLabel("生效日期")).toBeVisible();
    await check("the form");
    await page.getByRole("button", { name: "写一条" }).click();
    await expect(page.getByRole("textbox", { name: "内容" })).toBeVisible();
    await check("the form of a note");
    await page.keyboard.press("Escape");
    await page.locator("#search").fill("江");
    await expect(page.getByRole("option").first()).toBeVisible();
    await check("the search");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "分享" }).click();
    await expect(page.getByRole("menuitem", { name: /GeoJSON/ })).toBeVisible();
    await check("the menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /选择日期/ }).click();
    await expect(page.locator(".ant-picker-panel")).toBeVisible();
    await page.waitForTimeout(300);
    await check("the calendar");
    await page.keyboard.press("Escape");
    await expect(page.locator(".ant-picker-panel")).toBeHidden();
    await page.getByRole("button", { name: "按当时所知查看" }).click();
    await expect(page.getByLabel("录入截止")).toBeVisible();
    await check("as it was known");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
    await check("the keys");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("tab", { name: "总览" }).click();
    await expect(page.getByTestId("totals")).toBeVisible();
    await check("the sheet");
    await page.getByRole("tab", { name: "筛选与图层" }).click();
    await expect(page.getByTestId("rail")).toBeVisible();
    await check("the filters");
  });

  test(`axe finds nothing serious in an explanation and a comparison (${theme})`, async ({
    open,
  }) => {
    const page = await open(`/?lang=zh&theme=${theme}&metric=fee_rate&explain=fee_rate`);
    const part = page.getByTestId("explain").locator("[data-part=counted]");
    await part.getByRole("button").first().click();
    await expect(part.locator(".station-rows li").first()).toBeVisible();
    expect(await violations(page), "an explanation").toEqual([]);
    const known = encodeURIComponent(new Date().toISOString());
    await page.goto(
      `${api.url}/?lang=en&theme=${theme}&at=2026-06-30&compare=2026-03-31&known_at=${known}`,
    );
    await page.locator("[data-movement=joined]").click();
    await expect(page.getByTestId("moved").locator("li").first()).toBeVisible();
    await expect(page.getByTestId("changes").locator("li").first()).toBeVisible();
    await settled(page);
    expect(await violations(page), "a comparison, as it was known").toEqual([]);
  });
}
