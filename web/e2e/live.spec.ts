// Changes: made elsewhere and seen here without reload; made here and taken back.
import { api, drawn, expect, expectTotals, parameter, settled, test } from "./fixtures";

const cooperation = (code: string) => `/api/v1/stations/${encodeURIComponent(code)}/cooperation`;

/** A station that is not online yet, and the network's today. */
async function candidate(stage: string) {
  const { today } = await api.get("/api/v1/network");
  const { items } = await api.get(`/api/v1/stations?limit=50&stage=${stage}`);
  for (const station of items) {
    const { items: periods } = await api.get(cooperation(station.code));
    if (periods.every((p: { valid_from: string }) => p.valid_from < today))
      return { station, today };
  }
  throw new Error(`no station in stage ${stage}`);
}

test("a change through the API shows on the open page without reload", async ({ open }) => {
  const { station, today } = await candidate("signed");
  const [lng, lat] = station.location;
  const page = await open(`/?lang=zh&theme=light&layers=stations&map=17/${lat}/${lng}`);
  await expect(page.getByTestId("live")).toHaveClass(/open/);
  const stageOnMap = async () =>
    (await drawn(page, "stations-points")).find((p) => p.properties.code === station.code)
      ?.properties.stage;
  expect(await stageOnMap()).toBe("signed");
  await expectTotals(page, "");
  const before = Number(
    await page.locator("[data-testid=totals] [data-metric=online]").getAttribute("data-value"),
  );
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));
  const camera = parameter(page, "map");

  const answer = await api.post(cooperation(station.code), {
    valid_from: today,
    stage: "online",
    note: null,
  });
  expect(answer.status).toBe(201);
  try {
    await expect(page.locator("[data-testid=totals] [data-metric=online]")).toHaveAttribute(
      "data-value",
      String(before + 1),
    );
    await expectTotals(page, "");
    await expect.poll(stageOnMap).toBe("online");
    await expect(page.locator(".toast")).toContainText("tester");
    expect(parameter(page, "map")).toBe(camera);
    expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
  } finally {
    expect((await api.delete(`${cooperation(station.code)}/${today}`)).status).toBe(204);
  }
  await expect(page.locator("[data-testid=totals] [data-metric=online]")).toHaveAttribute(
    "data-value",
    String(before),
  );
});

test("a change between the first answers and the first word of the feed shows", async ({
  page,
  open,
}) => {
  const { station, today } = await candidate("signed");
  const before = await api.get("/api/v1/stats?metrics=online");
  await page.route("**/api/v1/changes*", async (route) => {
    await expect(page.locator("[data-testid=totals] [data-metric=online]")).toHaveAttribute(
      "data-value",
      String(before.total.values.online),
    );
    const stage = { valid_from: today, stage: "online", note: null };
    expect((await api.post(cooperation(station.code), stage)).status).toBe(201);
    await route.continue();
  });
  try {
    await open();
    await expect(page.locator("[data-testid=totals] [data-metric=online]")).toHaveAttribute(
      "data-value",
      String(before.total.values.online + 1),
    );
    await expectTotals(page, "");
  } finally {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    expect((await api.delete(`${cooperation(station.code)}/${today}`)).status).toBe(204);
  }
});

test("a reset of the feed asks anew, and goes on from the revision that it names", async ({
  page,
  open,
}) => {
  const news = (revision: number, actor: string) =>
    `event: revision\nid: ${revision}\ndata: ${JSON.stringify({
      revision,
      recorded_at: "2026-01-01T00:00:00Z",
      actor,
      source: "test",
      stations: [],
      stations_count: 7,
      regions: false,
    })}\n\n`;
  let body = "";
  // One answer each time; the browser asks again only long after the test.
  await page.route("**/api/v1/changes*", (route) =>
    route.fulfill({ contentType: "text/event-stream", body: `retry: 600000\n\n${body}` }),
  );
  const asked: string[] = [];
  page.on("request", (r) => r.url().includes("/api/v1/network") && asked.push(r.url()));
  body = 'event: reset\nid: 3\ndata: {"revision":3}\n\n';
  await open();
  await expect.poll(() => asked.length).toBe(2);

  // A backup was restored: revisions begin again below those that were told.
  const { revision } = await api.get("/api/v1/network");
  body = `${news(revision + 50, "甲")}event: reset\nid: 3\ndata: {"revision":3}\n\n${news(4, "乙")}`;
  await page.reload();
  await expect(page.locator(".toast").getByText("乙")).toBeVisible();
  await settled(page);
});

