// Campaigns: the list, what would have been without one, several side by side, and what
// is written of them. Every number is the API's.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, test } from "./fixtures";

const LOOK = "lang=zh&theme=light";

/** Opens a page of ours and waits for what shows that it is there. */
async function visit(page: Page, path: string, shows: string) {
  await page.goto(`${api.url}${path}`);
  await expect(page.getByTestId(shows)).toBeVisible();
  return page;
}

const figure = (page: Page, name: string) =>
  page.locator(`[data-testid=campaign] [data-figure="${name}"]`).first();

const said = (page: Page, name: string, value: unknown) =>
  expect(figure(page, name)).toHaveAttribute("data-value", String(value ?? ""));

const rows = (page: Page) => page.getByTestId("campaigns").locator("tbody tr");
const codesShown = (page: Page) =>
  rows(page).evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.code));

/** Ended campaigns with an estimate, the surest one first. */
async function compared(): Promise<Exposed[]> {
  const { items } = await api.get("/api/v1/campaigns?state=ended&limit=20");
  const codes = items.map((c: Exposed) => c.code).join(",");
  const page = await api.get(`/api/v1/campaigns/comparison?codes=${codes}`);
  return page.items.filter((answer: Exposed) => answer.estimate);
}

test.afterEach(({ quiet }) => {
  expect(quiet()).toEqual([]);
});

test("the list, its strip and its filters are the API's", async ({ page }) => {
  const { items, matched, at } = await api.get("/api/v1/campaigns?limit=1000");
  await visit(page, `/campaigns?${LOOK}`, "campaigns");
  await expect(page.getByTestId("campaign-count")).toHaveText(String(matched));
  const newest = [...items].sort((a, b) => b.from.localeCompare(a.from)).map((c) => c.code);
  expect(await codesShown(page)).toEqual(newest);
  for (const { code, name, budget, stations_count } of items) {
    const row = rows(page).and(page.locator(`[data-code="${code}"]`));
    await expect(row.getByRole("link")).toHaveText(name);
    await expect(row.locator("td.figure[data-value]").nth(0)).toHaveAttribute("data-value", budget);
    await expect(row.locator("td.figure[data-value]").nth(1)).toHaveText(String(stations_count));
  }

  // Every period stands where it is between the first month and the last.
  const bars = page.locator(".strip-bars li");
  await expect(bars).toHaveCount(items.length);
  const spans = await bars.evaluateAll((all) =>
    all.map((bar) => {
      const { left, right } = bar.getBoundingClientRect();
      return { code: (bar.firstElementChild as HTMLElement).dataset.code, left, right };
    }),
  );
  const day = (date: string) => Date.parse(date) / 86_400_000;
  const [a, b] = [spans[0], spans.at(-1)] as Exposed[];
  const of = (code: string) => items.find((c: Exposed) => c.code === code);
  const scale = (b.left - a.left) / (day(of(b.code).from) - day(of(a.code).from));
  for (const { code, left, right } of spans as Exposed[]) {
    const { from, to } = of(code);
    expect(Math.abs(left - a.left - (day(from) - day(of(a.code).from)) * scale)).toBeLessThan(1.5);
    expect(Math.abs(right - left - (day(to) - day(from)) * scale)).toBeLessThan(1.5);
  }
  expect(at).toBe((await api.get("/api/v1/network")).today);

  const filters = page.getByTestId("campaign-filters");
  for (const [button, query] of [
    ["满减", "mechanism=threshold_off"],
    ["站点", "mechanism=threshold_off&funded_by=station"],
    ["已结束", "mechanism=threshold_off&funded_by=station&state=ended"],
  ] as const) {
    await filters.getByRole("button", { name: button, exact: true }).click();
    const answer = await api.get(`/api/v1/campaigns?${query}&sort=-from`);
    await expect.poll(() => codesShown(page)).toEqual(answer.items.map((c: Exposed) => c.code));
  }
  await expect(page.locator(".strip-bar[data-out]")).not.toHaveCount(0);
  await filters.getByRole("button", { name: "清除" }).click();
  await expect(rows(page)).toHaveCount(items.length);

  await page.getByRole("button", { name: "预算" }).click();
  await expect.poll(() => parameter(page, "sort")).toBe("-budget");
  const dear = [...items].sort((x, y) => Number(y.budget) - Number(x.budget));
  expect((await codesShown(page))[0]).toBe(dear[0].code);
});

