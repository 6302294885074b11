// The import page: a file is recognised, corrected, checked, imported and undone. The stations are
// the test's own, and in the end there are none of them.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { api, type Exposed, expect, parameter, test } from "./fixtures";

const LOOK = "lang=zh&theme=light";
const OWN = `E2E-${Date.now()}`;

const HEAD = "站点编码;站点名称;品牌;经度;纬度;Opening";
/** Two sound rows, and one without a place; prose above the header. */
const FIRST = `某某公司站点清单\n${HEAD}\n${OWN}-1;一站;壳牌;121.5;31.2;x\n${OWN}-2;二站;壳牌;121.6;31.3;x\n${OWN}-3;三站;;;;x\n`;
const SECOND = `${HEAD}\n${OWN}-1;一站;中石化;121.5;31.2;x\n${OWN}-2;二站;壳牌;121.6;31.3;x\n`;

const figure = (page: Page, name: string) =>
  page.getByTestId("result").locator(`[data-figure=${name}]`);

async function visit(page: Page, more = "") {
  await page.goto(`${api.url}/import?${LOOK}${more}`);
  await expect(page.getByTestId("recent")).toBeVisible();
}

async function drop(page: Page, name: string, file: string | Buffer) {
  await page.getByTestId("file").setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(file as string),
  });
  await expect(page.getByTestId("file-bar")).toContainText(name);
}

/** The import that is in view, once it is over. */
async function over(page: Page): Promise<Exposed> {
  await expect(page.getByTestId("result")).toBeVisible();
  return api.get(`/api/v1/imports/${parameter(page, "job")}`);
}

async function check(page: Page): Promise<Exposed> {
  await page.getByRole("button", { name: "检查", exact: true }).click();
  const job = await over(page);
  for (const name of ["new", "changed", "unchanged", "rejected"]) {
    await expect(figure(page, name)).toHaveAttribute("data-value", String(job.report[name]));
  }
  return job;
}

async function commit(page: Page): Promise<number> {
  await page.getByTestId("commit").click();
  await expect(page.getByTestId("done")).toBeVisible();
  const { report } = await api.get(`/api/v1/imports/${parameter(page, "job")}`);
  await expect(page.getByTestId("done")).toContainText(`修订 ${report.revision}`);
  return report.revision;
}

const status = async (path: string) => (await fetch(api.url + path)).status;

test.afterEach(({ quiet }) => {
  expect(quiet()).toEqual([]);
});

