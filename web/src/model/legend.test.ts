// Scales, histograms and ranges of the legend.
import { describe, expect, it } from "vitest";
import { colourIn, coloursFor, quantiles, stopsOf } from "./classes";
import { edgeAt, histogram, partsOf, placesOf, rangeBetween } from "./histogram";
import { RAMP } from "./palette";
import { distance, rampAt, rampSteps } from "./ramp";
import { isIn, parseRange, rangeText } from "./range";
import { changed, DEFAULT_VIEW, formatView, parseView } from "./view";

describe("a ramp", () => {
  it.each(["light", "dark"] as const)("keeps its ends and looks even on the way: %s", (theme) => {
    const ramp = RAMP[theme];
    expect(rampAt(ramp, 0)).toBe(ramp[0]);
    expect(rampAt(ramp, 1)).toBe(ramp.at(-1));
    const steps = rampSteps(ramp, 17);
    const gaps = steps.slice(1).map((colour, i) => distance(steps[i] as string, colour));
    // A byte of each channel, and the corners of the ramp, are all that sets them apart.
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(1.3);
  });

  it("measures black from white as 1", () => {
    expect(distance("#000000", "#ffffff")).toBeCloseTo(1, 3);
  });
});

describe("a scale that runs on", () => {
  const classes = { limits: [], min: 10, max: 30 };
  it("has its ends and its middle where the values are", () => {
    const stops = stopsOf(classes, RAMP.light);
    expect(stops[0]).toEqual([10, RAMP.light[0]]);
    expect(stops.at(-1)).toEqual([30, RAMP.light.at(-1)]);
    expect(stops[8]).toEqual([20, colourIn(classes, 20, RAMP.light)]);
  });
  it("has one colour where all are alike, and the least where there is nothing", () => {
    expect(stopsOf({ limits: [], min: 3, max: 3 }, RAMP.dark)).toHaveLength(1);
    expect(stopsOf({ limits: [], min: 0, max: 0 }, RAMP.dark)).toEqual([[0, RAMP.dark[0]]]);
  });
});