test("the state is of the date in view, and the uplift in a row is the comparison's", async ({
  page,
}) => {
  const answers = await compared();
  const [{ question }] = answers as [Exposed];
  await visit(page, `/campaigns?${LOOK}`, "campaigns");
  for (const { question: asked, estimate } of answers) {
    const cell = page.locator(`tr[data-code="${asked.campaign}"] .uplift-cell`);
    await cell.scrollIntoViewIfNeeded();
    await expect(cell).toHaveAttribute("data-uplift", String(estimate.uplift.estimate));
    const { low, high } = estimate.uplift;
    await expect(cell).toHaveAttribute(
      "data-verdict",
      low > 0 ? "more" : high < 0 ? "less" : "unclear",
    );
  }
  const { from } = await api.get(`/api/v1/campaigns/${question.campaign}`);
  await visit(page, `/campaigns?${LOOK}&at=${from}`, "campaigns");
  const then = await api.get(`/api/v1/campaigns?at=${from}&limit=1000`);
  for (const { code, state } of then.items) {
    await expect(page.locator(`tr[data-code="${code}"] .campaign-state`)).toHaveAttribute(
      "data-state",
      state,
    );
  }
});

test("what would have been without it: interval, naive and controls, cost and weeks", async ({
  page,
}) => {
  for (const answer of await compared()) {
    const { question, estimate, cost, treated, controls, weeks, warnings } = answer;
    await visit(page, `/campaigns/${question.campaign}?${LOOK}`, "headline");
    const headline = figure(page, "headline");
    await expect(headline).toHaveAttribute("data-value", String(estimate.uplift.estimate));
    await expect(headline).toHaveAttribute("data-low", String(estimate.uplift.low));
    await expect(headline).toHaveAttribute("data-high", String(estimate.uplift.high));
    const verdict = page.getByTestId("headline").locator(".verdict");
    const { low, high } = estimate.uplift;
    // Never more than the interval says.
    await expect(verdict).toContainText(low > 0 ? "多卖了" : high < 0 ? "少卖了" : "看不出");
    await said(page, "naive", estimate.naive);
    const others = Number(estimate.controls.during) / Number(estimate.controls.before) - 1;
    await said(page, "others", others);
    await said(page, "uplift", estimate.uplift.estimate);
    await said(page, "total", estimate.total.estimate);
    for (const name of ["spent", "discount_platform", "discount_station", "per_order", "roi"]) {
      await said(page, name, cost[name]);
    }
    const volume = cost.kwh === null ? ["litres", "per_litre"] : ["kwh", "per_kwh"];
    for (const name of volume) await said(page, name, cost[name]);
    await said(page, "treated-used", treated.used);
    await said(page, "controls-used", controls.used);
    for (const [reason, count] of Object.entries(controls.left_out)) {
      await expect(page.locator(`[data-group=controls] [data-reason=${reason}]`)).toHaveAttribute(
        "data-value",
        String(count),
      );
    }
    for (const { kind } of warnings) {
      await expect(page.locator(`[data-check=${kind}]`)).not.toHaveAttribute("data-level", "good");
    }
    await page.getByRole("button", { name: "每周数字" }).click();
    await expect(page.getByTestId("weeks").locator("tbody tr")).toHaveCount(weeks.length);
  }
});