test("a file is recognised, checked, imported and undone", async ({ page }) => {
  test.setTimeout(180_000);
  await visit(page);
  await drop(page, "list.csv", FIRST);
  const look = await api.get(`/api/v1/uploads/${parameter(page, "upload")}`);
  expect(look).toMatchObject({ kind: "stations", delimiter: ";", header_line: 2, rows: 3 });
  const reading = page.getByTestId("reading");
  await expect(reading.getByRole("combobox", { name: "内容" })).toHaveText("站点");
  await expect(page.getByTestId("file-bar")).toContainText("表头在第 2 行");
  for (const { name, confidence } of look.columns) {
    const row = page.getByTestId("columns").locator(`tr[data-column="${name}"]`);
    await expect(row.locator("[data-confidence]")).toHaveAttribute("data-confidence", confidence);
  }

  // The three systems as the API counts them, and the points on a map.
  for (const { crs, inside } of look.places.systems) {
    const system = page.getByTestId("places").locator(`[data-crs=${crs}] [data-inside]`);
    await expect(system).toHaveAttribute("data-inside", String(inside));
  }
  await expect(page.getByTestId("points-map").locator("canvas")).toBeVisible();

  // A column that nobody knows is kept as the user says.
  const column = page.getByTestId("columns").locator("tr[data-column=Opening]");
  await column.getByRole("combobox").click();
  await page.locator(".ant-select-item-option", { hasText: "作为站点属性保留" }).click();
  await expect(column.locator("[data-confidence]")).toHaveAttribute("data-confidence", "mapped");
  expect(parameter(page, "columns")).toBe("Opening=attributes.Opening");

  const before = (await api.get("/api/v1/revisions?limit=1")).revision;
  const { report } = await check(page);
  expect([report.new, report.changed, report.rejected]).toEqual([2, 0, 1]);
  expect(await status(`/api/v1/stations/${OWN}-1`)).toBe(404);
  const rejected = page.getByTestId("rejected").locator("tbody tr");
  await expect(rejected.first()).toContainText(String(report.errors[0].line));
  await expect(rejected.first()).toContainText("经纬度为空");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("result").getByRole("link", { name: "CSV" }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  const [head, ...lines] = text.trim().split(/\r?\n/);
  expect(head).toContain(`${HEAD.replaceAll(";", ",")},原行号,出错列,出错内容,拒绝原因`);
  expect(lines).toEqual([`${OWN}-3,三站,,,,x,5,纬度,,经纬度为空`]);

  await expect(page.getByTestId("commit")).toHaveText("导入其余 2 行");
  const first = await commit(page);
  expect(first).toBeGreaterThan(before);
  expect(await api.get(`/api/v1/stations/${OWN}-1`)).toMatchObject({ brand: "壳牌" });

  // The rejected row, mended where it stands and dropped again, with all that was said of it.
  await page.getByRole("button", { name: "再导入一个文件" }).click();
  await drop(page, "mended.csv", text.replace(`${OWN}-3,三站,,,,`, `${OWN}-3,三站,,121.7,31.4,`));
  const mended = await check(page);
  expect([mended.report.rows, mended.report.new, mended.report.rejected]).toEqual([1, 1, 0]);
  await commit(page);
  expect((await api.get(`/api/v1/stations/${OWN}-3`)).location).toEqual([121.7, 31.4]);

  // The next file changes a brand: before and after, then all of it taken back.
  await page.getByRole("button", { name: "再导入一个文件" }).click();
  await drop(page, "second.csv", SECOND);
  const second = await check(page);
  expect([second.report.new, second.report.changed, second.report.unchanged]).toEqual([0, 1, 1]);
  const change = page.getByTestId("changed").locator(`tr[data-thing="${OWN}-1"]`);
  await expect(change).toHaveCount(1);
  await expect(change.locator("del")).toHaveText("壳牌");
  await expect(change.locator("ins")).toHaveText("中石化");
  await expect(page.getByTestId("commit")).toHaveText("导入 1 行");
  const made = await commit(page);
  expect((await api.get(`/api/v1/stations/${OWN}-1`)).brand).toBe("中石化");

  // Leaving and coming back finds it again.
  await page.reload();
  await expect(page.getByTestId("done")).toContainText(`修订 ${made}`);
  const done = page.getByTestId("done");
  await done.getByRole("button", { name: `撤销修订 ${made}` }).click();
  await expect(done).toContainText("站点 修改 1");
  await done.getByRole("button", { name: "确认撤销" }).click();
  await expect(page.getByTestId("undone")).toBeVisible();
  expect((await api.get(`/api/v1/stations/${OWN}-1`)).brand).toBe("壳牌");
  const recent = page.getByTestId("recent");
  await expect(recent.locator(`tr[data-revision="${made}"]`)).toContainText("已被修订");

  // What is exported as a workbook says nothing new; then the first import goes, too.
  const filter = encodeURIComponent(`code LIKE '${OWN}%'`);
  const book = await fetch(`${api.url}/api/v1/exports/stations?format=xlsx&filter=${filter}`);
  await page.getByRole("button", { name: "再导入一个文件" }).click();
  await drop(page, "again.xlsx", Buffer.from(await book.arrayBuffer()));
  const again = await check(page);
  expect([again.report.rows, again.report.unchanged]).toEqual([3, 3]);
  await expect(page.getByTestId("commit")).toBeDisabled();

  // What an import made goes with its undo, from the list as well; the first one's has been changed since.
  await page.getByRole("button", { name: "换一个文件" }).click();
  await drop(page, "third.csv", `${HEAD}\n${OWN}-9;三站;壳牌;121.5;31.2;x\n`);
  await check(page);
  const third = await commit(page);
  const row = recent.locator(`tr[data-revision="${third}"]`);
  await row.getByRole("button", { name: `撤销修订 ${third}` }).click();
  await expect(row).toContainText("站点 删除 1");
  await row.getByRole("button", { name: "确认撤销" }).click();
  await expect(row).toContainText("已被修订");
  expect(await status(`/api/v1/stations/${OWN}-9`)).toBe(404);
  for (const number of [1, 2, 3]) await api.delete(`/api/v1/stations/${OWN}-${number}`);
});

test("cells can be pasted, and what is only guessed is said to the import", async ({ page }) => {
  await visit(page);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
  }, `idImpianto\tLatitudine\tLongitudine\n${OWN}-8\t31.2\t121.5\n`);
  await expect(page.getByTestId("file-bar")).toContainText("粘贴的表格.csv");
  const look = await api.get(`/api/v1/uploads/${parameter(page, "upload")}`);
  expect(look.columns.map((c: Exposed) => c.confidence)).toEqual(Array(3).fill("content"));
  const { report, problem } = await check(page);
  expect([look.delimiter, problem, report.new, report.rejected]).toEqual(["tab", null, 1, 0]);
});

test.describe("a file that cannot be read so", () => {
  test.use({ allowed: [/status of 422/] });
  test("says at what it fails, and is read otherwise", async ({ page }) => {
    await visit(page);
    const text = "code,name\n1,Caf\xe9 Roma\n2,Citt\xe0\n3,Per\xf9\n4,Sal\xec\n";
    await page.getByTestId("file").setInputFiles({
      name: "latin.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(text, "latin1"),
    });
    await expect(page.getByTestId("import").getByRole("alert")).toContainText("看不出文件的编码");
    await page.getByRole("combobox", { name: "编码", exact: true }).click();
    await page.locator(".ant-select-item-option", { hasText: "WINDOWS-1252" }).click();
    await expect(page.getByTestId("columns")).toContainText("Café Roma");
    // Nothing says what these are: nothing can be checked before the user does.
    await expect(page.getByRole("button", { name: "检查", exact: true })).toBeDisabled();
  });
});

for (const theme of ["light", "dark"]) {
  test(`the page is accessible in ${theme}`, async ({ page }) => {
    await visit(page, `&theme=${theme}`.replace("&theme=light", ""));
    expect(await violations(page)).toEqual([]);
    await drop(page, "axe.csv", FIRST);
    await expect(page.getByTestId("points-map").locator("canvas")).toBeVisible();
    await check(page);
    expect(await violations(page)).toEqual([]);
  });
}
