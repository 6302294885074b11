// The fees page: the channel fee by component, region, station, rate and period. Every
// number is the API's answer to the question in the URL, and sums hold to the cent.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, test } from "./fixtures";

const LOOK = "lang=zh&theme=light";
const COMPONENTS = ["commission", "payment", "partner_share", "fixed"];
const METRICS = [
  "channel_fee",
  "gmv",
  "fee_rate",
  "fee_rate_simple_mean",
  "missing_fee",
  "missing_gmv",
];
const ALL = [...METRICS, ...COMPONENTS.map((name) => `channel_fee_${name}`)].join(",");

const plus = (date: string, days: number) => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** Cents of a decimal text, exactly. */
const cents = (text: string | null) => {
  const read = /^(-?)(\d+)\.(\d\d)$/.exec(text ?? "");
  if (!read) throw new Error(`no amount: ${text}`);
  const size = BigInt(`${read[2]}${read[3]}`);
  return read[1] ? -size : size;
};
const sum = (texts: readonly (string | null)[]) =>
  texts.reduce((all, text) => all + cents(text), 0n);

const figure = (part: Exposed, id: string) => part.locator(`[data-figure=${id}]`);
const saidOf = (part: Exposed, id: string): Promise<string | null> =>
  figure(part, id).getAttribute("data-value");

const say = (part: Exposed, id: string, value: unknown) =>
  expect(figure(part, id)).toHaveAttribute("data-value", String(value ?? ""));

// Listens from before the page is opened.
test.beforeEach(({ quiet }) => expect(quiet()).toEqual([]));
test.afterEach(({ quiet }) => expect(quiet()).toEqual([]));

for (const [asked, at, question] of [
  ["", null, ""],
  ["within=440000", null, "&set=admin&within=440000"],
  ["period=2026-03-01..2026-03-31&energy=ev", null, "&from=2026-03-01&to=2026-04-01&energy=ev"],
  ["at=2026-06-30&period=quarter", "2026-06-30", "&at=2026-06-30&from=2026-04-01&to=2026-07-01"],
] as const) {
  test(`figures and components are the API's, and add up (${asked || "as it opens"})`, async ({
    page,
  }) => {
    const { today } = await api.get("/api/v1/network");
    const when = question.includes("&from") && !at ? `&at=${today}` : "";
    await page.goto(`${api.url}/fees?${LOOK}&${asked}`);
    const { total } = await api.get(`/api/v1/stats?metrics=${ALL}${when}${question}`);
    const rates = await api.get(`/api/v1/fees/rates?bins=30&limit=10${when}${question}`);
    const headline = page.getByTestId("headline");
    for (const id of METRICS) await say(headline, id, total.values[id]);
    expect(rates.fee_rate).toBe(total.values.fee_rate);
    const leans = rates.fee_rate_simple_mean > rates.fee_rate ? "above" : "below";
    await expect(page.getByTestId("means").locator("[data-leans]")).toHaveAttribute(
      "data-leans",
      leans,
    );

    const table = page.getByTestId("components");
    const parts: (string | null)[] = [];
    for (const name of COMPONENTS) {
      await say(table, `channel_fee_${name}`, total.values[`channel_fee_${name}`]);
      parts.push(await saidOf(table, `channel_fee_${name}`));
    }
    await say(table, "channel_fee", total.values.channel_fee);
    expect(sum(parts)).toBe(cents(total.values.channel_fee));
    // Less what falls due without sales, it is what the effective rate is of.
    await say(table, "rated_fee", rates.rated.channel_fee);
    expect(sum([rates.rated.channel_fee, rates.without_gmv.channel_fee])).toBe(sum(parts));
    await say(table, "fee_rate", total.values.fee_rate);
  });
}

