// Whole ways through the product, as its users go them: the manager's one question on every
// page, the steward's file that reaches an open map, the developer's tile address. The
// analyst's way is fees.spec, the operations lead's campaigns.spec.
import { VectorTile } from "@mapbox/vector-tile";
import type { Page } from "@playwright/test";
import { PbfReader } from "pbf";
import { api, type Exposed, expect, expectTotals, parameter, settled, test } from "./fixtures";

const LOOK = "lang=zh&theme=light";
const QUESTION = "&set=admin&within=440000&at=2026-06-30&energy=fuel";

const figureOf = (page: Page, test: string, figure: string) =>
  page.getByTestId(test).locator(`[data-figure=${figure}]`);

const turnTo = (page: Page, name: string) =>
  page.locator(".nav").getByRole("link", { name, exact: true }).click();

test("a regional manager asks once, and every page gives the same numbers", async ({
  page,
  open,
}) => {
  await open(`/?${LOOK}&within=440000&at=2026-06-30&energy=fuel`);
  await expectTotals(page, QUESTION);
  const { total } = await api.get(
    `/api/v1/stats?metrics=stations,online,coverage_rate,channel_fee,fee_rate${QUESTION}`,
  );
  const is = (id: string) => String(total.values[id] ?? "");

  await turnTo(page, "站点");
  await expect(page.getByTestId("matched")).toHaveAttribute("data-value", is("stations"));

  await turnTo(page, "通道费");
  for (const id of ["channel_fee", "fee_rate"]) {
    await expect(figureOf(page, "headline", id)).toHaveAttribute("data-value", is(id));
  }

  await turnTo(page, "合作");
  await expect(figureOf(page, "bridge", "online_after")).toHaveAttribute(
    "data-value",
    is("online"),
  );
  await expect(figureOf(page, "bridge", "coverage_rate")).toHaveAttribute(
    "data-value",
    is("coverage_rate"),
  );

  // And back, to the same map.
  await turnTo(page, "地图");
  await settled(page);
  await expectTotals(page, QUESTION);
  expect(parameter(page, "within")).toBe("440000");
  expect(parameter(page, "at")).toBe("2026-06-30");
});

test("a data steward's file is on an open map at once, and gone when it is undone", async ({
  page,
  open,
  context,
}) => {
  test.setTimeout(180_000);
  const own = `JOURNEY-${Date.now()}`;
  await open(`/?${LOOK}&within=460000`);
  const shown = page.locator("[data-testid=totals] [data-metric=stations]");
  const before = Number(await shown.getAttribute("data-value"));

  const desk = await context.newPage();
  await desk.goto(`${api.url}/import?${LOOK}`);
  await desk.getByTestId("file").setInputFiles({
    name: "hainan.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `code,name,longitude,latitude\n${own}-1,海口一站,110.2,19.95\n${own}-2,海口二站,110.3,19.9\n`,
    ),
  });
  await desk.getByTestId("places").locator("[data-crs=wgs84]").click();
  await desk.getByRole("button", { name: "检查", exact: true }).click();
  await expect(desk.getByTestId("result").locator("[data-figure=new]")).toHaveAttribute(
    "data-value",
    "2",
  );
  await desk.getByTestId("commit").click();
  await expect(desk.getByTestId("done")).toBeVisible();

  // Nobody has touched the map.
  await expect(shown).toHaveAttribute("data-value", String(before + 2));
  const job = await api.get(`/api/v1/imports/${parameter(desk, "job")}`);
  const undone = await api.post(`/api/v1/revisions/${job.report.revision}/undo`, {});
  expect(undone.ok).toBe(true);
  await expect(shown).toHaveAttribute("data-value", String(before));
  await desk.close();
});

test("a developer's tile address counts what the statistics count", async () => {
  const ZOOM = 3;
  const question = "stage=online&at=2026-06-30";
  const { total } = await api.get(`/api/v1/stats?metrics=stations&${question}`);
  const { tiles } = await api.get(`/tiles/stations?${question}`);
  const numbers = Array.from({ length: 2 ** ZOOM }, (_, i) => i);
  let counted = 0;
  for (const x of numbers) {
    for (const y of numbers) {
      const address = tiles[0].replace("{z}", ZOOM).replace("{x}", x).replace("{y}", y);
      const answer = await fetch(address);
      if (answer.status === 204) continue;
      expect(answer.status, address).toBe(200);
      const { layers } = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer())));
      counted += layers.stations?.length ?? 0;
      const clusters: Exposed = layers.clusters;
      for (let i = 0; i < (clusters?.length ?? 0); i++) {
        counted += clusters.feature(i).properties.count;
      }
    }
  }
  expect(counted).toBe(total.values.stations);
});