test("asked another way, the answer is that question's, and few controls are said loudly", async ({
  page,
}) => {
  const [{ question }] = (await compared()) as [Exposed];
  const path = `/api/v1/campaigns/${question.campaign}/comparison`;
  await visit(page, `/campaigns/${question.campaign}?${LOOK}`, "headline");
  await page.getByRole("button", { name: "订单", exact: true }).click();
  await expect.poll(() => parameter(page, "measure")).toBe("orders");
  let answer = await api.get(`${path}?metric=orders`);
  await said(page, "headline", answer.estimate.uplift.estimate);
  await said(page, "total", answer.estimate.total.estimate);

  await page.getByRole("button", { name: "调整" }).click();
  const form = page.getByTestId("options-form");
  await form.getByLabel("外溢半径").fill("8000");
  await form.getByLabel("外溢半径").press("Enter");
  await form.getByLabel("随机种子").fill("7");
  await form.getByLabel("随机种子").press("Enter");
  answer = await api.get(`${path}?metric=orders&spillover_m=8000&seed=7`);
  await said(page, "headline", answer.estimate.uplift.estimate);
  await expect(figure(page, "headline")).toHaveAttribute(
    "data-low",
    String(answer.estimate.uplift.low),
  );

  // The link alone says all of it.
  const few = "energy = 'hydrogen'";
  const query = `controls=${encodeURIComponent(few)}&baseline=2025-05-01..2025-05-28`;
  await visit(page, `/campaigns/${question.campaign}?${LOOK}&${query}`, "headline");
  answer = await api.get(
    `${path}?controls=${encodeURIComponent(few)}&baseline_from=2025-05-01&baseline_to=2025-05-29`,
  );
  expect(answer.warnings.map((w: Exposed) => w.kind)).toContain("few_controls");
  await said(page, "headline", answer.estimate.uplift.estimate);
  await expect(page.getByTestId("doubt")).toContainText(`只有 ${answer.controls.used} 个对照站点`);
  await expect(page.locator("[data-check=few_controls]")).toHaveAttribute("data-level", "bad");
  await page.getByRole("button", { name: "恢复默认" }).click();
  await expect(page.getByTestId("doubt")).toBeHidden();
  expect(parameter(page, "controls")).toBeNull();
});

test.describe("a wrong option", () => {
  // The browser itself writes a line for every refused request.
  test.use({ allowed: [/status of 400/] });
  test("is told at its field", async ({ page }) => {
    const [{ question }] = (await compared()) as [Exposed];
    await visit(
      page,
      `/campaigns/${question.campaign}?${LOOK}&controls=x+%3D%3D+1`,
      "options-form",
    );
    const told = page.getByTestId("options-form").getByRole("alert");
    await expect(told).toContainText("读不懂");
    await expect(told).not.toContainText("CQL2 text");
    await page.getByTestId("options-form").getByRole("button", { name: "默认" }).click();
    await expect(page.getByTestId("headline")).toBeVisible();
  });
});

test("side by side: as the API answers, sorted, and one taken off", async ({ page }) => {
  await visit(page, `/campaigns?${LOOK}`, "campaigns");
  const answers = await compared();
  for (const { question } of answers.slice(0, 4)) {
    await page.locator(`tr[data-code="${question.campaign}"] input`).check();
  }
  await page.getByRole("button", { name: "并排对比 4 个" }).click();
  await expect(page.getByTestId("compared")).toBeVisible();
  const four = answers.slice(0, 4);
  expect(parameter(page, "codes")?.split(",").sort()).toEqual(
    four.map((a) => a.question.campaign).sort(),
  );
  for (const { question, estimate, cost, controls } of four) {
    const row = page.locator(`tr[data-code="${question.campaign}"]`);
    const values = {
      uplift: estimate.uplift.estimate,
      total: estimate.total.estimate,
      naive: estimate.naive,
      controls: controls.used,
      spent: cost.spent,
      per_order: cost.per_order,
      per_volume: cost.per_litre ?? cost.per_kwh,
      roi: cost.roi,
    };
    for (const [name, value] of Object.entries(values)) {
      await expect(row.locator(`[data-figure=${name}]`)).toHaveAttribute(
        "data-value",
        String(value ?? ""),
      );
    }
    // The marks stand in the order of their values.
    const x = (mark: string) =>
      row.locator(`.effect .${mark}`).evaluate((e) => {
        const box = e.getBoundingClientRect();
        return box.left + box.width / 2;
      });
    expect((await x("naive")) > (await x("estimate"))).toBe(
      estimate.naive > estimate.uplift.estimate,
    );
  }
  const order = () =>
    page
      .getByTestId("compared")
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.code));
  const sorted = (of: (a: Exposed) => number) =>
    [...four].sort((a, b) => of(b) - of(a)).map((a) => a.question.campaign);
  expect(await order()).toEqual(sorted((a) => a.estimate.uplift.estimate));
  await page.getByRole("button", { name: "实际让利" }).click();
  await expect.poll(order).toEqual(sorted((a) => Number(a.cost.spent)));

  await page.getByTestId("chosen").getByRole("button").first().click();
  await expect(page.getByTestId("compared").locator("tbody tr")).toHaveCount(3);
  // Back to the list as it was left.
  await page.getByRole("link", { name: "返回活动列表" }).click();
  await expect(page.getByRole("button", { name: "并排对比 4 个" })).toBeVisible();
});

