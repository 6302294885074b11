// The stations page: its rows, figures and files are the API's; what is written there
// is written, and taken back. Writing tests use stations of their own.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, test } from "./fixtures";

const LIST = "/api/v1/stations";
const one = (code: string) => `${LIST}/${encodeURIComponent(code)}`;

async function visit(page: Page, search = "") {
  await page.goto(`${api.url}/stations?lang=zh&theme=light${search}`);
  await page.getByTestId("stations").locator("[data-code]").first().waitFor();
}

const rows = (page: Page) => page.getByTestId("stations").locator("tr[data-code]");
/** By its place in the list, from 0. */
const row = (page: Page, index: number) => page.locator(`tr[aria-rowindex="${index + 2}"]`);
const cell = (page: Page, code: string, column: string) =>
  page.locator(`tr[data-code="${code}"] [data-column=${column}]`);
const codesOf = (page: Page, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => row(page, i).getAttribute("data-code")));
const scrollTo = (page: Page, top: number) =>
  page.locator(".station-scroll").evaluate((box, to) => {
    box.scrollTop = to;
  }, top);
const chooser = (page: Page) => page.getByRole("button", { name: "列", exact: true });

async function expectMatched(page: Page, query: string) {
  const { matched } = await api.get(`${LIST}?limit=1${query}`);
  await expect(page.getByTestId("matched")).toHaveAttribute("data-value", String(matched));
  await expect(page.getByTestId("stations")).toHaveAttribute("data-matched", String(matched));
  return matched as number;
}

