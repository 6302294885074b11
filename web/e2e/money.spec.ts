// Metrics over a period: totals, ranking, legend, symbols and explanations say
// what the API says.
import type { Page } from "@playwright/test";
import { api, type Exposed, expect, parameter, settled, test } from "./fixtures";

const GMV = "gmv,fee_rate,channel_fee,orders,net_take_rate";

/** The figures above the usual ones are exactly those of a question. */
async function expectFigures(page: Exposed, metrics: string, question: string) {
  const answer = await api.get(`/api/v1/stats?metrics=${metrics}${question}`);
  for (const id of metrics.split(",")) {
    await expect(page.locator(`[data-testid=totals] [data-metric=${id}]`)).toHaveAttribute(
      "data-value",
      String(answer.total.values[id] ?? ""),
    );
  }
  return answer;
}

async function choose(page: Exposed, title: string) {
  await page.getByTestId("metric").getByRole("combobox").click();
  // The list is loaded when it is reached for.
  await page.locator(".ant-select-item-option").first().waitFor();
  await page.keyboard.type(title);
  await page.locator(".ant-select-item-option", { hasText: title }).first().click();
}

/** Keeps the list from loading until what it resolves to is called. */
async function holdSelect(page: Page) {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/ant-select-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("what is typed before the list of metrics is there is kept", async ({ open, page }) => {
  const release = await holdSelect(page);
  await open("/?lang=en&theme=light");
  const field = page.getByTestId("metric").getByRole("combobox");
  await field.focus();
  // The first letter opens it, as a click does.
  await page.keyboard.type("GM");
  await expect(field).toHaveValue("GM");
  await page.keyboard.type("V");
  release();
  const options = page.locator(".ant-select-item-option");
  await expect(options.first()).toBeVisible();
  await expect(field).toHaveValue("GMV");
  await expect(field).toBeFocused();
  for (const option of await options.all()) await expect(option).toContainText("GMV");
  const first = (await options.first().textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect.poll(() => parameter(page, "metric")).not.toBeNull();
  // What was searched for is gone, and what was chosen stands there.
  await expect(page.getByTestId("metric")).toContainText(first);
  await expect(field).toHaveValue("");
});

test("a list that was left while it was on its way forgets what was typed, and a word is put together in peace", async ({
  open,
  page,
}) => {
  const release = await holdSelect(page);
  await open("/?lang=en&theme=light");
  const field = page.getByTestId("metric").getByRole("combobox");
  await field.focus();
  await page.keyboard.type("GM");
  await page.keyboard.press("Escape");
  await expect(field).toHaveAttribute("type", "button");
  await expect(field).toBeFocused();
  // A key that an input method has opens the list, and is nothing typed.
  await field.dispatchEvent("keydown", { key: "Process", keyCode: 229, isComposing: true });
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  await field.evaluate((it) => it.setAttribute("data-first", ""));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "GM", selectionStart: 2, selectionEnd: 2 });
  const loaded = page.waitForResponse(/ant-select-.*\.js/);
  release();
  await (await loaded).finished();
  await page.waitForTimeout(500);
  await expect(field).toHaveAttribute("data-first", "");
  await cdp.send("Input.insertText", { text: "GMV" });
  const options = page.locator(".ant-select-item-option");
  await expect(options.first()).toBeVisible();
  await expect(field).toHaveValue("GMV");
  for (const option of await options.all()) await expect(option).toContainText("GMV");
});

test("choosing GMV: the totals, the ranking and the tiles are the API's", async ({ open }) => {
  const page = await open();
  const tiles: string[] = [];
  page.on("request", (r) => r.url().includes("/tiles/") && tiles.push(r.url()));
  await choose(page, "交易额");
  await expect.poll(() => parameter(page, "metric")).toBe("gmv");
  const { total } = await expectFigures(page, GMV, "");
  expect(Number(total.values.gmv)).toBeGreaterThan(0);
  await settled(page);

  const { rows } = await api.get("/api/v1/stats?set=admin&level=province&metrics=gmv");
  const best = rows.sort(
    (a: Exposed, b: Exposed) => Number(b.values.gmv) - Number(a.values.gmv),
  )[0];
  const first = page.getByTestId("ranking").getByRole("button").first();
  await expect(first).toHaveAttribute("data-region", best.region);
  await expect(first.locator("b")).toHaveText(/^¥[\d,.]+(万|亿)$/);

  const asked = tiles.map((url) => new URL(url));
  for (const kind of ["/tiles/stations/", "/tiles/regions/"]) {
    const of = asked.filter((url) => url.pathname.startsWith(kind));
    expect(of.length, kind).toBeGreaterThan(0);
    expect(of.every((url) => url.searchParams.get("metrics") === "gmv")).toBe(true);
  }
});

test("clusters show the sum, and together they hold all of it", async ({ open }) => {
  const page = await open("/?lang=zh&metric=gmv&layers=stations&hide=rail,panel&map=1.6/30/100");
  const { total } = await api.get("/api/v1/stats?metrics=gmv");
  const sum = await page.evaluate(() => {
    const features = (window as Exposed).forecourtMap.querySourceFeatures("stations");
    const once = new Map<string, number>(
      features.map((f: Exposed) => [JSON.stringify([f.id, f.properties]), f.properties.value ?? 0]),
    );
    return [...once.values()].reduce((a, b) => a + b, 0);
  });
  // Tiles carry whole units of each symbol.
  expect(Math.abs(sum / Number(total.values.gmv) - 1)).toBeLessThan(0.001);
});

