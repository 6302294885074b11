// Time on the move: what plays is whole, right and still.
import {
  api,
  type Exposed,
  expect,
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
  await page.getByRole("slider").focus();
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
  await page.getByRole("slider").blur();
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