/** Sends what fixtures have no word for. */
const send = (method: string, path: string, body?: object) =>
  fetch(api.url + path, {
    method,
    headers: { "content-type": "application/json", "x-actor": "tester" },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Stations of a test's own, which go away with it. */
async function withStations(
  prefix: string,
  count: number,
  act: (codes: string[]) => Promise<void>,
) {
  const codes = Array.from({ length: count }, (_, i) => `${prefix}-${i + 1}`);
  for (const code of codes) await send("DELETE", one(code));
  for (const code of codes) {
    const made = await api.post(LIST, {
      code,
      name: `站 ${code}`,
      brand: "甲",
      location: [110.1, 19.2],
      opened_on: "2024-01-01",
    });
    expect(made.status).toBe(201);
  }
  try {
    await act(codes);
  } finally {
    for (const code of codes) await send("DELETE", one(code));
  }
}

test("rows, their number and what they come to are the API's", async ({ page, quiet }) => {
  const query = "&set=admin&within=420000&stage=online";
  await visit(page, "&within=420000&stage=online");
  const matched = await expectMatched(page, query);
  const { items } = await api.get(`${LIST}?limit=12&metrics=gmv,fee_rate${query}`);
  expect(await codesOf(page, 12)).toEqual(items.map((item: Exposed) => item.code));
  for (const { code, name, values } of items.slice(0, 6)) {
    await expect(cell(page, code, "name")).toHaveText(name);
    await expect(cell(page, code, "stage")).toHaveText("在线");
    await expect(cell(page, code, "region")).toContainText("湖北省");
    for (const metric of ["gmv", "fee_rate"]) {
      const said = String(values[metric] ?? "");
      await expect(cell(page, code, metric)).toHaveAttribute("data-value", said);
    }
  }
  const { total } = await api.get(`/api/v1/stats?metrics=gmv,fee_rate${query}`);
  for (const metric of ["gmv", "fee_rate"]) {
    await expect(page.locator(`[data-total=${metric}]`)).toHaveAttribute(
      "data-value",
      String(total.values[metric] ?? ""),
    );
  }
  await expect(page.getByTestId("stations")).toHaveAttribute("aria-rowcount", String(matched + 2));
  // The total opens to what it is made of.
  await page.locator("[data-explain=gmv]").click();
  await expect(page.getByTestId("explain").locator("[data-explained=value]")).toHaveAttribute(
    "data-value",
    total.values.gmv,
  );
  expect(quiet()).toEqual([]);
});

test("headings put the rows in order, at the server", async ({ page, quiet }) => {
  await visit(page);
  const expectOrder = async (sort: string, direction: string) => {
    await expect.poll(() => parameter(page, "sort")).toBe(sort);
    const { items } = await api.get(`${LIST}?limit=15&metrics=gmv&sort=${sort}`);
    await expect.poll(() => codesOf(page, 15)).toEqual(items.map((item: Exposed) => item.code));
    await expect(page.locator(`thead th[aria-sort=${direction}]`)).toHaveCount(1);
  };
  const heading = (name: string) => page.locator("thead").getByRole("button", { name });
  await heading("交易额").click();
  await expectOrder("-gmv", "descending");
  await heading("交易额").click();
  await expectOrder("gmv", "ascending");
  await heading("开业").click();
  await expectOrder("opened_on", "ascending");
  await page.reload();
  await expectOrder("opened_on", "ascending");
  expect(quiet()).toEqual([]);
});

test("words, a box of the map and the filters narrow the list, each with its way off", async ({
  page,
  quiet,
}) => {
  await visit(page, "&energy=ev&bbox=121,31,121.6,31.4");
  await expectMatched(page, "&energy=ev&bbox=121,31,121.6,31.4");
  await page.getByRole("searchbox").fill("公园");
  const q = `&q=${encodeURIComponent("公园")}`;
  await expect.poll(() => parameter(page, "q")).toBe("公园");
  await expectMatched(page, `&energy=ev&bbox=121,31,121.6,31.4${q}`);
  await page.getByTestId("box").click();
  await expectMatched(page, `&energy=ev${q}`);
  expect(parameter(page, "bbox")).toBeNull();
  await page.locator(".filter-chips .chip").first().click();
  await expectMatched(page, q);

  await page.getByRole("searchbox").fill("no station is called so");
  await expect(page.getByTestId("none")).toBeVisible();
  await page.getByRole("button", { name: "清除全部条件" }).click();
  await expectMatched(page, "");
  await expect(page.getByRole("searchbox")).toHaveValue("");
  expect(quiet()).toEqual([]);
});

test("scrolling goes as far as the list, and keys move within it", async ({ page, quiet }) => {
  await visit(page, "&sort=-opened_on");
  const { items, next } = await api.get(`${LIST}?limit=1000&sort=-opened_on`);
  await scrollTo(page, 34 * 999);
  await expect(row(page, 999)).toHaveAttribute("data-code", items[999].code);
  const after = await api.get(`${LIST}?limit=10&sort=-opened_on&cursor=${next}`);
  await expect(row(page, 1_009)).toHaveAttribute("data-code", after.items[9].code);
  // Few rows are drawn, however many there are.
  expect(await rows(page).count()).toBeLessThan(80);

  await page.getByTestId("stations").focus();
  const here = page.locator("tr[data-here]");
  const start = Number(await here.getAttribute("aria-rowindex")) - 2;
  expect(start).toBe(999);
  await page.keyboard.press("ArrowDown");
  await expect(here).toHaveAttribute("data-code", after.items[0].code);
  // Back from a station's page the list stands where it was.
  const far = await here.getAttribute("data-code");
  const place = (await here.boundingBox())?.y;
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("station-page")).toBeVisible();
  await page.goBack();
  const back = page.locator(`tr[data-code="${far}"]`);
  await expect(back).toBeVisible();
  await expect.poll(async () => (await back.boundingBox())?.y).toBe(place);
  await page.getByTestId("stations").focus();
  await page.keyboard.press("Control+Home");
  await expect(here).toHaveAttribute("data-code", items[0].code);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(here).toHaveAttribute("aria-selected", "true");
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "1");
  const code = await here.getAttribute("data-code");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/stations/${code}\\?`));
  await page.goBack();
  await expect(row(page, 0)).toHaveAttribute("data-code", items[0].code);
  expect(quiet()).toEqual([]);
});

test("any place of the list is gone to at once", async ({ page, quiet }) => {
  await visit(page, "&sort=-gmv");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/stations\?.*offset=/.test(request.url())) asked.push(request.url());
  });
  const { matched } = await api.get(`${LIST}?limit=1`);
  const codeAt = async (offset: number) =>
    (await api.get(`${LIST}?limit=1&metrics=gmv&sort=-gmv&offset=${offset}`)).items[0].code;
  const middle = Math.floor(matched / 2);
  await scrollTo(page, 34 * middle);
  await expect(row(page, middle + 3)).toHaveAttribute("data-code", await codeAt(middle + 3));
  await page.getByTestId("stations").focus();
  await page.keyboard.press("Control+End");
  await expect(row(page, matched - 1)).toHaveAttribute("data-code", await codeAt(matched - 1));
  await expect(row(page, matched - 1)).toBeInViewport();
  // Only what is looked at is asked for.
  expect(asked.length).toBeLessThan(8);

  // From there a range reaches over rows that were never seen.
  const from = matched - 1_500;
  await page.keyboard.press("Space");
  await scrollTo(page, 34 * from);
  await row(page, from)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "1500");
  // The next one begins where this one ended.
  await row(page, from + 5)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "1494");
  await scrollTo(page, 34 * (from + 700));
  await expect(row(page, from + 700)).toHaveAttribute("aria-selected", "true");
  await expect(row(page, from + 700)).toHaveAttribute("data-code", await codeAt(from + 700));
  expect(quiet()).toEqual([]);
});

test("columns are chosen and put in order, and the URL keeps them", async ({ page, quiet }) => {
  await visit(page);
  await chooser(page).click();
  const popup = page.getByRole("dialog", { name: "显示哪些列" });
  await popup.getByRole("button", { name: "隐藏“品牌”" }).click();
  await popup.getByRole("checkbox", { name: "订单数" }).check();
  for (let i = 0; i < 8; i++) {
    await popup.getByRole("button", { name: "上移“订单数”" }).click();
  }
  const titles = () => page.locator("thead th:not(.pick)").allInnerTexts();
  await expect
    .poll(titles)
    .toEqual([
      "编码",
      "订单数",
      "名称",
      "阶段",
      "能源",
      "区域",
      "运营商",
      "开业",
      "交易额",
      "通道费率",
    ]);
  await page.keyboard.press("Escape");
  await expect(chooser(page)).toBeFocused();
  const { items } = await api.get(`${LIST}?limit=3&metrics=orders`);
  const check = async () => {
    for (const { code, values } of items) {
      await expect(cell(page, code, "orders")).toHaveAttribute("data-value", String(values.orders));
    }
  };
  await check();
  await page.reload();
  await check();
  expect((await titles())[1]).toBe("订单数");
  await chooser(page).click();
  await popup.getByRole("button", { name: "恢复默认" }).click();
  await expect.poll(() => parameter(page, "cols")).toBeNull();
  expect(quiet()).toEqual([]);
});

test.describe("a refusal", () => {
  // The browser itself writes a line for every refused request.
  test.use({ allowed: [/status of 4(09|22)/] });

  test("a cell is edited in its place, refused there, and taken back", async ({ page, quiet }) => {
    await withStations("E2E-EDIT", 1, async ([code = ""]) => {
      await visit(page, `&q=${code}`);
      await cell(page, code, "name").dblclick();
      const field = page.getByRole("textbox", { name: /的名称$/ });
      await expect(field).toHaveValue(`站 ${code}`);
      await field.fill("不要");
      await page.keyboard.press("Escape");
      await expect(cell(page, code, "name")).toHaveText(`站 ${code}`);

      // By keys alone; too long a name is refused below the cell.
      await page.keyboard.press("F2");
      await field.fill("长".repeat(5_000));
      await page.keyboard.press("Enter");
      await expect(cell(page, code, "name").getByRole("alert")).toHaveText(
        "“名称”的值无法接受最多 2000 个字",
      );
      await field.fill("新名称");
      await page.keyboard.press("Enter");
      await expect(cell(page, code, "name")).toHaveText("新名称");
      expect((await api.get(one(code))).name).toBe("新名称");
      await expect(page.getByTestId("stations")).toBeFocused();

      await page
        .locator(".toast", { hasText: "新名称" })
        .getByRole("button", { name: "撤销" })
        .click();
      await expect(cell(page, code, "name")).toHaveText(`站 ${code}`);
      expect((await api.get(one(code))).name).toBe(`站 ${code}`);
    });
    expect(quiet()).toEqual([]);
  });

  test("what others wrote since is never taken back with it", async ({ page, quiet }) => {
    await withStations("E2E-SINCE", 1, async ([code = ""]) => {
      await visit(page, `&q=${code}`);
      const edit = async (brand: string) => {
        await cell(page, code, "brand").dblclick();
        await page.getByRole("combobox", { name: /的品牌$/ }).fill(brand);
        await page.keyboard.press("Enter");
        await expect(cell(page, code, "brand")).toHaveText(brand);
      };
      const undo = (brand: string) =>
        page.locator(".toast", { hasText: brand }).getByRole("button", { name: "撤销" }).click();
      await edit("乙");
      expect((await send("PATCH", one(code), { address: "某路 1 号" })).status).toBe(200);
      await undo("“乙”");
      await expect(cell(page, code, "brand")).toHaveText("甲");
      expect(await api.get(one(code))).toMatchObject({ brand: "甲", address: "某路 1 号" });

      await edit("丙");
      expect((await send("PATCH", one(code), { brand: "丁" })).status).toBe(200);
      await expect(cell(page, code, "brand")).toHaveText("丁");
      await undo("“丙”");
      await expect(page.locator(".toast", { hasText: "没有撤销" })).toContainText("丁");
      expect((await api.get(one(code))).brand).toBe("丁");
    });
    expect(quiet()).toEqual([]);
  });
});

test("one stage for many: shown first, written as one, taken back as one", async ({
  page,
  quiet,
}) => {
  await withStations("E2E-BULK", 4, async (codes) => {
    const { today } = await api.get("/api/v1/network");
    const stagesOf = async () =>
      Promise.all(codes.map(async (code) => (await api.get(one(code))).stage));
    for (const code of codes.slice(0, 2)) {
      const said = { valid_from: "2025-01-01", stage: "signed" };
      expect((await api.post(`${one(code)}/cooperation`, said)).status).toBe(201);
    }
    const before = await stagesOf();
    expect(before).toEqual(["signed", "signed", null, null]);
    await visit(page, "&q=E2E-BULK");
    // All of them but the third, which is unticked.
    await page.getByRole("checkbox", { name: "选择全部站点" }).check();
    await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "4");
    await row(page, 2).getByRole("checkbox").uncheck();
    await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "3");
    await page.getByRole("button", { name: "变更阶段…" }).click();
    const dialog = page.getByTestId("bulk-stage");
    await dialog.getByRole("button", { name: "暂停" }).click();
    await dialog.getByRole("textbox", { name: "备注" }).fill("停业检修");

    const answer = await (
      await api.post("/api/v1/cooperation", {
        stations: codes.filter((_, i) => i !== 2),
        stage: "paused",
        valid_from: today,
        dry_run: true,
      })
    ).json();
    for (const count of ["matched", "changed", "unchanged"]) {
      await expect(dialog.locator(`[data-bulk=${count}]`)).toHaveAttribute(
        "data-value",
        String(answer[count]),
      );
    }
    await expect(dialog.locator("[data-before=signed]")).toHaveAttribute("data-value", "2");
    await expect(dialog.locator("[data-before=none]")).toHaveAttribute("data-value", "1");
    await expect(dialog.locator(".bulk-list [data-code]")).toHaveCount(3);
    expect(await stagesOf()).toEqual(before);

    await dialog.getByRole("button", { name: "变更 3 个站点" }).click();
    const toast = page.locator(".toast", { hasText: "已将 3 个站点设为“暂停”" });
    await expect(toast).toBeVisible();
    await expect(row(page, 0).locator("[data-column=stage]")).toHaveText("暂停");
    expect(await stagesOf()).toEqual(["paused", "paused", null, "paused"]);
    const { items } = await api.get(`${one(codes[0] ?? "")}/cooperation`);
    expect(items.at(-1)).toMatchObject({ valid_from: today, stage: "paused", note: "停业检修" });
    await toast.getByRole("button", { name: "撤销" }).click();
    await expect(row(page, 0).locator("[data-column=stage]")).toHaveText("已签约");
    expect(await stagesOf()).toEqual(before);
  });
  expect(quiet()).toEqual([]);
});

test("of very many, before and after counts them all", async ({ page, quiet }) => {
  await visit(page, "&energy=fuel");
  await page.getByRole("checkbox", { name: "选择全部站点" }).check();
  await page.getByRole("button", { name: "变更阶段…" }).click();
  const dialog = page.getByTestId("bulk-stage");
  await dialog.getByRole("button", { name: "暂停" }).click();
  const { rows: standing } = await api.get(
    "/api/v1/stats?metrics=stations&group_by=stage&energy=fuel",
  );
  expect(standing.length).toBeGreaterThan(3);
  for (const { group, values } of standing) {
    if (group.stage === "paused") continue;
    await expect(dialog.locator(`[data-before=${group.stage ?? "none"}]`)).toHaveAttribute(
      "data-value",
      String(values.stations),
    );
  }
  const moves = dialog.locator(".bulk-moves [data-before]");
  const counts = await moves.evaluateAll((all) =>
    all.map((move) => Number(move.getAttribute("data-value"))),
  );
  const changed = Number(await dialog.locator("[data-bulk=changed]").getAttribute("data-value"));
  expect(counts.reduce((a, b) => a + b, 0)).toBe(changed);
  expect(changed).toBeGreaterThan(1_000);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(quiet()).toEqual([]);
});

test("rows between two clicks are chosen with the shift key, and another question begins anew", async ({
  page,
  quiet,
}) => {
  await visit(page);
  await row(page, 2).getByRole("checkbox").click();
  await row(page, 7)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "6");
  await expect(page.locator("tr[aria-selected=true]")).toHaveCount(6);
  const first = await row(page, 0).getAttribute("data-code");
  await page.locator("thead").getByRole("button", { name: "名称" }).click();
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "6");
  // In another order the rows between are others: only the one that is clicked is chosen.
  await expect(row(page, 0)).not.toHaveAttribute("data-code", first ?? "");
  await row(page, 15)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("chosen")).toHaveAttribute("data-count", "7");
  await page.getByRole("searchbox").fill("公园");
  await expect(page.getByTestId("chosen")).toHaveCount(0);
  expect(quiet()).toEqual([]);
});

test("a station that comes in above moves nothing in sight", async ({ page, quiet }) => {
  await visit(page);
  await expect(page.getByTestId("live")).toHaveClass(/open/);
  await scrollTo(page, 34 * 300);
  await expect(row(page, 310)).toHaveAttribute("data-code", /./);
  const code = await row(page, 310).getAttribute("data-code");
  const place = async () => {
    const box = await page.locator(`tr[data-code="${code}"]`).boundingBox();
    return Math.round(box?.y ?? 0);
  };
  const before = await place();
  const { matched } = await api.get(`${LIST}?limit=1`);
  await withStations("A-E2E-ABOVE", 1, async () => {
    await expect(page.getByTestId("stations")).toHaveAttribute("data-matched", String(matched + 1));
    await expect(page.locator(`tr[data-code="${code}"]`)).toHaveAttribute("aria-rowindex", "313");
    expect(await place()).toBe(before);
  });
  await expect(page.locator(`tr[data-code="${code}"]`)).toHaveAttribute("aria-rowindex", "312");
  expect(await place()).toBe(before);
  expect(quiet()).toEqual([]);
});

test("a list that becomes shorter, or empty, is never out of sight", async ({ page, quiet }) => {
  await withStations("E2E-LESS", 90, async (codes) => {
    await visit(page, "&q=E2E-LESS");
    await scrollTo(page, 34 * 90);
    await expect(row(page, 89)).toBeInViewport();
    // Whoever stands at the end goes on seeing the same rows.
    const { items } = await api.get(`${LIST}?q=E2E-LESS&limit=100`);
    const listed = items.map((item: Exposed) => item.code);
    const stays = page.locator(`tr[data-code="${listed[80]}"]`);
    const before = await stays.boundingBox();
    for (const code of listed.slice(0, 20)) await send("DELETE", one(code));
    await expect(page.getByTestId("stations")).toHaveAttribute("data-matched", "70");
    await expect.poll(async () => (await stays.boundingBox())?.y).toBe(before?.y);
    for (const code of listed.slice(20, 85)) await send("DELETE", one(code));
    await expect(page.getByTestId("stations")).toHaveAttribute("data-matched", "5");
    for (const index of [0, 4]) await expect(row(page, index)).toBeInViewport();
    for (const code of codes) await send("DELETE", one(code));
    await expect(page.getByTestId("none")).toBeVisible();
    const [code = ""] = codes;
    const made = { code, name: code, location: [110.1, 19.2], opened_on: "2024-01-01" };
    expect((await api.post(LIST, made)).status).toBe(201);
    await expect(page.locator(`tr[data-code="${code}"]`)).toBeInViewport();
  });
  expect(quiet()).toEqual([]);
});

test("the files hold as many stations as the list", async ({ page, quiet }) => {
  await visit(page, "&within=460000&q=中国&bbox=109,18,111,19.8");
  const q = encodeURIComponent("中国");
  const matched = await expectMatched(page, `&set=admin&within=460000&q=${q}&bbox=109,18,111,19.8`);
  expect(matched).toBeGreaterThan(0);
  const file = async (name: string) =>
    fetch(api.url + (await page.getByRole("link", { name }).getAttribute("href")));
  const lines = (await (await file("导出 CSV")).text()).trim().split("\n");
  expect(lines.length).toBe(matched + 1);
  expect((await file("导出 XLSX")).headers.get("content-type")).toContain("spreadsheetml");
  expect(quiet()).toEqual([]);
});

test.describe("without an answer", () => {
  test.use({ allowed: [/Failed to load|ERR_FAILED/] });
  test("the list says so, and goes on when it is asked again", async ({ page, quiet }) => {
    let down = true;
    await page.route(/\/api\/v1\/stations\?/, (route) => {
      const further = !route.request().url().includes("offset=0");
      return down && further ? route.abort() : route.continue();
    });
    await visit(page);
    await scrollTo(page, 34 * 180);
    const note = page.locator(".station-scroll").getByRole("alert");
    await expect(note).toBeVisible();
    // What is there stays.
    await expect(row(page, 190)).toHaveAttribute("data-code", /./);
    down = false;
    await note.getByRole("button", { name: "重试" }).click();
    await expect(row(page, 205)).toHaveAttribute("data-code", /./);
    await expect(note).toHaveCount(0);
    expect(quiet()).toEqual([]);
  });
});

test("as it was known is read only", async ({ page, quiet }) => {
  const known = encodeURIComponent(new Date().toISOString());
  await visit(page, `&known_at=${known}&cols=name`);
  await row(page, 0).getByRole("checkbox").click();
  await expect(page.getByRole("button", { name: "变更阶段…" })).toBeDisabled();
  await row(page, 0).locator("[data-column=name]").dblclick();
  await expect(page.locator(".cell-editor")).toHaveCount(0);
  expect(quiet()).toEqual([]);
});

test("on a phone it is a list that leads to the stations' pages", async ({ page, quiet }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, "&sort=-gmv");
  const { items, matched } = await api.get(`${LIST}?limit=400&metrics=gmv&sort=-gmv`);
  await expect(page.getByTestId("matched")).toHaveAttribute("data-value", String(matched));
  const card = (index: number) => page.locator(`li[aria-posinset="${index + 1}"]`);
  for (const index of [0, 3])
    await expect(card(index)).toHaveAttribute("data-code", items[index].code);
  await scrollTo(page, 68 * 350);
  await expect(card(355)).toHaveAttribute("data-code", items[355].code);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect(await violations(page)).toEqual([]);
  await card(355).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(items[355].name);
  expect(quiet()).toEqual([]);
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing serious (${theme})`, async ({ page, quiet }) => {
    await page.goto(`${api.url}/stations?lang=en&theme=${theme}&bbox=109,18,111,19.8`);
    await rows(page).first().waitFor();
    await page.getByTestId("stations").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    expect(await violations(page), "a cell that is edited").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Columns" }).click();
    expect(await violations(page), "the columns").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Change stage…" }).click();
    await expect(page.getByTestId("bulk-preview")).toBeVisible();
    expect(await violations(page), "the stage of many").toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("bulk-stage")).toHaveCount(0);
    expect(quiet()).toEqual([]);
  });
}
