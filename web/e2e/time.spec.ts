// Time on the move: what plays is whole, right and still.
import { clockText, instantText } from "../src/model/zone";
import {
  api,
  type Exposed,
  expect,
  expectTotals,
  METRICS,
  parameter,
  settled,
  test,
  watchFrames,
} from "./fixtures";

test("playing all months leaves no gap, moves nothing, and counts what the API counts", async ({
  open,
}) => {
  test.setTimeout(180_000);
  const page = await open();
  await page.getByRole("slider", { name: "月份", exact: true }).focus();
  await page.keyboard.press("Home");
  await settled(page);
  const first = parameter(page, "at") as string;
  // Every month whose totals were ever on the screen, with what stood there.
  await page.evaluate((ids) => {
    const shown: Record<string, string[]> = {};
    const look = () => {
      const at = document.querySelector<HTMLElement>("[data-testid=overview]")?.dataset.at;
      const values = ids.map(
        (id) =>
          document.querySelector<HTMLElement>(`[data-testid=totals] [data-metric=${id}]`)?.dataset
            .value ?? "?",
      );
      if (at) shown[at] = values;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
    });
    Object.assign(window, { shown });
  }, METRICS.split(","));
  const watched = await watchFrames(page);
  await page.getByRole("slider", { name: "月份", exact: true }).blur();
  const began = Date.now();
  await page.keyboard.press("Space");
  await expect.poll(() => parameter(page, "at"), { timeout: 150_000 }).toBeNull();
  await expect(page.getByRole("button", { name: "按月播放" })).toBeVisible();
  await settled(page);
  const seen = await watched();
  const shown: Record<string, string[]> = await page.evaluate(() => (window as Exposed).shown);
  const months = Object.keys(shown).sort();
  console.log(
    `played ${months.length} months from ${first} in ${((Date.now() - began) / 1000).toFixed(1)} s: ` +
      `${seen.frames} frames, ${seen.empty} with a gap, ${seen.flashes} flashes`,
  );
  expect(seen.frames).toBeGreaterThan(months.length);
  expect(seen.empty).toBe(0);
  expect(seen.flashes).toBe(0);
  expect(seen.places.length, seen.places.join("\n")).toBe(1);
  // Three years have thirty-seven months, ends included.
  expect(months.length).toBeGreaterThanOrEqual(36);
  for (const at of months) {
    const { total } = await api.get(`/api/v1/stats?metrics=${METRICS}&at=${at}`);
    const expected = METRICS.split(",").map((id) => String(total.values[id] ?? ""));
    expect(shown[at], at).toEqual(expected);
  }
});

test("a date chosen in the calendar goes into the URL and the totals", async ({ open }) => {
  const page = await open("/?lang=en&theme=light&at=2026-03-31");
  await page.getByRole("button", { name: /Pick a date/ }).click();
  await page.locator(".ant-picker-cell-in-view").filter({ hasText: /^12$/ }).click();
  await expect.poll(() => parameter(page, "at")).toBe("2026-03-12");
  await expect(page.getByTestId("overview")).toHaveAttribute("data-at", "2026-03-12");
});

/** The first full minute at which everything was known that the network began with. */
async function firstMinute(): Promise<number> {
  const { items } = await api.get("/api/v1/stations?limit=1");
  const history = await api.get(`/api/v1/stations/${items[0].code}/history?limit=1000`);
  const began = Date.parse(history.items.at(-1).recorded_at);
  const minute = Math.ceil(began / 60_000) * 60_000;
  await new Promise((done) => setTimeout(done, Math.max(0, minute + 1_000 - Date.now())));
  return minute;
}

test("what was recorded later does not count as it was known, which is said until it is over", async ({
  open,
}) => {
  test.setTimeout(180_000);
  const minute = await firstMinute();
  const known = instantText(minute);
  const code = "KNOWN-LATER";
  const station = { code, name: "后来才录入的站", location: [121.47, 31.23] };
  expect((await api.post("/api/v1/stations", station)).status).toBe(201);
  try {
    const page = await open();
    await expectTotals(page, "");
    const note = page.getByTestId("known");
    await expect(note).toBeHidden();
    await page.getByRole("button", { name: "按当时所知查看" }).click();
    await page.getByLabel("录入截止").fill(clockText(minute));
    await page.keyboard.press("Enter");
    await expect.poll(() => parameter(page, "known_at")).toBe(known);
    await expect(note).toContainText("所知 · 只读");
    await expectTotals(page, `&known_at=${known}`);
    const count = (question: string) =>
      api.get(`/api/v1/stats?metrics=stations${question}`).then((a) => a.total.values.stations);
    expect(await count(`&known_at=${known}`)).toBe((await count("")) - 1);

    // Nor is it found, nor can anything be written.
    const search = page.getByRole("combobox", { name: /搜索/ });
    await search.fill(code);
    await expect(page.getByText(`没有找到“${code}”`)).toBeVisible();
    const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
    await search.fill(items[0].code);
    await page.getByRole("option").filter({ hasText: items[0].code }).click();
    const card = page.getByTestId("station-card");
    await expect(card.getByTestId("stages").locator("li").first()).toBeVisible();
    await expect(card.getByRole("button", { name: "变更阶段" })).toBeHidden();
    await expect(card.getByRole("button", { name: "写一条" })).toBeHidden();

    await note.getByRole("button", { name: "回到最新数据" }).click();
    await expect(note).toBeHidden();
    expect(parameter(page, "known_at")).toBeNull();
    await expect(card.getByRole("button", { name: "变更阶段" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expectTotals(page, "");
    await settled(page);

    // The same on the pages beside the map.
    await page.goto(`${api.url}/campaigns?lang=en&theme=light&known_at=${known}`);
    await expect(note).toContainText("As known on");
    await note.getByRole("button", { name: "Back to the latest data" }).click();
    await expect(note).toBeHidden();
    await page.getByRole("button", { name: "View as it was known" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "View as it was known" })).toBeFocused();
  } finally {
    await api.delete(`/api/v1/stations/${code}`);
  }
});
