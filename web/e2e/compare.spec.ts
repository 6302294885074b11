// Two dates compared: every number is the API's for one date or the other.
import { api, type Exposed, expect, parameter, settled, test } from "./fixtures";

const THEN = "2026-03-31";
const NOW = "2026-09-30";

test("metric, stages and movements of both dates are the API's", async ({ open }) => {
  const page = await open(
    `/?lang=zh&theme=light&metric=online&at=${NOW}&compare=${THEN}&within=440000`,
  );
  const question = "&set=admin&within=440000";
  const stats = (at: string) => api.get(`/api/v1/stats?metrics=online&at=${at}${question}`);
  const [then, now] = [await stats(THEN), await stats(NOW)];
  const panel = page.getByTestId("compare");
  const side = (name: string) => panel.locator(`[data-side=${name}]`);
  await expect(side("before")).toHaveAttribute("data-value", String(then.total.values.online));
  await expect(side("after")).toHaveAttribute("data-value", String(now.total.values.online));
  const net = now.total.values.online - then.total.values.online;
  await expect(side("change")).toHaveAttribute("data-value", String(net));

  const moves = await api.get(`/api/v1/cooperation/changes?from=${THEN}&to=${NOW}${question}`);
  const { values } = moves.total;
  for (const movement of ["joined", "resumed", "paused", "left", "net"]) {
    await expect(panel.locator(`[data-movement=${movement}]`)).toHaveAttribute(
      "data-value",
      String(values[movement]),
    );
  }
  expect(values.joined + values.resumed - values.paused - values.left).toBe(values.net);
  expect(values.net).toBe(net);

  const byCity = async (at: string) =>
    (await api.get(`/api/v1/stats?metrics=online&level=city&at=${at}${question}`)).rows;
  const before = new Map((await byCity(THEN)).map((r: Exposed) => [r.region, r.values.online]));
  const rises = (await byCity(NOW))
    .map((r: Exposed) => r.values.online - Number(before.get(r.region)))
    .sort((a: number, b: number) => b - a);
  await expect(panel.getByTestId("changes").getByRole("button").first()).toHaveAttribute(
    "data-value",
    String(rises[0]),
  );
  await settled(page);
});

test("both sides are always of the same question, however late one of them comes", async ({
  open,
}) => {
  const online = async (more: string) => {
    const of = async (at: string) =>
      (await api.get(`/api/v1/stats?metrics=online&at=${at}${more}`)).total.values.online;
    return `${await of(THEN)} ${await of(NOW)}`;
  };
  const page = await open(`/?lang=zh&theme=light&at=${NOW}&compare=${THEN}`);
  const row = page.getByTestId("changes").getByRole("button").first();
  const region = await row.getAttribute("data-region");
  const [all, one] = [await online(""), await online(`&set=admin&within=${region}`)];
  const figure = page.getByTestId("compare-figure");
  await expect(figure.locator("[data-side=before]")).toHaveAttribute(
    "data-value",
    all.split(" ")[0] as string,
  );
  await page.evaluate(() => {
    const shown = new Set<string>();
    const look = () => {
      const value = (side: string) =>
        document.querySelector<HTMLElement>(`[data-testid=compare-figure] [data-side=${side}]`)
          ?.dataset.value;
      if (value("before")) shown.add(`${value("before")} ${value("after")}`);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
    });
    Object.assign(window, { shown });
  });
  // The earlier date's answers take their time.
  await page.route(
    (url) => url.pathname === "/api/v1/stats" && url.searchParams.get("at") === THEN,
    async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    },
  );
  await row.click();
  await expect(figure.locator("[data-side=after]")).toHaveAttribute(
    "data-value",
    one.split(" ")[1] as string,
  );
  await expect(figure.locator("[data-side=before]")).toHaveAttribute(
    "data-value",
    one.split(" ")[0] as string,
  );
  const shown = await page.evaluate(() => [...(window as Exposed).shown]);
  expect(shown).toEqual([all, one]);
  await page.unrouteAll({ behavior: "wait" });
  await settled(page);
});

test("a movement opens to its stations, and a station to its card", async ({ open }) => {
  const page = await open(`/?lang=en&theme=light&at=${NOW}&compare=${THEN}`);
  const { list } = await api.get(
    `/api/v1/cooperation/changes?from=${THEN}&to=${NOW}&list=joined&limit=20`,
  );
  await page.locator("[data-movement=joined]").click();
  const moved = page.getByTestId("moved");
  await expect(moved.locator("li")).toHaveCount(list.items.length);
  // The stage is more than the colour of a dot.
  await expect(moved.getByRole("button", { name: /Online/ })).toHaveCount(
    list.items.filter((s: Exposed) => s.stage_after === "online").length,
  );
  await moved.getByRole("button").first().click();
  await expect(page.getByTestId("station-card")).toContainText(list.items[0].name);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("compare")).toBeVisible();
  await settled(page);
});

test("the switch begins a comparison, the second handle moves its date, and it ends", async ({
  open,
}) => {
  const page = await open("/?lang=zh&theme=light&metric=gmv");
  await page.getByRole("button", { name: "对比两个日期" }).click();
  await expect(page.getByTestId("compare")).toBeVisible();
  const begun = parameter(page, "compare");
  expect(begun).toBeTruthy();
  await page.getByRole("slider", { name: "对比月份" }).press("ArrowLeft");
  await expect.poll(() => parameter(page, "compare")).not.toBe(begun);
  const at = parameter(page, "compare") as string;
  await expect(page.getByTestId("compare")).toHaveAttribute("data-before", at);
  const { total } = await api.get(`/api/v1/stats?metrics=gmv&at=${at}`);
  await expect(page.locator("[data-testid=compare-figure] [data-side=before]")).toHaveAttribute(
    "data-value",
    total.values.gmv,
  );
  await page.getByRole("button", { name: "百分比" }).click();
  expect(parameter(page, "change")).toBe("relative");
  await page.getByRole("button", { name: "结束对比" }).click();
  await expect(page.getByTestId("overview")).toBeVisible();
  expect(parameter(page, "compare")).toBeNull();
  await settled(page);
});