/** Numbers from 0 to 1 that are the same at every run. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe("a histogram", () => {
  it("is none where there is nothing to choose between", () => {
    expect(histogram([], true)).toBeNull();
    expect(histogram([4, 4, 4], true)).toBeNull();
  });

  it("holds every value once, between the edges of its bar", () => {
    const next = random(7);
    for (let round = 0; round < 300; round++) {
      const whole = next() < 0.5;
      const size = 10 ** Math.floor(next() * 9 - (whole ? 0 : 4));
      const shift = (next() - 0.3) * size;
      const values = Array.from({ length: 2 + Math.floor(next() * 200) }, () => {
        const value = shift + next() ** 3 * size;
        // Some lie on the edges.
        const round = Number(value.toPrecision(2));
        return whole ? Math.round(value) : next() < 0.3 ? round : value;
      });
      const h = histogram(values, whole);
      if (!h) continue;
      expect(h.bars.length).toBeLessThanOrEqual(24);
      expect(h.bars.flat().length).toBe(values.length);
      expect(h.steps).toBe(h.bars.length * h.perBar);
      const slack = h.step * 1e-6;
      const astray = h.bars.flatMap((bar, i) => {
        const [low, high] = [edgeAt(h, i * h.perBar), edgeAt(h, (i + 1) * h.perBar)];
        return bar.filter((v) => v < low - slack || (whole ? v >= high : v > high + slack));
      });
      expect(astray).toEqual([]);
      // Any two places make a range that is found again, and picks out what is between them.
      const low = Math.floor(next() * h.steps);
      const high = low + 1 + Math.floor(next() * (h.steps - low));
      const range = rangeBetween(h, low, high);
      expect(placesOf(h, range)).toEqual([low, high]);
      if (range && whole) {
        const between = values.filter((v) => v >= edgeAt(h, low) && v < edgeAt(h, high));
        expect(values.filter((v) => isIn(range, v)).length).toBe(between.length);
      }
      // From bar to bar it picks out what they hold, also once it was written and read.
      const [first, last] = [Math.floor(low / h.perBar), Math.ceil(high / h.perBar)];
      const bars = rangeBetween(h, first * h.perBar, last * h.perBar);
      if (bars) {
        const read = parseRange(rangeText(bars));
        expect(read && values.filter((v) => isIn(read, v)).sort()).toEqual(
          h.bars.slice(first, last).flat().sort(),
        );
      }
    }
  });

  it("has what lies on an edge in the bar above it, and so in the range of that bar alone", () => {
    const h = histogram([0, 0.01, 0.02, 0.02, 0.03, 0.1], false);
    if (!h) throw new Error("nothing to draw");
    const place = Math.round(0.02 / h.step);
    const [below, above] = [rangeBetween(h, 0, place), rangeBetween(h, place, h.steps)];
    expect(below && [0.01, 0.02].map((v) => isIn(below, v))).toEqual([true, false]);
    expect(above && [0.01, 0.02].map((v) => isIn(above, v))).toEqual([false, true]);
    expect(below && rangeText(below)).toBe("..0.0199999");
  });

  it("is coloured as the regions are", () => {
    const values = [0, 0, 1, 2, 3, 10, 20, 40, 80, 100];
    const classes = quantiles(values, 5);
    const h = histogram(values, true);
    if (!h || !classes) throw new Error("nothing to draw");
    const ramp = RAMP.light;
    const parts = partsOf(h, classes, "quantile", ramp);
    expect(parts.map((of) => of.reduce((n, p) => n + p.count, 0))).toEqual(
      h.bars.map((bar) => bar.length),
    );
    const byColour = new Map<string, number>();
    for (const { colour, count } of parts.flat()) {
      byColour.set(colour, (byColour.get(colour) ?? 0) + count);
    }
    expect([...byColour.keys()].every((c) => coloursFor(classes, ramp).includes(c))).toBe(true);
    expect([...byColour.values()]).toEqual([2, 2, 2, 2, 2]);
    const running = partsOf(h, classes, "continuous", ramp);
    expect(running.flat().every((part) => part.count > 0)).toBe(true);
  });
});

describe("a range", () => {
  it("is read as it was written", () => {
    for (const text of ["1..2", "-3.5..0", "120..", "..0.4"]) {
      const range = parseRange(text);
      expect(range && rangeText(range)).toBe(text);
    }
    const large = { from: 1e21, to: null };
    expect(parseRange(rangeText(large))).toEqual(large);
  });
  it("is none where it makes no sense", () => {
    for (const text of [undefined, "", "..", "2..1", "a..b", "1", "1..2..3", "1e3.."]) {
      expect(parseRange(text)).toBeNull();
    }
  });
  it("holds both its ends, and nothing without a value", () => {
    expect([1, 2, 3].map((v) => isIn({ from: 1, to: 2 }, v))).toEqual([true, true, false]);
    expect(isIn({ from: null, to: 2 }, null)).toBe(false);
  });
  it("stays while dates change, and is gone with the values that it was of", () => {
    const view = parseView({ range: "1..2", metric: "gmv" });
    expect(changed(view, { at: "2026-01-31" }).range).toEqual(view.range);
    expect(changed(view, { layers: ["regions"] }).range).toEqual(view.range);
    for (const patch of [
      { metric: "online" },
      { level: "city" },
      { within: "31" },
      { compare: "2026-01-31" },
    ]) {
      expect(changed(view, patch).range).toBeNull();
    }
    const other = { from: 3, to: null };
    expect(changed(view, { metric: "online", range: other }).range).toEqual(other);
  });
});

describe("the layers in the URL", () => {
  it("are told apart by which they are, not by how many", () => {
    for (const layers of [
      ["stations", "heat"],
      ["heat"],
      ["stations", "regions", "heat"],
      [],
    ] as const) {
      const view = { ...DEFAULT_VIEW, layers: [...layers] };
      expect(parseView(formatView(view)).layers).toEqual(layers);
    }
  });
});
