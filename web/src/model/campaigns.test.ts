// Campaigns in lists, on their axis and in their form; comparisons read for people.
import { describe, expect, it } from "vitest";
import type { Campaign, Comparison, ComparisonWarning, Estimate } from "../api/campaigns";
import { bodyOf, draftOf, faultsOf } from "./campaign-draft";
import { isMeant, orderedCampaigns, stripOf } from "./campaigns";
import { order, ordered } from "./order";
import { span } from "./params";
import { linesOf } from "./series";
import {
  checksOf,
  comparisonParams,
  controlChange,
  isDoubtful,
  lackOf,
  optionsOf,
  placeOn,
  shareScale,
  USUAL_OPTIONS,
  verdictOf,
  withoutIt,
} from "./uplift";

const campaign = (code: string, from: string, to: string | null, more: object = {}): Campaign => ({
  code,
  name: code,
  mechanism: "coupon",
  funded_by: "platform",
  from,
  to,
  budget: null,
  state: "ended",
  stations_count: 1,
  ...more,
});

describe("the list of campaigns", () => {
  const a = campaign("A", "2026-01-01", "2026-02-01", { budget: "9.00", mechanism: "price_cut" });
  const b = campaign("B", "2026-03-01", null, { budget: "10.00", state: "running" });
  const c = campaign("C", "2026-02-01", "2026-02-08");

  it("holds of each kind one of those chosen", () => {
    const none = { state: [], mechanism: [], funded_by: [] };
    expect(isMeant(a, none)).toBe(true);
    expect(isMeant(a, { ...none, state: ["running", "ended"] })).toBe(true);
    expect(isMeant(a, { ...none, state: ["ended"], mechanism: ["coupon"] })).toBe(false);
  });

  it("is sorted by amount, not by text, with nothing last either way round", () => {
    const codes = (down: boolean) =>
      orderedCampaigns([c, a, b], { column: "budget", down }).map((one) => one.code);
    expect(codes(false)).toEqual(["A", "B", "C"]);
    expect(codes(true)).toEqual(["B", "A", "C"]);
  });

  it("keeps what is equal as it stood", () => {
    expect(ordered([3, 1, 2], () => 0, true)).toEqual([3, 1, 2]);
  });

  it("says its order in the URL only when it is not the usual one", () => {
    const param = order(["from", "name"], { column: "from", down: true });
    expect(param.format({ column: "from", down: true })).toBeNull();
    expect(param.format({ column: "name", down: true })).toBe("-name");
    expect(param.parse("-name")).toEqual({ column: "name", down: true });
    expect(param.parse("-budget")).toEqual({ column: "from", down: true });
  });
});

describe("the strip", () => {
  const strip = stripOf(
    [
      campaign("B", "2026-01-20", "2026-02-10"),
      campaign("A", "2026-01-01", "2026-02-01"),
      campaign("C", "2026-02-15", null),
    ],
    "2026-03-10",
  );

  it("puts periods that overlap on lanes of their own", () => {
    expect(strip.bars.map(({ item, lane }) => [item.code, lane])).toEqual([
      ["A", 0],
      ["B", 1],
      ["C", 0],
    ]);
    expect(strip.lanes).toBe(2);
  });

  it("runs over whole months, and what has no end to its own", () => {
    expect(strip.ticks.map(({ month, rank }) => [month, rank])).toEqual([
      ["2026-01", 0],
      ["2026-02", 2],
      ["2026-03", 2],
    ]);
    const [first, , last] = strip.bars;
    // January to March 2026 has 90 days.
    expect(first?.left).toBe(0);
    expect(first?.width).toBeCloseTo(31 / 90);
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1);
    expect(last?.open).toBe(true);
    expect(strip.now).toBeCloseTo(68.5 / 90);
  });
});

describe("the form of a campaign", () => {
  it("says the last day and writes the first day after it", () => {
    const draft = draftOf(campaign("A", "2026-01-01", "2026-02-01", { budget: "1200.00" }), "");
    expect([draft.to, draft.budget]).toEqual(["2026-01-31", "1200"]);
    expect(bodyOf({ ...draft, budget: "¥ 1,200.5", to: "" })).toMatchObject({
      to: null,
      budget: "1200.5",
    });
    expect(bodyOf(draft).to).toBe("2026-02-01");
  });

  it("names what is wrong at its field", () => {
    const draft = draftOf(null, "2026-01-10");
    expect(faultsOf(draft)).toEqual({ code: "empty" });
    expect(faultsOf({ ...draft, code: "A", to: "2026-01-09", budget: "1.234" })).toEqual({
      to: "early",
      budget: "amount",
    });
    expect(faultsOf({ ...draft, code: "A", to: "2026-01-10", budget: "12,000.5" })).toEqual({});
  });
});

const estimate = (low: number, high: number): Estimate => ({
  treated: { before: "100.00", during: "130.00" },
  controls: { before: "80.00", during: "88.00" },
  naive: 0.3,
  uplift: { estimate: 0.181818, low, high },
  additive: { estimate: "20.00", low: "1.00", high: "40.00" },
  total: { estimate: "200.00", low: "10.00", high: "400.00" },
  station_days: 10,
  pre_trend: { estimate: 0, low: -0.1, high: 0.1 },
});

const warning = (kind: string): ComparisonWarning => ({
  kind,
  detail: "",
  stations: 3,
  campaigns: [],
});

