// The cooperation page: what happened between two days, who left, what is about
// to end. Every number is the API's answer to the question in the URL.
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, test } from "./fixtures";

const MOVEMENTS = ["joined", "resumed", "paused", "left"];
const LOOK = "lang=zh&theme=light";

const plus = (date: string, days: number) => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** The last day before the quarter of a date. */
const beforeQuarter = (date: string) => {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return plus(`${date.slice(0, 4)}-${String(month).padStart(2, "0")}-01`, -1);
};

const encoded = (question: Record<string, string>) =>
  Object.entries(question)
    .map(([key, value]) => `&${key}=${encodeURIComponent(value)}`)
    .join("");

const figure = (part: Exposed, id: string) => part.locator(`[data-figure=${id}]`);

// Listens from before the page is opened.
test.beforeEach(({ quiet }) => expect(quiet()).toEqual([]));
test.afterEach(({ quiet }) => expect(quiet()).toEqual([]));

/** The sum above, its list and the contracts are the API's answers to one question, and agree. */
async function expectAnswers(page: Exposed, asked: string, from: string, to: string) {
  const bridge = page.getByTestId("bridge");
  await expect(bridge).toHaveAttribute("data-from", from);
  await expect(bridge).toHaveAttribute("data-to", to);
  const { total, list } = await api.get(
    `/api/v1/cooperation/changes?from=${from}&to=${to}&list=left&limit=10${asked}`,
  );
  for (const [id, value] of Object.entries(total.values)) {
    await expect(figure(bridge, id)).toHaveAttribute("data-value", String(value));
  }
  const { joined, resumed, paused, left, online_before, online_after, net } = total.values;
  expect(online_before + joined + resumed - paused - left).toBe(online_after);
  expect(online_after - online_before).toBe(net);

  const stats = await api.get(
    `/api/v1/stats?at=${to}&metrics=online,coverage_rate,contracts_expiring_90d${asked}`,
  );
  expect(stats.total.values.online).toBe(online_after);
  for (const id of ["coverage_rate", "contracts_expiring_90d"]) {
    const value = String(stats.total.values[id] ?? "");
    await expect(figure(bridge, id)).toHaveAttribute("data-value", value);
  }

  const moved = page.getByTestId("moved");
  await expect(moved).toHaveAttribute("data-matched", String(left));
  await expect(moved.locator("[data-station]")).toHaveCount(list.items.length);

  const expiring = page.getByTestId("expiring");
  for (const days of [30, 60, 90]) {
    const { matched } = await api.get(
      `/api/v1/contracts?at=${to}&open=true&state=expiring&limit=1&ends=..${plus(to, days + 1)}${asked}`,
    );
    const horizon = expiring.locator(`[data-option="${days}"]`);
    await expect(horizon).toHaveAttribute("data-value", String(matched));
    if (days === 90) expect(matched).toBe(stats.total.values.contracts_expiring_90d);
  }
}

test("this quarter: the sum, who left and what is about to end", async ({ page }) => {
  const { today } = await api.get("/api/v1/network");
  await page.goto(`${api.url}/cooperation?${LOOK}`);
  await expectAnswers(page, "", beforeQuarter(today), today);
});

test("a region and a filter hold for every number", async ({ page }) => {
  const at = "2026-08-15";
  const { rows } = await api.get(
    "/api/v1/stats?set=admin&within=440000&metrics=online&group_by=brand",
  );
  const most = rows.reduce((a: Exposed, b: Exposed) => (b.values.online > a.values.online ? b : a));
  const asked = { within: "440000", set: "admin", brand: most.group.brand as string };
  await page.goto(`${api.url}/cooperation?${LOOK}&at=${at}&since=2026-05-31${encoded(asked)}`);
  await expectAnswers(page, encoded(asked), "2026-05-31", at);
});

