// The page when something is not as usual: no network, no stations, another
// base map, wrong questions, no WebGL.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  api,
  drawn,
  type Exposed,
  expect,
  expectTotals,
  parameter,
  settled,
  test,
} from "./fixtures";
import { startServer } from "./server";

test.describe("without a network", () => {
  test.use({ allowed: [/ERR_INTERNET_DISCONNECTED/, /Failed to (load|fetch)/] });
  test("a banner says so, what was seen stays, and all of it comes back", async ({
    open,
    context,
  }) => {
    const page = await open();
    await expectTotals(page, "");
    await context.setOffline(true);
    const banner = page.locator(".offline");
    await expect(banner).toHaveText(/网络已断开/);
    await expect(banner).toHaveRole("alert");
    expect((await drawn(page, "stations-clusters")).length).toBeGreaterThan(5);
    await expect(page.getByTestId("totals")).toBeVisible();
    // Only one thing at a time stands at the top.
    const at = await banner.boundingBox();
    for (const other of [".top-middle", ".top-left", ".top-right"]) {
      const box = await page.locator(other).boundingBox();
      const apart =
        !at ||
        !box ||
        at.x >= box.x + box.width ||
        box.x >= at.x + at.width ||
        at.y >= box.y + box.height ||
        box.y >= at.y + at.height;
      expect(apart, other).toBe(true);
    }
    await context.setOffline(false);
    await expect(banner).toBeHidden();
    await page.getByTestId("rail").getByRole("button", { name: "在线" }).click();
    await expectTotals(page, "&stage=online");
    await expect(page.getByTestId("live")).toHaveClass(/open/, { timeout: 45_000 });
    await settled(page);
  });
});

test("a database without stations shows how to get them in", async ({ open }) => {
  const server = await startServer(["serve"]);
  try {
    const page = await open("/?lang=zh&theme=light", server.url);
    await expect(page.getByRole("heading", { name: "还没有站点" })).toBeVisible();
    await expect(page.getByText("forecourt import stations stations.csv")).toBeVisible();
    await expect(page.locator("[data-testid=totals] [data-metric=stations]")).toHaveText("0");
    await expect(page.locator("[data-testid=totals] [data-metric=coverage_rate]")).toHaveText("—");
    await expect(page.getByRole("button", { name: "按月播放" })).toBeDisabled();

    // A metric that no region has is a dash, in the ranking too.
    await page.goto(`${server.url}/?lang=zh&theme=light&metric=coverage_rate`);
    await expect(page.getByTestId("ranking").locator("b").first()).toHaveText("—");

    // The first station takes the page out of this state, without a reload.
    const answer = await fetch(`${server.url}/api/v1/stations`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-actor": "tester" },
      body: JSON.stringify({ code: "A-1", name: "一号站", location: [121.47, 31.23] }),
    });
    expect(answer.status).toBe(201);
    await expect(page.getByRole("heading", { name: "还没有站点" })).toBeHidden();
    await expect(page.locator("[data-testid=totals] [data-metric=stations]")).toHaveText("1");
    await settled(page);
  } finally {
    await server.stop();
  }
});