test("a comparison is saved, shown as it was, reproduced equal, and deleted", async ({ page }) => {
  const [{ question }] = (await compared()) as [Exposed];
  const { campaign } = question;
  await visit(page, `/campaigns/${campaign}?${LOOK}&seed=5`, "headline");
  await page.getByRole("button", { name: "保存对比" }).click();
  await page.getByTestId("save-form").getByLabel("名称").fill("复盘一");
  await page.getByTestId("save-form").getByRole("button", { name: "保存" }).click();
  const saved = page.getByTestId("saved").locator("li").first();
  await expect(saved).toContainText("复盘一");
  const { items } = await api.get(`/api/v1/campaigns/${campaign}/comparisons`);
  const last = items.at(-1);
  expect([last.title, last.question.seed]).toEqual(["复盘一", 5]);
  const { answer } = await api.get(`/api/v1/campaigns/${campaign}/comparisons/${last.number}`);
  await expect(saved.locator(".saved-figure")).toHaveAttribute(
    "data-value",
    String(answer.estimate.uplift.estimate),
  );
  await saved.getByRole("button", { name: "重算核对" }).click();
  await expect(saved.getByRole("status")).toHaveAttribute("data-equal", "true");

  await saved.getByRole("button", { name: "复盘一", exact: true }).click();
  await expect(page.getByTestId("saved-banner")).toContainText("复盘一");
  expect(parameter(page, "saved")).toBe(String(last.number));
  await expect(figure(page, "headline")).toHaveAttribute(
    "data-low",
    String(answer.estimate.uplift.low),
  );
  await page.getByTestId("saved-banner").getByRole("button", { name: "回到当前" }).click();
  await expect(page.getByTestId("options")).toBeVisible();

  await saved.getByRole("button", { name: "删除“复盘一”" }).click();
  await saved.getByRole("button", { name: "确认删除？" }).click();
  await expect(saved).toBeHidden();
  const left = await api.get(`/api/v1/campaigns/${campaign}/comparisons`);
  expect(left.items.map((one: Exposed) => one.number)).not.toContain(last.number);
});

test.describe("a campaign of one's own", () => {
  // A code that is taken, and a station that is not there, are refused on purpose.
  test.use({ allowed: [/status of (409|404)/] });
  test("is made with its errors at the fields, gets stations, and is deleted", async ({ page }) => {
    const { items } = await api.get("/api/v1/campaigns?limit=1");
    const stations = await api.get("/api/v1/stations?stage=online&limit=2");
    const [one, two] = stations.items.map((s: Exposed) => s.code);
    const code = `E2E-${Date.now()}`;
    await visit(page, `/campaigns?${LOOK}`, "campaigns");
    await page.getByRole("button", { name: "新建活动" }).click();
    const form = page.getByTestId("campaign-form");
    await form.getByRole("button", { name: "保存" }).click();
    await expect(form.getByRole("alert")).toHaveText("必须填写");
    await form.getByLabel("编码").fill(items[0].code);
    await form.getByLabel("名称").fill("端到端");
    await form.getByLabel("预算").fill("1,200.567");
    await form.getByRole("button", { name: "优惠券" }).click();
    await form.getByRole("button", { name: "保存" }).click();
    await expect(form.getByRole("alert")).toContainText("两位小数");
    await form.getByLabel("预算").fill("1,200.5");
    await form.getByRole("button", { name: "保存" }).click();
    await expect(form.getByRole("alert")).toContainText("已被占用");
    await form.getByLabel("编码").fill(code);
    await form.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("heading", { name: "端到端", level: 1 })).toBeVisible();
    const made = await api.get(`/api/v1/campaigns/${code}`);
    expect(made).toMatchObject({ mechanism: "coupon", budget: "1200.50", to: null });
    await expect(page.getByTestId("no-estimate")).toContainText("还没有参与站点");

    await page.getByRole("button", { name: "添加站点" }).click();
    const add = page.getByTestId("add-stations");
    await add.getByRole("textbox").fill(`${one}，${two} NO-SUCH`);
    await add.getByRole("button", { name: "添加 3 个" }).click();
    await expect(add.getByRole("alert")).toContainText("NO-SUCH");
    await expect(page.getByTestId("participants-count")).toHaveAttribute("data-value", "2");
    await add.getByRole("button", { name: "取消" }).click();
    const row = page.locator(`tr[data-station="${one}"]`);
    await expect(row.getByRole("link")).toContainText(stations.items[0].name);
    await row.getByRole("button").click();
    await expect(page.getByTestId("participants-count")).toHaveAttribute("data-value", "1");
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(page.getByTestId("participants-count")).toHaveAttribute("data-value", "2");

    await page.getByRole("button", { name: "编辑" }).click();
    await form.getByLabel("名称").fill("端到端二");
    await form.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("heading", { name: "端到端二", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "编辑" }).click();
    await form.getByRole("button", { name: "删除活动" }).click();
    await form.getByRole("button", { name: "确认删除" }).click();
    await expect(page.getByTestId("campaigns")).toBeVisible();
    expect((await fetch(`${api.url}/api/v1/campaigns/${code}`)).status).toBe(404);
    await page.goto(`${api.url}/campaigns/${code}?${LOOK}`);
    await expect(page.getByRole("heading", { name: `没有编码为 ${code} 的活动` })).toBeVisible();
  });
});