const answer = (more: Partial<Comparison> = {}): Comparison => ({
  revision: 1,
  question: {
    campaign: "A",
    at: "2026-03-01",
    metric: "orders",
    baseline_from: "2025-12-01",
    baseline_to: "2026-01-01",
    controls: null,
    spillover_m: 3000,
    seed: 1,
  },
  name: "A",
  unit: "money",
  from: "2026-01-01",
  to: "2026-02-01",
  treated: { candidates: 20, used: 20, left_out: {} },
  controls: { candidates: 50, used: 30, left_out: {} },
  estimate: estimate(0.1, 0.2),
  reason: null,
  cost: { discount_platform: "0.00", discount_station: "0.00", spent: "0.00" },
  weeks: [],
  warnings: [],
  ...more,
});

describe("a comparison", () => {
  it("says more or less only where the interval does not hold zero", () => {
    expect(verdictOf(estimate(0.001, 0.2))).toBe("more");
    expect(verdictOf(estimate(-0.2, -0.001))).toBe("less");
    expect(verdictOf(estimate(0, 0.2))).toBe("unclear");
    expect(verdictOf(estimate(-0.1, 0.2))).toBe("unclear");
    expect(verdictOf(null)).toBe("none");
  });

  it("tells what would have been, to the cent", () => {
    const found = estimate(0.1, 0.2);
    // DESIGN §5: 100 → 130 beside 80 → 88.
    expect(withoutIt(found)).toBe("110.00");
    expect(controlChange(found)).toBeCloseTo(0.1);
    expect((1 + found.naive) / (1 + (controlChange(found) ?? 0)) - 1).toBeCloseTo(0.1818, 4);
  });

  it("stands its questions, or is doubtful", () => {
    const sound = checksOf(answer());
    expect(sound.every(({ level }) => level === "good")).toBe(true);
    const few = checksOf(answer({ warnings: [warning("few_controls"), warning("unfinished")] }));
    expect(few.slice(0, 2).map(({ kind, level }) => [kind, level])).toEqual([
      ["few_controls", "bad"],
      ["unfinished", "note"],
    ]);
    expect([isDoubtful(sound), isDoubtful(few)]).toEqual([false, true]);
  });

  it("is doubtful with few participants, or with most of them left out", () => {
    const used = (n: number, candidates: number) =>
      checksOf(
        answer({
          treated: { candidates, used: n, left_out: {} },
          warnings: n < candidates ? [warning("stations_left_out")] : [],
        }),
      );
    expect(isDoubtful(used(9, 9))).toBe(true);
    expect(isDoubtful(used(10, 10))).toBe(false);
    expect(isDoubtful(used(15, 20))).toBe(false);
    expect(isDoubtful(used(15, 40))).toBe(true);
  });

  it("tells a warning that it does not know", () => {
    const checks = checksOf(answer({ warnings: [warning("eclipse")] }));
    expect(checks[0]).toMatchObject({ kind: "eclipse", level: "note" });
  });

  it("says why there is no estimate", () => {
    const lack = (more: Partial<Comparison>) => lackOf(answer({ estimate: null, ...more }));
    const nobody = { candidates: 0, used: 0, left_out: {} };
    expect(lack({ treated: nobody })).toBe("participants");
    expect(lack({ from: null })).toBe("days");
    expect(
      lack({ treated: { candidates: 2, used: 0, left_out: { unmatched: 2 } }, controls: nobody }),
    ).toBe("controls");
    expect(lack({ treated: { candidates: 2, used: 0, left_out: { not_online: 2 } } })).toBe(
      "comparable",
    );
    expect(lack({})).toBe("sales");
  });

  it("is asked with what is not usual, and can be asked again", () => {
    const asked = { at: null, knownAt: null };
    expect(comparisonParams(USUAL_OPTIONS, asked)).toEqual({});
    expect(comparisonParams(optionsOf(answer().question), { ...asked, at: "2026-03-01" })).toEqual({
      at: "2026-03-01",
      metric: "orders",
      baseline_from: "2025-12-01",
      baseline_to: "2026-01-01",
    });
  });

  it("keeps its baseline in the URL by its first and last day", () => {
    const value = { from: "2026-01-01", to: "2026-02-01" };
    expect(span.format(value)).toBe("2026-01-01..2026-01-31");
    expect(span.parse("2026-01-01..2026-01-31")).toEqual(value);
    expect(span.parse("month")).toBeNull();
  });
});

describe("the axis of estimates", () => {
  it("has round steps, holds zero and everything else, and few ticks", () => {
    for (const values of [[0.07, 0.09], [-0.13, 0.087], [0.3, 1.9], [-0.001], []]) {
      const scale = shareScale(values);
      expect(scale.ticks).toContain(0);
      expect(scale.ticks.length).toBeGreaterThan(1);
      expect(scale.ticks.length).toBeLessThanOrEqual(7);
      for (const value of values) {
        expect(placeOn(scale, value)).toBeGreaterThan(0);
        expect(placeOn(scale, value)).toBeLessThan(100);
      }
    }
    expect(shareScale([-0.13, 0.087]).ticks).toEqual([-0.15, -0.1, -0.05, 0, 0.05, 0.1]);
  });
});

describe("the weeks", () => {
  const week = (from: string, to: string, treated: number | null) => ({
    from,
    to,
    treated: treated === null ? null : "1.00",
    controls: "1.00",
    treated_index: treated,
    controls_index: 100,
  });

  it("break where nothing is known between baseline and campaign", () => {
    const lines = linesOf(
      [week("2026-01-01", "2026-01-08", 101), week("2026-02-01", "2026-02-08", 110)],
      "index",
      "2026-02-01",
    );
    expect(lines.treated.map(([, value]) => value)).toEqual([101, null, 110]);
    expect(lines.gap).toHaveLength(1);
    expect(lines.treated[0]?.[0]).toBe(Date.UTC(2026, 0, 4, 12));
  });
});
