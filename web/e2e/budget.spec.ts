// What a first visit costs: bytes on the wire until the map stands still, and
// the time until it can be used.
import { api, expect, settled, test } from "./fixtures";
import { type Scale, scaleBefore } from "./weigh";

/** All of the first load, compressed: page, scripts, styles, worker, answers, tiles. */
const BUDGET = 700_000;
/** The same for a browser that takes gzip only, as all do from another machine without TLS. */
const BY_GZIP = 715_000;

const KINDS: [string, RegExp][] = [
  ["worker", /worker/],
  ["scripts", /\.js$/],
  ["styles", /\.css$/],
  ["base map", /^\/basemap\//],
  ["tiles", /^\/tiles\//],
  ["answers", /^\/api\//],
  ["page", /./],
];

const kindOf = (path: string) => KINDS.find(([, kind]) => kind.test(path))?.[0] ?? "page";

function report(scale: Scale): number {
  const sums = new Map<string, number>();
  for (const { path, bytes } of scale.answers) {
    sums.set(kindOf(path), (sums.get(kindOf(path)) ?? 0) + bytes);
  }
  const total = [...sums.values()].reduce((a, b) => a + b, 0);
  const parts = [...sums].map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(1)}`);
  console.log(`first load ${(total / 1000).toFixed(1)} KB: ${parts.join(", ")}`);
  if (process.env.WEIGH_EACH)
    for (const { path, bytes, encoding } of scale.answers)
      console.log(`  ${String(bytes).padStart(7)} ${encoding.padEnd(5)} ${path.slice(0, 110)}`);
  return total;
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

for (const [name, viewport, encodings] of [
  ["on a desk", DESK, undefined],
  ["on a phone", PHONE, undefined],
  ["by gzip", DESK, "gzip"],
] as const) {
  test(`the first load stays within its budget, ${name}`, async ({ page, quiet }) => {
    const scale = await scaleBefore(api.url, encodings);
    try {
      await page.setViewportSize(viewport);
      await page.goto(scale.url);
      await expect(page.getByTestId("time-bar")).toBeVisible();
      await settled(page);
      // Nothing that comes a little later shall escape the scale.
      await page.waitForTimeout(1_500);
      expect(report(scale)).toBeLessThan(encodings ? BY_GZIP : BUDGET);
      expect(quiet()).toEqual([]);
    } finally {
      await page.close();
      scale.close();
    }
  });
}