test("the two days step by whole quarters, and begin with the month or the year", async ({
  page,
}) => {
  const { today } = await api.get("/api/v1/network");
  await page.goto(`${api.url}/cooperation?${LOOK}`);
  const bridge = page.getByTestId("bridge");
  const from = beforeQuarter(today);
  await expect(bridge).toHaveAttribute("data-from", from);
  await page.getByRole("button", { name: "上一段" }).click();
  await expect(bridge).toHaveAttribute("data-to", from);
  await expect(bridge).toHaveAttribute("data-from", beforeQuarter(from));
  expect(parameter(page, "at")).toBe(from);
  await page.getByRole("button", { name: "下一段" }).click();
  await expect(bridge).toHaveAttribute("data-to", today);
  expect(parameter(page, "at")).toBeNull();
  await expect(page.getByRole("button", { name: "下一段" })).toBeDisabled();
  await page.getByRole("button", { name: "今年以来" }).click();
  await expect(bridge).toHaveAttribute("data-from", `${Number(today.slice(0, 4)) - 1}-12-31`);
  expect(parameter(page, "since")).toBe("year");
  await page.goBack();
  await expect(bridge).toHaveAttribute("data-from", from);
});

test("each movement opens to its stations, and a station to its page", async ({ page }) => {
  const { today } = await api.get("/api/v1/network");
  await page.goto(`${api.url}/cooperation?${LOOK}&within=320000`);
  const bridge = page.getByTestId("bridge");
  const moved = page.getByTestId("moved");
  const asked = `from=${beforeQuarter(today)}&to=${today}&set=admin&within=320000`;
  for (const list of MOVEMENTS) {
    await bridge.locator(`.${list} button`).click();
    await expect(moved).toHaveAttribute("data-list", list);
    const answer = await api.get(`/api/v1/cooperation/changes?${asked}&list=${list}&limit=20`);
    await expect(moved).toHaveAttribute("data-matched", String(answer.list.matched));
    const codes = answer.list.items.map((item: Exposed) => item.code);
    const shown = moved.locator("[data-station]");
    await expect(shown).toHaveCount(Math.min(10, codes.length));
    if (codes.length > 10) {
      await moved.getByRole("button", { name: /再看/ }).click();
      await expect(shown).toHaveCount(codes.length);
    }
    expect(await shown.evaluateAll((all) => all.map((a) => a.dataset.station))).toEqual(codes);
  }
  const href = await moved.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await (await fetch(api.url + href)).text();
  const matched = Number(await moved.getAttribute("data-matched"));
  expect(file.trim().split(/\r?\n/).length).toBe(matched + 1);
  const link = moved.locator("[data-station]").first();
  const code = (await link.getAttribute("data-station")) as string;
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/stations/${encodeURIComponent(code)}\\?`));
  expect(parameter(page, "within")).toBe("320000");
});

test("contracts that end: soonest first, open to their stations, as a file", async ({ page }) => {
  const { today } = await api.get("/api/v1/network");
  await page.goto(`${api.url}/cooperation?${LOOK}`);
  const expiring = page.getByTestId("expiring");
  await expiring.locator('[data-option="60"]').click();
  expect(parameter(page, "days")).toBe("60");
  const answer = await api.get(
    `/api/v1/contracts?open=true&state=expiring&sort=to&limit=10&ends=..${plus(today, 61)}`,
  );
  await expect(expiring).toHaveAttribute("data-matched", String(answer.matched));
  const rows = expiring.locator("[data-contract]");
  await expect(rows).toHaveCount(answer.items.length);
  for (const [i, item] of answer.items.entries()) {
    const row = rows.nth(i);
    await expect(row).toHaveAttribute("data-contract", item.number);
    await expect(row).toContainText(item.counterparty);
    const left = (Date.parse(item.to) - Date.parse(today)) / 86_400_000;
    await expect(row.locator("[data-left]")).toHaveAttribute("data-left", String(left));
    const renewal = !item.renewed_by ? "none" : item.renewed_by.signed_on ? "signed" : "drafted";
    await expect(row.locator("[data-renewal]")).toHaveAttribute("data-renewal", renewal);
  }
  const [first] = answer.items;
  const { stations } = await api.get(`/api/v1/contracts/${encodeURIComponent(first.number)}`);
  await rows.first().getByRole("button").click();
  await expect(expiring.locator("[data-station]")).toHaveCount(stations.length);
  const href = await expiring.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await (await fetch(api.url + href)).text();
  expect(file.trim().split(/\r?\n/).length).toBe(answer.matched + 1);
});

test("regions: coverage now, its change, its months and what moved; a row goes down", async ({
  page,
}) => {
  const { today } = await api.get("/api/v1/network");
  const from = beforeQuarter(today);
  await page.goto(`${api.url}/cooperation?${LOOK}`);
  const regions = page.getByTestId("regions");
  const place = "set=admin&level=province";
  const metrics = "coverage_rate,online,contracts_expiring_90d";
  const [now, before, moves] = await Promise.all([
    api.get(`/api/v1/stats?${place}&metrics=${metrics}`),
    api.get(`/api/v1/stats?${place}&metrics=coverage_rate&at=${from}`),
    api.get(`/api/v1/cooperation/changes?${place}&from=${from}&to=${today}`),
  ]);
  const valuesOf = (answer: Exposed, code: string) =>
    answer.rows.find((row: Exposed) => row.region === code).values;
  for (const code of ["110000", "320000", "440000"]) {
    const row = regions.locator(`[data-region="${code}"]`);
    const is = valuesOf(now, code);
    for (const id of metrics.split(",")) {
      await expect(figure(row, id)).toHaveAttribute("data-value", String(is[id]));
    }
    const change = is.coverage_rate - valuesOf(before, code).coverage_rate;
    await expect(figure(row, "coverage_change")).toHaveAttribute("data-value", String(change));
    for (const id of ["net", ...MOVEMENTS]) {
      await expect(figure(row, id)).toHaveAttribute(
        "data-value",
        String(valuesOf(moves, code)[id]),
      );
    }
    await expect(row.getByRole("img")).toBeVisible();
  }
  await regions.locator("[data-sort=net]").click();
  expect(parameter(page, "sort")).toBe("-net");
  const most = moves.rows.reduce((a: Exposed, b: Exposed) => (b.values.net > a.values.net ? b : a));
  await expect(figure(regions.locator("tbody tr").first(), "net")).toHaveAttribute(
    "data-value",
    String(most.values.net),
  );
  // A number of a region is taken apart as that region's.
  const row = regions.locator('[data-region="440000"]');
  await row.hover();
  await row.locator("[data-explain=coverage_rate]").click();
  await expect(page.locator("[data-explained=value]")).toHaveAttribute(
    "data-value",
    String(valuesOf(now, "440000").coverage_rate),
  );
  await page.keyboard.press("Escape");
  await row.getByRole("button").first().click();
  await expect.poll(() => parameter(page, "within")).toBe("440000");
  await expect(regions).toHaveAttribute("data-level", "city");
  const cities = await api.get(
    "/api/v1/stats?set=admin&level=city&within=440000&metrics=coverage_rate",
  );
  await expect(regions.locator("[data-region^='44']")).toHaveCount(cities.rows.length);
});

test("three funnels, each saying what it is", async ({ page }) => {
  const { today } = await api.get("/api/v1/network");
  const from = beforeQuarter(today);
  await page.goto(`${api.url}/cooperation?${LOOK}&within=330000`);
  const place = "set=admin&within=330000";
  const first = new Date(`${plus(from, 1)}T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 15);
  const [stock, flow, cohort] = await Promise.all([
    api.get(`/api/v1/cooperation/funnel?kind=snapshot&at=${today}&${place}`),
    api.get(
      `/api/v1/cooperation/funnel?kind=flow&from=${plus(from, 1)}&to=${plus(today, 1)}&${place}`,
    ),
    api.get(
      `/api/v1/cooperation/funnel?kind=cohort&bucket=quarter&at=${today}&to=${plus(today, 1)}&from=${first.toISOString().slice(0, 10)}&${place}`,
    ),
  ]);
  for (const answer of [stock, flow, cohort]) {
    const funnel = page.getByTestId(`funnel-${answer.kind}`);
    await expect(funnel.getByRole("heading")).toHaveText(answer.label.zh);
    await expect(funnel).toContainText(answer.note.zh);
  }
  for (const [answer, ids] of [
    [stock, ["prospect", "signed", "online", "terminated", "reached_prospect", "reached_online"]],
    [flow, ["entries_prospect", "entries_online", "stations_signed", "entries_paused"]],
  ] as const) {
    const funnel = page.getByTestId(`funnel-${answer.kind}`);
    for (const id of ids) {
      await expect(figure(funnel, id)).toHaveAttribute(
        "data-value",
        String(answer.total.values[id]),
      );
    }
  }
  const cohorts = page.getByTestId("funnel-cohort").locator("[data-cohort]");
  const last = cohort.rows.at(-1).values;
  for (const id of ["cohort", "share_negotiating", "share_online"]) {
    await expect(figure(cohorts.first(), id)).toHaveAttribute("data-value", String(last[id] ?? ""));
  }
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
      await page.goto(
        `${api.url}/cooperation?lang=${theme === "light" ? "zh" : "en"}&theme=${theme}`,
      );
      for (const part of ["regions", "expiring", "moved", "funnel-cohort"]) {
        await expect(page.getByTestId(part).locator("tbody tr").first()).toBeVisible();
      }
      await page.getByTestId("expiring").locator("[data-contract] button").first().click();
      await expect(page.getByTestId("expiring").locator("[data-station]").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      const over = await page.evaluate(() => {
        const body = document.querySelector(".page-body") as HTMLElement;
        return [document.documentElement, body].map((e) => e.scrollWidth - e.clientWidth);
      });
      expect(over).toEqual([0, 0]);
    });
  }
}

