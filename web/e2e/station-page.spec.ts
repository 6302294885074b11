// A station on a page of its own, and the ways from it; the API's documents.
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, settled, test } from "./fixtures";

const path = (code: string, of = "") => `/api/v1/stations/${encodeURIComponent(code)}${of}`;

const nextMonth = (month: string) => {
  const [year = 0, of = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of, 1)).toISOString().slice(0, 7);
};

async function seller(): Promise<Exposed> {
  const explained = await api.get("/api/v1/stats/explain?metric=fee_rate");
  const part = explained.parts.find((p: Exposed) => p.part === "counted");
  const { items } = await api.get(`${part.href}&limit=1`);
  return api.get(path(items[0].code));
}

for (const theme of ["light", "dark"]) {
  test(`a station's page says what the API says (${theme})`, async ({ page, quiet }) => {
    const station = await seller();
    const account = await api.get(path(station.code, "/account"));
    await page.goto(
      `${api.url}/stations/${encodeURIComponent(station.code)}?lang=zh&theme=${theme}`,
    );
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(station.name);
    for (const id of ["gmv", "channel_fee", "fee_rate", "orders"]) {
      await expect(page.locator(`[data-testid=account] [data-metric=${id}]`)).toHaveAttribute(
        "data-value",
        String(account.values[id] ?? ""),
      );
    }
    await expect(page.getByTestId("fees").locator("li")).toHaveCount(account.fees.length);
    await expect(page.getByTestId("months").locator("rect")).toHaveCount(account.months.length);
    // Where it is, what it sold, and all that is dated of it.
    await expect(page.locator(".place-map .selected-marker")).toBeVisible();
    const sold = page.getByTestId("sales");
    await expect(sold).toHaveAttribute("data-points", "36");
    const ago = `${Number(account.at.slice(0, 4)) - 3}${account.at.slice(4, 7)}`;
    const from = `${nextMonth(ago)}-01`;
    const { total } = await api.get(
      `/api/v1/performance?station=${encodeURIComponent(station.code)}&from=${from}`,
    );
    await expect(sold).toHaveAttribute("data-total", total.gmv);
    await page.getByRole("button", { name: "订单", exact: true }).click();
    await expect(sold).toHaveAttribute("data-total", String(total.orders));
    await page.getByRole("button", { name: "按日" }).click();
    await expect(sold).toHaveAttribute("data-points", "90");
    expect(parameter(page, "grain")).toBe("day");
    const of = `?station=${encodeURIComponent(station.code)}&limit=500`;
    const stages = await api.get(path(station.code, "/timeline"));
    const lanes = {
      stages: stages.items.length,
      contracts: (await api.get(`/api/v1/contracts${of}`)).matched,
      fees: (await api.get(`/api/v1/fees${of}`)).matched,
      campaigns: (await api.get(`/api/v1/campaigns${of}`)).matched,
      notes: (await api.get(path(station.code, "/notes"))).matched,
    };
    // A label says something, or is not there at all; all of them can be read by who cannot see.
    for (const label of await page.locator(".life-label").all()) {
      const [room, whole, size] = await label.evaluate((e) => [
        e.clientWidth,
        e.scrollWidth,
        Number.parseFloat(getComputedStyle(e).fontSize),
      ]);
      expect(room === 0 || room >= (whole as number) || room > 2 * (size as number)).toBe(true);
      expect(await label.textContent()).not.toBe("");
    }
    for (const [lane, count] of Object.entries(lanes)) {
      await expect(page.locator(`[data-lane=${lane}] li`), lane).toHaveCount(count);
    }
    expect(await violations(page)).toEqual([]);

    // To the map: the station chosen and in its middle.
    await page.getByRole("link", { name: "在地图上看" }).click();
    await settled(page);
    expect(parameter(page, "station")).toBe(station.code);
    await expect(page.getByTestId("station-card")).toContainText(station.name);
    await page.goBack();
    // A region leads to the map of the region.
    await page.locator(".region-path button").first().click();
    await settled(page);
    const [first] = station.region_path.admin;
    expect(parameter(page, "within")).toBe(first.code);
    await expect(page.getByTestId("breadcrumb")).toContainText(first.name);
    expect(quiet()).toEqual([]);
  });
}

test.describe(() => {
  test.use({ allowed: [/404/] });
  test("a code that nobody has is said", async ({ page, quiet }) => {
    await page.goto(`${api.url}/stations/no%2Fsuch%20one?lang=en`);
    await expect(page.getByRole("alert")).toContainText("no/such one");
    expect(quiet()).toEqual([]);
  });
});

test("the documents hold every operation, and what they give to paste works", async ({
  page,
  quiet,
}) => {
  const described = await api.get("/openapi.json");
  const operations = Object.values(described.paths as Record<string, object>).reduce(
    (sum, methods) => sum + Object.keys(methods).length,
    0,
  );
  await page.goto(`${api.url}/docs?lang=en&theme=light`);
  await expect(page.locator("[data-operation]")).toHaveCount(operations);
  await page.getByRole("searchbox").fill("explain");
  await expect(page.locator("[data-operation]")).toHaveCount(2);
  expect(parameter(page, "q")).toBe("explain");
  await page.locator('[data-operation="GET /api/v1/stats/explain"] summary').first().click();
  const command = await page.locator("pre").innerText();
  const address = /curl '([^']+)'/.exec(command)?.[1] ?? "";
  expect((await fetch(address)).status).toBe(200);
  expect(await violations(page)).toEqual([]);
  expect(quiet()).toEqual([]);
});