test("the waterfall speaks in money and in points of the rate", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}`);
  const part = page.getByTestId("composition");
  const chart = part.locator("figure");
  await expect(chart).toHaveAttribute("aria-label", /佣金 ¥.*固定费用 ¥.*通道费 ¥/);
  await part.getByRole("button", { name: "费率", exact: true }).click();
  expect(parameter(page, "unit")).toBe("rate");
  await expect(chart).toHaveAttribute("aria-label", /佣金 \d\.\d\d%.*通道费率 \d\.\d\d%/);
  await expect(chart.locator("svg")).toBeVisible();
});

test("a component is taken apart by its own metric", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}`);
  const row = page.getByTestId("components").locator("[data-component=payment]");
  const value = await saidOf(row, "channel_fee_payment");
  await row.hover();
  await row.locator("[data-explain=channel_fee_payment]").click();
  await expect(page.locator("[data-explained=value]")).toHaveAttribute("data-value", String(value));
});

test("regions: each is the API's, sorted, and a row goes down to the stations", async ({
  page,
}) => {
  await page.goto(`${api.url}/fees?${LOOK}`);
  const rows = page.getByTestId("rows");
  const tells = (row: Exposed) =>
    ["channel_fee", "gmv", "missing_fee", "missing_gmv"].some((id) => Number(row.values[id]) !== 0);
  const answer = await api.get(`/api/v1/stats?set=admin&level=province&metrics=${ALL}`);
  const telling = answer.rows.filter(tells);
  const lines = rows.locator("tbody tr[data-region]");
  await expect(lines).toHaveCount(telling.length);
  for (const code of ["110000", "440000", "510000"]) {
    const { values } = telling.find((row: Exposed) => row.region === code);
    for (const id of METRICS) await say(rows.locator(`[data-region="${code}"]`), id, values[id]);
  }
  const shown = await lines.evaluateAll((all) =>
    all.map((row) => row.querySelector("[data-figure=channel_fee]")?.getAttribute("data-value")),
  );
  expect(sum(shown as string[])).toBe(cents(answer.total.values.channel_fee));

  // Sorted by a column, and the order is in the URL.
  await rows.getByRole("button", { name: "费率", exact: true }).click();
  expect(parameter(page, "sort")).toBe("-fee_rate");
  const most = telling.reduce((a: Exposed, b: Exposed) =>
    b.values.fee_rate > a.values.fee_rate ? b : a,
  );
  await expect(lines.first()).toHaveAttribute("data-region", most.region);

  // A region's number is taken apart as that region's.
  const row = rows.locator('[data-region="440000"]');
  await row.hover();
  await row.locator("[data-explain=fee_rate]").click();
  await expect(page.locator("[data-explained=value]")).toHaveAttribute(
    "data-value",
    String(telling.find((r: Exposed) => r.region === "440000").values.fee_rate),
  );
  await page.keyboard.press("Escape");

  // Down: province, city, district, stations.
  await row.getByRole("button").first().click();
  await expect(rows).toHaveAttribute("data-level", "city");
  await rows.locator('[data-region="440100"]').getByRole("button").first().click();
  await expect(rows).toHaveAttribute("data-level", "district");
  await expect(page.getByTestId("breadcrumb")).toContainText("广州市");
  const district = rows.locator("tbody [data-region^='4401']").first();
  const code = (await district.getAttribute("data-region")) as string;
  await district.getByRole("button").first().click();
  await expect(rows).toHaveAttribute("data-rows", "stations");
  expect(parameter(page, "within")).toBe(code);
  const list = await api.get(
    `/api/v1/stations?set=admin&within=${code}&metrics=${ALL}&sort=-fee_rate&limit=20`,
  );
  const stations = rows.locator("[data-code]");
  await expect(rows.getByTestId("fee-stations")).toHaveAttribute(
    "data-matched",
    String(list.matched),
  );
  await expect(stations).toHaveCount(list.items.length);
  for (const [i, item] of list.items.entries()) {
    await expect(stations.nth(i)).toHaveAttribute("data-code", item.code);
    for (const id of ["channel_fee", "gmv", "fee_rate"]) {
      await say(stations.nth(i), id, item.values[id]);
    }
  }
  // A station's link keeps the question.
  const [first] = list.items;
  await stations.first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/stations/${encodeURIComponent(first.code)}\\?`));
  expect(parameter(page, "within")).toBe(code);
});

test("the stations of any region, a page at a time, in the server's order", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}&within=310000&rows=stations&sort=-gmv`);
  const rows = page.getByTestId("rows");
  const list = await api.get(
    "/api/v1/stations?set=admin&within=310000&metrics=gmv&sort=-gmv&limit=40",
  );
  const stations = rows.locator("[data-code]");
  await expect(stations).toHaveCount(20);
  await rows.getByRole("button", { name: /再看/ }).click();
  await expect(stations).toHaveCount(40);
  expect(await stations.evaluateAll((all) => all.map((row) => row.dataset.code))).toEqual(
    list.items.map((item: Exposed) => item.code),
  );
  const href = await rows.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = (await (await fetch(api.url + href)).text()).trim().split(/\r?\n/);
  expect(file.length).toBe(list.matched + 1);
  expect(file[0]).toContain("通道费");
  expect(file[1]).toContain(list.items[0].code);
});

