// What is taken along from the map: code for a frame, the frame itself, a picture.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { api, drawn, type Exposed, expect, parameter, settled, test } from "./fixtures";

/** A picture in the page, its pixels to be asked for. */
const pixelsOf = (page: Page, png: string) =>
  page.evaluateHandle(async (data) => {
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
    return ctx;
  }, png);

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
  const picture = await pixelsOf(page, readFileSync(await file.path()).toString("base64"));
  // How many colours there are in a strip of the picture: paper alone would be one.
  const strips = await picture.evaluate((ctx) => {
    const image = ctx.canvas;
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
  });
  expect(strips.head).toBeGreaterThan(4);
  expect(strips.map).toBeGreaterThan(100);
  expect(strips.foot).toBeGreaterThan(8);
});

const NOW = "2026-09-30";
const THEN = "2025-03-31";

test("a picture of two dates side by side is of each on its side of the divider", async ({
  open,
  page,
}) => {
  const taken = async (more: string) => {
    await open(`/?lang=en&theme=light&layers=stations&map=6/31/114&hide=rail,panel${more}`);
    if (more.includes("swipe"))
      await page.waitForFunction(() => (window as Exposed).forecourtSecondMap?.loaded());
    await settled(page);
    await page.locator("[aria-haspopup=menu]").click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Save as picture" }).click(),
    ]);
    const png = readFileSync(await file.path()).toString("base64");
    return { name: file.suggestedFilename(), png };
  };
  const then = await taken(`&at=${THEN}`);
  const now = await taken(`&at=${NOW}`);
  const both = await taken(`&at=${NOW}&compare=${THEN}&swipe=50`);
  expect(both.name).toBe(`forecourt-online-${THEN}-${NOW}.png`);
  const divider = await page.locator(".swipe-divider").boundingBox();
  const map = await page.locator(".map-canvas").boundingBox();
  if (!divider || !map) throw new Error("no divided map");
  const at = Math.round(divider.x + divider.width / 2 - map.x);
  // The part of the pixels that are others, left and right of the divider and its dates.
  const differing = await page.evaluate(
    ({ before, after, both, at }) => {
      const { width, height } = both.canvas;
      const strip = (of: CanvasRenderingContext2D, from: number, to: number) =>
        of.getImageData(from, 130, to - from, height - 260).data;
      const parts = (from: number, to: number) => {
        const pixels = strip(both, from, to);
        return [before, after].map((other) => {
          const theirs = strip(other, from, to);
          let differ = 0;
          for (let i = 0; i < pixels.length; i += 4)
            if (Math.abs((pixels[i] ?? 0) - (theirs[i] ?? 0)) > 8) differ++;
          return differ / (pixels.length / 4);
        });
      };
      return { left: parts(20, at - 150), right: parts(at + 150, width - 20) };
    },
    {
      before: await pixelsOf(page, then.png),
      after: await pixelsOf(page, now.png),
      both: await pixelsOf(page, both.png),
      at,
    },
  );
  const [leftThen, leftNow] = differing.left as [number, number];
  const [rightThen, rightNow] = differing.right as [number, number];
  expect(leftThen).toBeLessThan(0.002);
  expect(leftNow).toBeGreaterThan(0.01);
  expect(rightNow).toBeLessThan(0.002);
  expect(rightThen).toBeGreaterThan(0.01);
});