test("the period goes into the URL, the totals and the tiles, and moves with the date", async ({
  open,
}) => {
  const page = await open("/?lang=en&theme=light&metric=fee_rate&at=2026-05-31");
  await page
    .getByTestId("time-bar")
    .getByRole("combobox", { name: "Period" })
    .selectOption("month");
  await expect.poll(() => parameter(page, "period")).toBe("month");
  const fee = "fee_rate,gmv,channel_fee,orders,net_take_rate";
  await expectFigures(page, fee, "&at=2026-05-31&from=2026-05-01&to=2026-06-01");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Previous month" }).click();
  await expect.poll(() => parameter(page, "at")).toBe("2026-04-30");
  await expectFigures(page, fee, "&at=2026-04-30&from=2026-04-01&to=2026-05-01");
  await expect(page.locator("[data-testid=totals] [data-metric=fee_rate]")).toHaveText(
    /^\d\.\d\d%$/,
  );
  await page.goto(`${api.url}/?lang=en&metric=gmv&period=2026-01-01..2026-03-31`);
  const { today } = await api.get("/api/v1/network");
  await expectFigures(page, GMV, `&at=${today}&from=2026-01-01&to=2026-04-01`);
  await settled(page);
});

for (const metric of ["fee_rate", "coverage_rate", "gmv", "missing_fee"]) {
  test(`the number taken apart is the API's: ${metric}`, async ({ open }) => {
    const page = await open(`/?lang=zh&theme=light&metric=${metric}&within=440000`);
    const answer = await api.get(`/api/v1/stats/explain?metric=${metric}&set=admin&within=440000`);
    await page.getByTestId("totals").locator(`[data-explain=${metric}]`).click();
    const dialog = page.getByTestId("explain");
    await expect(dialog).toBeVisible();
    expect(parameter(page, "explain")).toBe(metric);
    await expect(dialog).toContainText(answer.formula.zh);
    const said = (side: string) => dialog.locator(`[data-explained=${side}]`);
    await expect(said("value")).toHaveAttribute("data-value", String(answer.value ?? ""));
    if (answer.denominator !== null) {
      await expect(said("numerator")).toHaveAttribute("data-value", String(answer.numerator));
      await expect(said("denominator")).toHaveAttribute("data-value", String(answer.denominator));
    }
    const parts = dialog.locator("[data-part]");
    await expect(parts).toHaveCount(answer.parts.length);
    for (const part of answer.parts) {
      const shown = dialog.locator(`[data-part=${part.part}]`);
      await expect(shown).toHaveAttribute("data-stations", String(part.stations));
      if (Number(part.sums?.values.gmv ?? 0) > 0) {
        await expect(shown.locator("[data-sum=gmv]")).toHaveAttribute(
          "data-value",
          part.sums.values.gmv,
        );
      }
    }
    // Down to the stations, and from one of them to its card.
    const [part] = answer.parts;
    const page1 = await api.get(`${part.href}&limit=20`);
    const shown = dialog.locator(`[data-part=${part.part}]`);
    await shown.getByRole("button").first().click();
    await expect(shown.locator(".station-rows li")).toHaveCount(page1.items.length);
    if (page1.next) {
      await shown.getByRole("button", { name: /还有/ }).click();
      await expect(shown.locator(".station-rows li")).not.toHaveCount(page1.items.length);
    }
    await shown.locator(".station-rows button").first().click();
    await expect(page.getByTestId("station-card")).toContainText(page1.items[0].name);
    await expect(dialog).toBeHidden();
    await settled(page);
  });
}

test("the stations of a number are asked for once, whatever is written meanwhile", async ({
  open,
}) => {
  const { today } = await api.get("/api/v1/network");
  const { items } = await api.get("/api/v1/stations?limit=1&stage=signed");
  const page = await open("/?lang=zh&theme=light&explain=online");
  const asked: string[] = [];
  page.on("request", (r) => r.url().includes("/explain/rows") && asked.push(r.url()));
  const part = page.getByTestId("explain").locator("[data-part=counted]");
  const before = Number(await part.getAttribute("data-stations"));
  await part.getByRole("button").first().click();
  await expect(part.locator(".station-rows li")).toHaveCount(20);
  const cooperation = `/api/v1/stations/${encodeURIComponent(items[0].code)}/cooperation`;
  const stage = { valid_from: today, stage: "online", note: null };
  expect((await api.post(cooperation, stage)).status).toBe(201);
  try {
    await expect(part).toHaveAttribute("data-stations", String(before + 1));
    await expect.poll(() => asked.length).toBe(2);
    await settled(page);
    expect(new Set(asked).size).toBe(asked.length);
  } finally {
    expect((await api.delete(`${cooperation}/${today}`)).status).toBe(204);
  }
});

test("an explanation closes by Escape and leaves what is below it", async ({ open }) => {
  const page = await open("/?lang=en&theme=dark&metric=gmv&explain=gmv");
  await expect(page.getByTestId("explain")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("explain")).toBeHidden();
  await expect.poll(() => parameter(page, "explain")).toBeNull();
  expect(parameter(page, "metric")).toBe("gmv");
});

test("every metric of the catalogue can be chosen and draws", async ({ open }) => {
  test.setTimeout(600_000);
  const { items } = await api.get("/api/v1/metrics");
  const page = await open();
  for (const { id } of items) {
    await page.goto(`${api.url}/?lang=en&theme=light&metric=${id}`);
    await settled(page);
    const stats = await api.get(`/api/v1/stats?metrics=${id}`);
    await expect(page.locator(`[data-testid=totals] [data-metric=${id}]`).first()).toHaveAttribute(
      "data-value",
      String(stats.total.values[id] ?? ""),
    );
    await expect(page.getByTestId("legend").locator("li").first()).toBeVisible();
  }
});