test("the regions as a file are the rows of the table", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}&within=440000`);
  const rows = page.getByTestId("rows");
  const href = await rows.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = (await (await fetch(api.url + href)).text()).trim().split(/\r?\n/);
  const answer = await api.get("/api/v1/stats?set=admin&within=440000&level=city&metrics=gmv");
  expect(file.length).toBe(answer.rows.length + 1);
  expect(file[0]).toContain("通道费");
});

test("the distribution counts every station that has a rate, and marks both means", async ({
  page,
}) => {
  await page.goto(`${api.url}/fees?${LOOK}`);
  const rates = await api.get("/api/v1/fees/rates?bins=30&limit=10");
  const part = page.getByTestId("spread");
  await part.getByRole("button", { name: "分布数据" }).click();
  const bins = part.getByTestId("bins").locator("[data-stations]");
  const beyond = [rates.below, rates.above].filter((group) => group.stations > 0).length;
  await expect(bins).toHaveCount(rates.bins.length + beyond);
  const counts = await bins.evaluateAll((all) => all.map((row) => Number(row.dataset.stations)));
  expect(counts.reduce((a, b) => a + b, 0)).toBe(rates.rated.stations);
  const chart = part.locator("figure");
  const percent = (n: number) => `${(n * 100).toFixed(2)}%`;
  await expect(chart).toContainText(`加权 ${percent(rates.fee_rate)}`);
  await expect(chart).toContainText(`简单平均 ${percent(rates.fee_rate_simple_mean)}`);
  await expect(chart).toContainText(`高于 ${percent(rates.spread.high_fence)}`);
  await part.getByRole("button", { name: "按交易额" }).click();
  expect(parameter(page, "weigh")).toBe("gmv");
  await expect(chart).toContainText("¥");
});

test("outliers: the largest effect first, against region and brand, with why", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}`);
  const [rates, provinces, brands] = await Promise.all([
    api.get("/api/v1/fees/rates?limit=20"),
    api.get("/api/v1/stats?set=admin&level=province&metrics=fee_rate"),
    api.get("/api/v1/stats?group_by=brand&metrics=fee_rate"),
  ]);
  const table = page.getByTestId("outliers");
  await expect(table).toHaveAttribute("data-matched", String(rates.outliers.matched));
  expect(rates.outliers.matched).toBe(rates.below.stations + rates.above.stations);
  const rows = table.locator("[data-code]");
  await expect(rows).toHaveCount(10);
  const rateOf = (answer: Exposed, is: (row: Exposed) => boolean) =>
    answer.rows.find(is).values.fee_rate;
  for (const [i, item] of rates.outliers.items.slice(0, 3).entries()) {
    const row = rows.nth(i);
    await expect(row).toHaveAttribute("data-code", item.code);
    await say(row, "fee_rate", item.fee_rate);
    await say(row, "effect", item.effect);
    const province = `${item.regions.admin.slice(0, 2)}0000`;
    await say(
      row,
      "region_rate",
      rateOf(provinces, (r) => r.region === province),
    );
    await say(
      row,
      "brand_rate",
      rateOf(brands, (r) => r.group.brand === item.brand),
    );
    await expect(row.locator(".reason")).toContainText("有费率的站点");
  }
  await page.getByTestId("lists").getByRole("button", { name: /再看/ }).click();
  await expect(rows).toHaveCount(20);
  expect(await rows.evaluateAll((all) => all.map((row) => row.dataset.code))).toEqual(
    rates.outliers.items.map((item: Exposed) => item.code),
  );
});

