// The map on a phone: a sheet instead of panels.
import { api, drawn, expect, expectTotals, parameter, settled, test } from "./fixtures";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("the panels are tabs of a sheet, and nothing is wider than the screen", async ({ open }) => {
  const page = await open();
  await page.getByRole("tab", { name: "总览" }).tap();
  await expectTotals(page, "");
  await page.getByRole("tab", { name: "筛选与图层" }).tap();
  await page.getByTestId("rail").getByRole("button", { name: "充电" }).tap();
  await page.getByRole("tab", { name: "总览" }).tap();
  await expectTotals(page, "&energy=ev");
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  await settled(page);
});

test("the sheet's handle opens and closes it, by tap and by drag", async ({ open }) => {
  const page = await open();
  const sheet = page.locator(".sheet");
  await expect(sheet).toHaveClass(/low/);
  await page.getByRole("button", { name: "展开面板" }).tap();
  await expect(sheet).toHaveClass(/half/);
  await page.getByRole("button", { name: "收起面板" }).tap();
  await expect(sheet).toHaveClass(/low/);
  // It slides down first.
  await page.waitForTimeout(400);
  const box = await page.getByRole("button", { name: "展开面板" }).boundingBox();
  if (!box) throw new Error("no handle");
  await page.mouse.move(box.x + box.width / 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 120, { steps: 6 });
  await page.mouse.up();
  await expect(sheet).toHaveClass(/half/);
});

test("a station opens its card, in sight of its mark, and back returns to the map", async ({
  open,
}) => {
  const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
  const [lng, lat] = items[0].location;
  const page = await open(`/?lang=zh&theme=light&layers=stations&map=16/${lat}/${lng}`);
  const point = (await drawn(page, "stations-points")).find(
    (p) => p.properties.code === items[0].code,
  );
  if (!point) throw new Error(`${items[0].code} is not on the map`);
  await page.touchscreen.tap(point.x, point.y);
  const card = page.getByTestId("station-card");
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(items[0].name);
  await expect(page.locator(".sheet")).toHaveClass(/half/);
  expect(parameter(page, "station")).toBe(items[0].code);
  await settled(page);
  const mark = await page.locator(".selected-marker").boundingBox();
  const sheet = await page.locator(".sheet").boundingBox();
  if (!mark || !sheet) throw new Error("no mark or no sheet");
  expect(mark.y + mark.height).toBeLessThan(sheet.y);

  await page.goBack();
  await expect(card).toBeHidden();
  expect(parameter(page, "station")).toBeNull();
  await page.goForward();
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: "关闭站点卡片" }).tap();
  await expect(card).toBeHidden();
  await settled(page);
});

test("whose the map is stands in sight above the sheet", async ({ open }) => {
  const page = await open();
  const credit = await page.locator(".maplibregl-ctrl-attrib").boundingBox();
  const sheet = await page.locator(".sheet").boundingBox();
  if (!credit || !sheet) throw new Error("no attribution or no sheet");
  expect(credit.y + credit.height).toBeLessThanOrEqual(sheet.y);
});
