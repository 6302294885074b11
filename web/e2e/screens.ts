// Pictures of the pages: two sizes, two themes, two languages, into web/screens.
import { mkdirSync } from "node:fs";
import { test } from "@playwright/test";
import { api, settled } from "./fixtures";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

mkdirSync("screens", { recursive: true });

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
        const shots: [string, string][] = [
          ["country", `/?${look}`],
          ["province", `/?${look}&within=420000&metric=coverage_rate&map=6.6/30.9/112.6`],
          ["station", `/?${look}&map=15/${lat}/${lng}&station=${encodeURIComponent(station.code)}`],
        ];
        for (const [name, path] of shots) {
          await page.goto(api.url + path);
          await settled(page);
          await page.waitForTimeout(600);
          await page.screenshot({ path: `screens/${name}-${size}-${theme}-${lang}.png` });
        }
        await page.goto(`${api.url}/no/such/page?${look}`);
        await page.waitForTimeout(400);
        await page.screenshot({ path: `screens/404-${size}-${theme}-${lang}.png` });
        await context.close();
      });
    }
  }
}
