// What is taken along from the map: code for a frame, the frame itself, a picture.
import { readFileSync } from "node:fs";
import { api, drawn, expect, parameter, settled, test } from "./fixtures";

const PATH = "/?lang=en&theme=light&within=440000&metric=gmv&map=5.6/23.2/113.4";

test("the map in a frame answers the same question as the page", async ({ open, page }) => {
  await open(PATH);
  await page.locator("[aria-haspopup=menu]").click();
  await page.getByRole("menuitem", { name: "Embed…" }).click();
  const code = await page.getByRole("textbox", { name: "Code for a page (iframe)" }).inputValue();
  const src = /src="([^"]+)"/.exec(code)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const address = new URL(src);
  expect(address.pathname).toBe("/embed");
  expect(address.searchParams.get("within")).toBe("440000");
  expect(address.searchParams.get("metric")).toBe("gmv");
  expect(address.searchParams.get("map")).toBe(parameter(page, "map"));
  // The preview is the very address.
  await expect(page.locator("iframe")).toHaveAttribute("src", src);

  // A tile address from the dialog answers with a tile of that question.
  const tiles = await page.getByRole("textbox", { name: "Station tiles" }).inputValue();
  const tile = await fetch(tiles.replace("{z}", "5").replace("{x}", "26").replace("{y}", "13"));
  expect(tile.status).toBe(200);
  expect(tile.headers.get("content-type")).toContain("vnd.mapbox-vector-tile");

  // Too small a frame is refused in words, and there is no code to copy.
  await page.getByLabel("Height (pixels)").fill("20");
  await expect(page.getByRole("alert")).toContainText("200");
  await expect(page.getByRole("textbox", { name: "Code for a page (iframe)" })).toHaveValue("");

  await page.goto(src);
  await settled(page);
  await expect(page.locator(".nav")).toHaveCount(0);
  await expect(page.locator("header strong")).toHaveText("广东省");
  expect((await drawn(page, "stations-clusters")).length).toBeGreaterThan(0);
  const whole = page.locator("header a");
  await expect(whole).toHaveAttribute("href", /^\/\?.*within=440000.*metric=gmv/);
});

test("a picture of the map holds map, title and legend", async ({ open, page }) => {
  await open(PATH);
  await page.locator("[aria-haspopup=menu]").click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Save as picture" }).click(),
  ]);
  const { today } = await api.get("/api/v1/network");
  expect(file.suggestedFilename()).toBe(`forecourt-gmv-${today}.png`);
  const bytes = readFileSync(await file.path());
  // How many colours there are in a strip of the picture: paper alone would be one.
  const strips = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: image.width,
      height: image.height,
    });
    const ctx = canvas.getContext("2d", { willReadFrequently: true });
    if (!ctx) throw new Error("no canvas");
    ctx.drawImage(image, 0, 0);
    const colours = (y: number, height: number) => {
      const { data } = ctx.getImageData(0, y, image.width, height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4)
        seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      return seen.size;
    };
    return {
      head: colours(0, 60),
      map: colours(70, image.height - 140),
      foot: colours(image.height - 56, 56),
    };
  }, bytes.toString("base64"));
  expect(strips.head).toBeGreaterThan(4);
  expect(strips.map).toBeGreaterThan(100);
  expect(strips.foot).toBeGreaterThan(8);
});
