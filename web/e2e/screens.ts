// Pictures of the pages: two sizes, two themes, two languages, into web/screens.
import { mkdirSync } from "node:fs";
import { type Page, test } from "@playwright/test";
import { api, settled } from "./fixtures";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

mkdirSync("screens", { recursive: true });

/** What is opened on the country's map, and how. */
const OPENED: Record<string, (page: Page, phone: boolean) => Promise<void>> = {
  search: async (page) => {
    await page.locator("#search").fill("江");
    await page.getByRole("option").first().waitFor();
  },
  share: (page) => page.locator("[aria-haspopup=menu]").click(),
  calendar: async (page) => {
    await page.getByRole("button", { name: /选择日期|Pick a date/ }).click();
    await page.locator(".ant-picker-panel").waitFor();
  },
  brands: async (page, phone) => {
    if (phone) await page.getByRole("tab").last().click();
    await page.getByTestId("filter-brand").getByRole("combobox").click();
    await page.locator(".ant-select-item-option").first().waitFor();
  },
  help: (page) => page.keyboard.press("?"),
  early: async (page) => {
    await page.goto(`${page.url()}&at=2024-02-29`);
  },
  form: async (page, phone) => {
    const { items } = await api.get("/api/v1/stations?limit=1&stage=signed");
    await page.goto(`${page.url()}&station=${encodeURIComponent(items[0].code)}`);
    await page.getByTestId("stages").locator("li").first().waitFor();
    await page.getByTestId("station-card").locator("section .text-button").first().click();
    await page.locator(".stage-form").waitFor();
    if (phone) await page.locator(".stage-form").scrollIntoViewIfNeeded();
  },
  none: async (page, phone) => {
    await page.goto(`${page.url()}&filter=${encodeURIComponent("name = 'x'")}`);
    if (phone) await page.getByRole("tab").first().click();
  },
  overview: async (page, phone) => {
    if (!phone) return;
    await page.getByRole("tab").first().click();
  },
  filters: async (page, phone) => {
    if (!phone) return;
    await page.getByRole("tab").last().click();
  },
};

/** Pages of the demo's campaigns and the import, each with what shows that it is there. */
const PAGES = [
  ["import", "/import", "import"],
  ["campaigns", "/campaigns", "campaigns"],
  ["campaign", "/campaigns/DEMO-02", "headline"],
  ["campaign-doubtful", "/campaigns/DEMO-02?controls=energy+%3D+%27hydrogen%27", "doubt"],
  [
    "campaigns-side-by-side",
    "/campaigns/comparison?codes=DEMO-01,DEMO-02,DEMO-05,DEMO-06,DEMO-07,DEMO-10",
    "compared",
  ],
] as const;

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ["light", "dark"]) {
    for (const lang of ["zh", "en"]) {
      test(`${size} ${theme} ${lang}`, async ({ browser }) => {
        const context = await browser.newContext({ viewport });
        const page = await context.newPage();
        const { items } = await api.get("/api/v1/stations?limit=1&stage=online");
        const station = items[0];
        const [lng, lat] = station.location;
        const look = `lang=${lang}&theme=${theme}`;
        const shoot = async (name: string) => {
          await page.waitForTimeout(600);
          await page.screenshot({ path: `screens/${name}-${size}-${theme}-${lang}.png` });
        };
        const shots: [string, string][] = [
          ["country", `/?${look}`],
          ["province", `/?${look}&within=420000&metric=coverage_rate&map=6.6/30.9/112.6`],
          ["range", `/?${look}&level=city&metric=coverage_rate&scale=continuous&range=0.2..0.5`],
          ["heat", `/?${look}&layers=heat&map=5.2/31.5/117`],
          ["world", `/?${look}&layers=stations&map=1.6/30/100`],
          ["area", `/?${look}&area=circle:113.3,23.1,60`],
          ["box", `/?${look}&map=6/31/112.5&metric=gmv&box=111,29,115,32`],
          ["sides", `/?${look}&hide=rail&at=2026-09-30&compare=2024-12-31&swipe=50&map=3.6/36/104`],
          ["station", `/?${look}&map=15/${lat}/${lng}&station=${encodeURIComponent(station.code)}`],
        ];
        for (const [name, path] of shots) {
          await page.goto(api.url + path);
          await settled(page);
          await shoot(name);
        }
        for (const [name, act] of Object.entries(OPENED)) {
          if (size === "desk" && ["overview", "filters"].includes(name)) continue;
          if (size === "phone" && name === "help") continue;
          await page.goto(`${api.url}/?${look}`);
          await settled(page);
          await act(page, size === "phone");
          await settled(page);
          await shoot(name);
        }
        await page.goto(`${api.url}/stations/${encodeURIComponent(station.code)}?${look}`);
        await page.getByTestId("months").waitFor();
        await shoot("station-page");
        await page.goto(`${api.url}/stations?${look}&sort=-gmv`);
        await page.getByTestId("stations").locator("[data-code]").first().waitFor();
        await shoot("stations");
        await page.goto(`${api.url}/docs?${look}&q=explain`);
        await page.getByTestId("docs").waitFor();
        await shoot("docs");
        await page.goto(`${api.url}/fees?${look}`);
        for (const shows of ["fee-regions", "change-rows", "outliers"]) {
          await page.getByTestId(shows).locator("tbody tr").first().waitFor();
        }
        await shoot("fees");
        await page.getByTestId("change").scrollIntoViewIfNeeded();
        await shoot("fees-change");
        await page.goto(`${api.url}/cooperation?${look}`);
        await page.getByTestId("regions").locator("tbody tr").first().waitFor();
        await shoot("cooperation");
        for (const [name, path, shows] of PAGES) {
          await page.goto(`${api.url}${path}${path.includes("?") ? "&" : "?"}${look}`);
          await page.getByTestId(shows).waitFor();
          await page.waitForTimeout(1_500);
          await shoot(name);
        }
        await page.goto(`${api.url}/no/such/page?${look}`);
        await shoot("404");
        await context.close();
      });
    }
  }
}