test("a stage is added in the card and taken back", async ({ open }) => {
  const { station } = await candidate("negotiating");
  const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(station.code)}`);
  const card = page.getByTestId("station-card");
  const stages = card.getByTestId("stages").locator("li");
  await expect(stages.first()).toBeVisible();
  const before = await stages.count();
  await card.getByRole("button", { name: "变更阶段" }).click();
  await card.getByRole("button", { name: "已签约" }).click();
  await card.getByLabel("备注").fill("三年合同");
  await card.getByRole("button", { name: "保存" }).click();
  await expect(stages).toHaveCount(before + 1);
  await expect(stages.first()).toContainText("三年合同");
  await expect(card.getByTestId("history").locator("li").first()).toContainText("web");
  await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
  await expect(stages).toHaveCount(before);
  const after = await api.get(cooperation(station.code));
  expect(after.items.length).toBe(before);
  await settled(page);
});

test("a stage ends on the day before the next one begins", async ({ open }) => {
  const { station } = await candidate("online");
  const { items } = await api.get(cooperation(station.code));
  const page = await open(`/?lang=en&theme=light&station=${encodeURIComponent(station.code)}`);
  const stages = page.getByTestId("stages").locator("li");
  const short = (date: Date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  for (const [i, { valid_to }] of items.entries()) {
    const line = stages.nth(items.length - 1 - i);
    if (!valid_to) await expect(line).toContainText("since ");
    else {
      const last = short(new Date(Date.parse(valid_to) - 86_400_000));
      await expect(line).toContainText(new RegExp(`\\b${last}`));
    }
  }
  await settled(page);
});

test("taking back a stage brings back what it was written over, and says so", async ({ open }) => {
  const { station, today } = await candidate("negotiating");
  const said = { valid_from: today, stage: "online", note: "先上线试运营" };
  expect((await api.post(cooperation(station.code), said)).status).toBe(201);
  try {
    const before = await api.get(cooperation(station.code));
    const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(station.code)}`);
    const card = page.getByTestId("station-card");
    await card.getByRole("button", { name: "变更阶段" }).click();
    await card.locator(".stage-form").getByRole("button", { name: "暂停" }).click();
    await card.getByRole("button", { name: "保存" }).click();
    const first = card.getByTestId("stages").locator("li").first();
    await expect(first).toContainText("暂停");
    await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
    await expect(page.locator(".toast").getByText("已撤销", { exact: true })).toBeVisible();
    await expect(first).toContainText("先上线试运营");
    expect(await api.get(cooperation(station.code))).toEqual(before);
    await settled(page);
  } finally {
    expect((await api.delete(`${cooperation(station.code)}/${today}`)).status).toBe(204);
  }
});

test.describe("a stage that cannot be taken back", () => {
  test.use({ allowed: [/status of 503/] });
  test("is said", async ({ open }) => {
    const { station, today } = await candidate("negotiating");
    const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(station.code)}`);
    const card = page.getByTestId("station-card");
    await card.getByRole("button", { name: "变更阶段" }).click();
    await card.getByRole("button", { name: "已签约" }).click();
    await card.getByRole("button", { name: "保存" }).click();
    try {
      await page.route(/\/cooperation\/\d/, (route) =>
        route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" }),
      );
      await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
      await expect(page.locator(".toast.bad")).toContainText("服务器正忙");
    } finally {
      expect((await api.delete(`${cooperation(station.code)}/${today}`)).status).toBe(204);
    }
    await settled(page);
  });
});

test.describe("a refused change", () => {
  test.use({ allowed: [/status of 4\d\d/] });
  test("says why, in the form", async ({ open }) => {
    const { station } = await candidate("negotiating");
    const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(station.code)}`);
    const card = page.getByTestId("station-card");
    await card.getByRole("button", { name: "变更阶段" }).click();
    await card.getByLabel("生效日期").fill("1812-06-24");
    await page.keyboard.press("Enter");
    await card.getByRole("button", { name: "保存" }).click();
    await expect(card.getByRole("alert")).toBeVisible();
    await card.getByRole("button", { name: "取消" }).click();
    await expect(card.getByRole("alert")).toBeHidden();
  });
});