test("stations without terms with their GMV, and terms without GMV", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}&within=440000`);
  const lists = page.getByTestId("lists");
  for (const [list, id] of [
    ["missing_fee", "gmv"],
    ["missing_gmv", "channel_fee"],
  ] as const) {
    const answer = await api.get(
      `/api/v1/stats/explain/rows?metric=${list}&part=counted&set=admin&within=440000&limit=1000`,
    );
    const choice = lists.locator(`[data-option=${list}]`);
    await expect(choice).toHaveAttribute("data-value", String(answer.matched));
    await choice.click();
    expect(parameter(page, "list")).toBe(list);
    await expect(lists).toHaveAttribute("data-list", list);
    const rows = lists.getByTestId("lacking").locator("[data-code]");
    await expect(rows).toHaveCount(Math.min(10, answer.matched));
    const most = answer.items.reduce((a: Exposed, b: Exposed) =>
      Number(b.values[id]) > Number(a.values[id]) ? b : a,
    );
    await say(rows.first(), id, most.values[id]);
  }
});

/** The change against a base is the API's, and its effects add up in all and in every row. */
async function expectChange(page: Page, question: string, base: { from: string; to: string }) {
  const { today } = await api.get("/api/v1/network");
  const now = `from=${plus(today, -29)}&to=${plus(today, 1)}`;
  const answer = await api.get(
    `/api/v1/fees/change?${now}&base_from=${base.from}&base_to=${base.to}${question}`,
  );
  const part = page.getByTestId("change");
  await expect(part).toHaveAttribute("data-base-from", base.from);
  await expect(part).toHaveAttribute("data-base-to", base.to);
  const effects = page.getByTestId("effects");
  const { values } = answer.total;
  for (const id of ["change", "volume", "mix", "rate"]) await say(effects, id, values[id]);
  const shown = await Promise.all(["volume", "mix", "rate"].map((id) => saidOf(effects, id)));
  expect(sum(shown)).toBe(cents(values.change));
  expect(sum([values.base_channel_fee, ...shown])).toBe(cents(values.channel_fee));

  // Rates that differ are told apart.
  const told = (await effects.locator(".effects-total").innerText()).match(/[\d.]+(?=%)/g) ?? [];
  const apart = Math.abs(values.base_fee_rate - values.fee_rate) > 1e-6;
  expect(new Set(told.slice(-2)).size).toBe(apart ? 2 : 1);

  const lines = page.getByTestId("change-rows").locator("tbody tr");
  await expect(lines.first()).toBeVisible();
  const rows = await lines.evaluateAll((all) =>
    all.map((row) =>
      Object.fromEntries(
        [...row.querySelectorAll<HTMLElement>("[data-figure]")].map((cell) => [
          cell.dataset.figure,
          cell.dataset.value ?? "",
        ]),
      ),
    ),
  );
  for (const row of rows) {
    const parts = ["volume", "mix", "rate"].map((id) => row[id] as string);
    expect(sum(parts)).toBe(cents(row.change as string));
    expect(cents(row.channel_fee as string) - cents(row.base_channel_fee as string)).toBe(
      cents(row.change as string),
    );
  }
  for (const id of ["base_channel_fee", "channel_fee", "change", "volume", "mix", "rate"]) {
    expect(sum(rows.map((row) => row[id] as string)), id).toBe(cents(values[id]));
  }
  return { answer, rows };
}

test("the change: volume, mix and rate sum to the cent, by region and by component", async ({
  page,
}) => {
  const { today } = await api.get("/api/v1/network");
  const to = plus(today, -29);
  const before = { from: plus(to, -30), to };
  await page.goto(`${api.url}/fees?${LOOK}`);
  const { answer } = await expectChange(page, "&set=admin&level=province", before);
  const rows = page.getByTestId("change-rows");
  const region = answer.rows.find((row: Exposed) => row.region === "440000");
  for (const id of ["change", "volume", "mix", "rate", "entered", "left"]) {
    await say(rows.locator('[data-line="440000"]'), id, region.values[id]);
  }
  await say(page.getByTestId("effects"), "entered", answer.total.values.entered);
  // The headline speaks of the same fee.
  await say(page.getByTestId("headline"), "channel_fee", answer.total.values.channel_fee);

  await rows.getByRole("button", { name: "结构影响" }).click();
  expect(parameter(page, "effect")).toBe("-mix");
  const most = answer.rows.reduce((a: Exposed, b: Exposed) =>
    Number(b.values.mix) > Number(a.values.mix) ? b : a,
  );
  await expect(rows.locator("tbody tr").first()).toHaveAttribute("data-line", most.region);

  await page.getByTestId("change").getByRole("button", { name: "费用组成" }).click();
  expect(parameter(page, "split")).toBe("components");
  await expect(rows).toHaveAttribute("data-split", "components");
  await expect(rows.locator("tbody tr")).toHaveCount(COMPONENTS.length);
  await expectChange(page, "&set=admin&level=province", before);
});

test("the change goes down with the region, and against the year before or days of one's own", async ({
  page,
}) => {
  const { today } = await api.get("/api/v1/network");
  const yearBefore = (date: string) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  await page.goto(`${api.url}/fees?${LOOK}`);
  const rows = page.getByTestId("change-rows");
  await rows.locator('[data-line="320000"]').getByRole("button").first().click();
  await expect.poll(() => parameter(page, "within")).toBe("320000");
  await expect(rows.locator("tbody [data-line^='3201']")).toHaveCount(1);
  await page.getByTestId("change").locator("[data-option=year]").click();
  expect(parameter(page, "base")).toBe("year");
  const question = "&set=admin&within=320000&level=city";
  await expectChange(page, question, {
    from: yearBefore(plus(today, -29)),
    to: plus(yearBefore(today), 1),
  });
  await page.goto(`${api.url}/fees?${LOOK}&within=320000&base=2026-01-01..2026-01-31`);
  await expectChange(page, question, { from: "2026-01-01", to: "2026-02-01" });
  await page.getByTestId("change").getByRole("button", { name: "怎么拆分的" }).click();
  await expect(page.getByTestId("change")).toContainText("逐行、逐项精确到分");
});

test("where there is nothing to rate, every part says so", async ({ page }) => {
  await page.goto(`${api.url}/fees?${LOOK}&filter=${encodeURIComponent("name = 'x'")}`);
  await expect(page.getByTestId("means")).toContainText("算不出费率");
  await expect(page.getByTestId("spread")).toContainText("算不出费率");
  await expect(page.getByTestId("lists")).toContainText("没有费率离群的站点");
  await expect(page.getByTestId("rows")).toContainText("没有发生交易或通道费");
  await expect(page.getByTestId("change")).toContainText("两期都没有通道费");
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing serious, and nothing runs over (${width}, ${theme})`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.goto(`${api.url}/fees?lang=${theme === "light" ? "zh" : "en"}&theme=${theme}`);
      for (const part of ["components", "fee-regions", "outliers", "change-rows"]) {
        await expect(page.getByTestId(part).locator("tbody tr").first()).toBeVisible();
      }
      await expect(page.getByTestId("change").locator("svg").last()).toBeVisible();
      for (const closed of await page.locator(".fees .disclosure").all()) await closed.click();
      expect(await violations(page)).toEqual([]);
      const over = await page.evaluate(() => {
        const body = document.querySelector(".page-body") as HTMLElement;
        return [document.documentElement, body].map((e) => e.scrollWidth - e.clientWidth);
      });
      expect(over).toEqual([0, 0]);
    });
  }
}