test("a day without movements and a region without contracts say so", async ({ page }) => {
  await page.goto(`${api.url}/cooperation?${LOOK}&within=820000`);
  await expect(page.getByTestId("moved")).toContainText("这段时间没有退出的站点");
  await expect(page.getByTestId("expiring")).toContainText("90 天内没有到期的合同");
});

test("who leaves now is in the sum and in the list without a reload", async ({ page }) => {
  const { today } = await api.get("/api/v1/network");
  const { items } = await api.get(
    `/api/v1/stations?stage=online&within=320000&set=admin&limit=1&filter=${encodeURIComponent("opened_on < DATE('2025-01-01')")}`,
  );
  const { code } = items[0];
  await page.goto(
    `${api.url}/cooperation?${LOOK}&filter=${encodeURIComponent(`code = '${code}'`)}`,
  );
  const left = figure(page.getByTestId("bridge"), "left");
  await expect(left).toHaveAttribute("data-value", "0");
  const path = `/api/v1/stations/${encodeURIComponent(code)}/cooperation`;
  const before = await page.getByTestId("bridge").boundingBox();
  const added = await api.post(path, { valid_from: today, stage: "terminated" });
  expect(added.ok).toBe(true);
  try {
    // Online on the first day: it has left; else it was never there.
    const { total } = await api.get(
      `/api/v1/cooperation/changes?from=${beforeQuarter(today)}&to=${today}&code=${code}`,
    );
    await expect(left).toHaveAttribute("data-value", String(total.values.left));
    await expect(figure(page.getByTestId("bridge"), "online_after")).toHaveAttribute(
      "data-value",
      "0",
    );
    await expect(page.locator(`#moved [data-station="${code}"]`)).toHaveCount(total.values.left);
    expect(await page.getByTestId("bridge").boundingBox()).toEqual(before);
  } finally {
    await api.delete(`${path}/${today}`);
  }
  await expect(left).toHaveAttribute("data-value", "0");
});

test("lists that are too long for a file say so in its place", async ({ page }) => {
  const many = 200_001;
  await page.route(/\/api\/v1\/cooperation\/changes\?.*list=/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    await route.fulfill({
      response: answer,
      json: { ...body, list: { ...body.list, matched: many } },
    });
  });
  await page.route(/\/api\/v1\/contracts\?/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), matched: many } });
  });
  await page.goto(`${api.url}/cooperation?${LOOK}`);
  for (const [part, what] of [
    ["moved", "个站点"],
    ["expiring", "份合同"],
  ] as const) {
    await expect(page.getByTestId(part)).toHaveAttribute("data-matched", String(many));
    await expect(page.getByTestId(part)).toContainText(`超过 200,000 ${what}，缩小范围后可以导出`);
    await expect(page.getByTestId(part).getByRole("link", { name: "CSV" })).toHaveCount(0);
  }
});