test("participants are the API's, a page at a time, and lead to their stations", async ({
  page,
}) => {
  const { items } = await api.get("/api/v1/campaigns?limit=1");
  const [{ code }] = items;
  const first = await api.get(`/api/v1/campaigns/${code}/stations?limit=40`);
  await visit(page, `/campaigns/${code}?${LOOK}`, "participants");
  const table = page.getByTestId("participants").locator("tbody tr");
  await expect(table).toHaveCount(20);
  await expect(page.getByTestId("participants-count")).toHaveAttribute(
    "data-value",
    String(first.matched),
  );
  await page.getByRole("button", { name: /再看/ }).click();
  await expect(table).toHaveCount(Math.min(40, first.matched));
  const codes = await table.evaluateAll((all) =>
    all.map((r) => (r as HTMLElement).dataset.station),
  );
  expect(codes).toEqual(first.items.map((p: Exposed) => p.station));
  await expect(table.first().getByRole("link")).toHaveAttribute(
    "href",
    new RegExp(`^/stations/${codes[0]}\\b`),
  );
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing serious, and nothing overflows on a phone (${theme})`, async ({
    page,
  }) => {
    const answers = await compared();
    const codes = answers.slice(0, 5).map((a) => a.question.campaign);
    const [code] = codes;
    const few = encodeURIComponent("energy = 'hydrogen'");
    const pages: [string, string][] = [
      [`/campaigns?lang=en&theme=${theme}`, "campaigns"],
      [`/campaigns?lang=zh&theme=${theme}&mechanism=coupon&pick=${code}`, "campaigns"],
      [`/campaigns/${code}?lang=zh&theme=${theme}`, "series"],
      [`/campaigns/${code}?lang=en&theme=${theme}&controls=${few}`, "doubt"],
      [`/campaigns/comparison?lang=en&theme=${theme}&codes=${codes}`, "compared"],
    ];
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      for (const [path, shows] of pages) {
        await visit(page, path, shows);
        await page.waitForTimeout(600);
        expect(await violations(page), path).toEqual([]);
        const over = await page
          .locator(".page-body")
          .evaluate((body) => body.scrollWidth - body.clientWidth);
        expect(over, path).toBeLessThanOrEqual(0);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await visit(page, `/campaigns/${code}?lang=zh&theme=${theme}`, "headline");
    await page.getByRole("button", { name: "调整" }).click();
    await page.getByRole("button", { name: "怎么算的" }).click();
    await expect(page.getByTestId("options-form")).toBeVisible();
    expect(await violations(page), "the options").toEqual([]);
    await page.getByRole("button", { name: "编辑" }).click();
    await expect(page.getByTestId("campaign-form")).toBeVisible();
    await page.waitForTimeout(300);
    expect(await violations(page), "the form").toEqual([]);
  });
}