test("another base map lies under our layers", async ({ open }) => {
  const square = [
    [70, 10],
    [140, 10],
    [140, 55],
    [70, 55],
    [70, 10],
  ];
  const style = {
    version: 8,
    sources: {
      elsewhere: {
        type: "geojson",
        attribution: "© Elsewhere",
        data: { type: "Polygon", coordinates: [square] },
      },
    },
    layers: [
      { id: "their-sea", type: "background", paint: { "background-color": "#204060" } },
      { id: "their-land", type: "fill", source: "elsewhere", paint: { "fill-color": "#608040" } },
      {
        id: "their-names",
        type: "symbol",
        source: "elsewhere",
        layout: { "text-field": "somewhere" },
      },
    ],
  };
  const asked: string[] = [];
  const other = createServer((request, answer) => {
    asked.push(request.url ?? "");
    answer.writeHead(200, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    answer.end(JSON.stringify(style));
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  const server = await startServer(["demo", "--basemap", `http://127.0.0.1:${port}/style.json`]);
  try {
    const requests: string[] = [];
    const page = await open("/?lang=zh&theme=light", server.url);
    page.on("request", (request) => requests.push(request.url()));
    expect(asked).toEqual(["/style.json"]);
    expect((await drawn(page, "stations-clusters")).length).toBeGreaterThan(5);
    const order = async () =>
      page.evaluate(() =>
        (window as Exposed).forecourtMap
          .getStyle()
          .layers.filter((l: Exposed) => l.type !== "background" || l.id === "their-sea")
          .map((l: Exposed) => l.id.replace(/-\d+-/, "-n-")),
      );
    const expected = [
      "their-sea",
      "their-land",
      "regions-n-fill",
      "regions-n-line",
      "stations-heat",
      "their-names",
      "stations-shadows",
      "stations-points",
      "stations-names",
      "stations-clusters",
    ];
    expect(await order()).toEqual(expected);
    await expect(page.locator(".maplibregl-ctrl-attrib")).toContainText("© Elsewhere");
    // Theme and date leave it as it is.
    await page.getByRole("button", { name: "深色模式" }).click();
    await page.keyboard.press("ArrowLeft");
    await settled(page);
    await expect.poll(order).toEqual(expected);
    expect(requests.filter((url) => url.includes("/basemap/"))).toEqual([]);
  } finally {
    await server.stop();
    other.closeAllConnections();
    other.close();
  }
});

test.describe("a wrong question", () => {
  test.use({ allowed: [/status of 4\d\d|ERR_FAILED/] });
  test("tells why as soon as the words can be loaded", async ({ page }) => {
    let offline = true;
    await page.route(/reason-text-.*\.js/, (route) => (offline ? route.abort() : route.continue()));
    await page.goto(`${api.url}/cooperation?lang=zh&theme=light&filter=foo%20%3D%201`);
    const note = page.getByTestId("regions").getByRole("alert");
    await expect(note).toContainText("“高级条件”的值无法接受");
    await expect(note).not.toContainText("没有属性");
    offline = false;
    await note.getByRole("button", { name: "重试" }).click();
    await expect(note).toContainText("没有属性“foo”，可用的有：code、name、");
  });

  test("about a region that is not there leaves nothing waiting", async ({ page }) => {
    for (const path of ["/cooperation", "/fees"]) {
      await page.goto(`${api.url}${path}?lang=zh&theme=light&within=999999`);
      await expect(page.getByRole("alert").first()).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
    }
  });

  test("is told in the reader's language, with why", async ({ open }) => {
    const page = await open("/?lang=zh&theme=light&brand=x&within=999999");
    const note = page.getByTestId("overview").getByRole("alert").first();
    await expect(note).toContainText("“区域”的值无法接受");
    await expect(note).toContainText("这个区域体系里没有这个代码");
    await expect(note).toContainText("999999");
    await expect(note).not.toContainText("the code of");
    // Nothing pretends to be on its way.
    await expect(page.locator(".skeleton")).toHaveCount(0);
    await page.getByRole("button", { name: "切换到英文" }).click();
    await expect(note).toContainText("The value of “region” is not accepted");
    await page.getByTestId("overview").getByRole("button", { name: "Show all regions" }).click();
    await expect.poll(() => parameter(page, "within")).toBeNull();
    await expectTotals(page, "&brand=x");
    await expect(page.getByTestId("ranking").locator("li").first()).toBeVisible();
  });

  test("about a station that is not there says which", async ({ open }) => {
    const page = await open("/?lang=zh&theme=light&station=NO-SUCH");
    await expect(page.getByTestId("station-card")).toContainText("没有编码为 NO-SUCH 的站点");
    await page.keyboard.press("Escape");
    await expectTotals(page, "");
  });
});

test.describe("a server that fails", () => {
  test.use({ allowed: [/status of 503/] });
  test("is said, and asked again on demand", async ({ open, page }) => {
    await page.route(/\/api\/v1\/stats\?metrics=stations,closed/, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ title: "Service Unavailable", status: 503, detail: "busy" }),
      }),
    );
    await open();
    const note = page.getByTestId("overview").getByRole("alert").first();
    await expect(note).toContainText("服务器正忙，请稍后重试");
    await page.unroute(/\/api\/v1\/stats\?metrics=stations,closed/);
    await note.getByRole("button", { name: "重试" }).click();
    await expectTotals(page, "");
  });
});

test("without WebGL the numbers are there, and the map says why it is not", async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: unknown,
      kind: string,
      ...more: unknown[]
    ) {
      if (/webgl/.test(kind)) return null;
      return (original as Exposed).call(this, kind, ...more);
    } as typeof original;
  });
  await page.goto(`${api.url}/?lang=zh&theme=light`);
  await expect(page.getByText("地图无法显示")).toBeVisible();
  await expectTotals(page, "");
});
