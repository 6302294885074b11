// The page without a mouse.
import { api, expect, expectTotals, parameter, settled, test, zoomOf } from "./fixtures";

test("? shows the keys, Escape and the button close them again", async ({ open }) => {
  const page = await open();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "快捷键" });
  await expect(help).toBeVisible();
  await expect(help).toContainText("空格");
  await page.keyboard.press("Escape");
  // It is hidden a moment before it is gone.
  await expect(page.locator("dialog")).toHaveCount(0);
  await page.keyboard.press("?");
  await help.getByRole("button", { name: "关闭" }).press("Enter");
  await expect(help).toBeHidden();
});

test("/ goes to the search; arrows and Enter choose there; Escape leaves it", async ({ open }) => {
  const page = await open();
  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: /搜索/ });
  await expect(search).toBeFocused();
  await page.keyboard.type("湖");
  // Not those of a select elsewhere on the page.
  const options = page.getByRole("listbox", { name: "搜索" }).getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  const name = await options.first().locator("span").first().textContent();
  await page.keyboard.press("Enter");
  await expect.poll(() => parameter(page, "within")).toBeTruthy();
  const region = await api.get(`/api/v1/regions/admin/${parameter(page, "within")}`);
  expect(region.name).toBe(name);
  await expectTotals(page, `&set=admin&within=${region.code}`);

  await page.keyboard.press("/");
  await page.keyboard.type("湖");
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();
});

test("Enter in the search waits for what is found of the text as it stands", async ({
  open,
  page,
}) => {
  await open();
  await page.keyboard.press("/");
  await page.keyboard.type("湖");
  const options = page.getByRole("listbox", { name: "搜索" }).getByRole("option");
  await expect(options.first()).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("广东");
  await page.keyboard.press("Enter");
  await expect.poll(() => parameter(page, "within")).toBe("440000");
});

test.describe("with a part of the search that fails", () => {
  test.use({ allowed: [/500/] });

  test("the search says so beside what is found, and tries again", async ({ open, page }) => {
    await open();
    let failing = true;
    await page.route(/\/api\/v1\/stations\?.*q=/, (route) =>
      failing ? route.fulfill({ status: 500, body: "" }) : route.continue(),
    );
    await page.keyboard.press("/");
    await page.keyboard.type("广州");
    const list = page.locator(".search-list");
    await expect(list.getByRole("alert")).toBeVisible();
    await expect(list.getByRole("option").first()).toContainText("广州");
    failing = false;
    await list.getByRole("button", { name: "重试" }).click();
    await expect(list.getByRole("alert")).toBeHidden();
    await expect(list.getByRole("group", { name: "站点" })).toBeVisible();
  });
});

test("arrows change the month, space plays and pauses", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&at=2026-01-31");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => parameter(page, "at")).toBe("2026-02-28");
  await expectTotals(page, "&at=2026-02-28");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => parameter(page, "at")).toBe("2025-12-31");
  await page.keyboard.press("Space");
  const bar = page.getByTestId("time-bar");
  await expect(bar.getByRole("button", { name: "暂停" })).toBeVisible();
  await expect.poll(() => parameter(page, "at")).not.toBe("2025-12-31");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "按月播放" })).toBeVisible();
  const stopped = parameter(page, "at");
  await page.waitForTimeout(1_500);
  expect(parameter(page, "at")).toBe(stopped);
  // A key in a field is a letter.
  await page.keyboard.press("/");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "按月播放" })).toBeVisible();
});

test("Escape drops a word that is put together, then leaves the field, then closes the card", async ({
  open,
}) => {
  const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
  const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(items[0].code)}`);
  const card = page.getByTestId("station-card");
  await card.getByRole("button", { name: "写一条" }).click();
  const text = card.getByRole("textbox", { name: "内容" });
  await text.fill("已谈续约");
  // As a browser tells the key that an input method takes for itself.
  await text.dispatchEvent("keydown", { key: "Escape", isComposing: true });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("已谈续约");
  await page.keyboard.press("Escape");
  await expect(text).not.toBeFocused();
  await expect(text).toHaveValue("已谈续约");
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await settled(page);
});

test("what closes gives the focus back to what opened it", async ({ open }) => {
  const page = await open("/?lang=zh&theme=light&metric=gmv");
  const explain = page.getByTestId("totals").locator("[data-explain=gmv]");
  await explain.press("Enter");
  const dialog = page.getByTestId("explain");
  await expect(dialog.locator("[data-part]").first()).toBeVisible();
  await dialog.getByRole("button", { name: "关闭", exact: true }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(explain).toBeFocused();

  const date = page.getByRole("button", { name: /选择日期/ });
  await date.press("Enter");
  await expect(page.locator(".ant-picker-panel")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".ant-picker-panel")).toBeHidden();
  await expect(date).toBeFocused();

  const period = page.getByTestId("time-bar").getByRole("combobox", { name: "统计期间" });
  await period.selectOption("own");
  await expect(page.locator(".ant-picker-panel").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(period).toBeFocused();
  await settled(page);
});

test("plus and minus zoom, and a chip is pressed by Space without playing", async ({ open }) => {
  const page = await open();
  const before = await zoomOf(page);
  await page.keyboard.press("+");
  await expect.poll(() => zoomOf(page)).toBeCloseTo(before + 1, 1);
  await settled(page);
  await page.keyboard.press("-");
  await expect.poll(() => zoomOf(page)).toBeCloseTo(before, 1);
  const chip = page.getByTestId("rail").getByRole("button", { name: "在线" });
  await chip.focus();
  await page.keyboard.press("Space");
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => parameter(page, "stage")).toBe("online");
  await expect(page.getByRole("button", { name: "按月播放" })).toBeVisible();
  await settled(page);
});
