// The fees page's reckoning: sums to the cent, why two means differ, who stands apart and why,
// which period is the base, and how all of that is drawn.
import { describe, expect, it } from "vitest";
import type { FeeRates } from "../api/fees";
import { base, baseOf, bridge, componentLines, EFFECTS, regionLines } from "./fee-change";
import { belowWeighted, COMPONENT_METRICS, composition, leaning, reasonOf, sharesOf } from "./fees";
import { formatRatePair } from "./format";
import { spreadOf } from "./rate-spread";
import { difference, sumOf } from "./value";
import { barsOf, floorOf, type Step } from "./waterfall";

const group = (stations: number, gmv = "0.00", channel_fee = "0.00") => ({
  stations,
  gmv,
  channel_fee,
});

const values = {
  channel_fee: "100000000000000.07",
  gmv: "5000000000000000.00",
  fee_rate: 0.0199,
  channel_fee_commission: "70000000000000.01",
  channel_fee_payment: "20000000000000.02",
  channel_fee_partner_share: "9000000000000.03",
  channel_fee_fixed: "1000000000000.01",
};

const rates = {
  fee_rate: 0.0199,
  fee_rate_simple_mean: 0.025,
  rated: group(100, "5000000000000000.00", "99500000000000.07"),
  components: [
    { component: "commission", channel_fee: "70000000000000.01", fee_rate: 0.014 },
    { component: "payment", channel_fee: "20000000000000.02", fee_rate: 0.004 },
    { component: "partner_share", channel_fee: "9000000000000.03", fee_rate: 0.0018 },
    { component: "fixed", channel_fee: "500000000000.01", fee_rate: 0.0001 },
  ],
  without_gmv: group(4, "0.00", "500000000000.00"),
  below: group(2, "100000000000000.00"),
  above: group(8, "50000000000000.00"),
  bins: [
    { from: 0.01, to: 0.02, ...group(50, "3000000000000000.00") },
    { from: 0.02, to: 0.03, ...group(30, "1350000000000000.00") },
    { from: 0.03, to: 0.04, ...group(10, "500000000000000.00") },
  ],
} as unknown as FeeRates;

describe("components", () => {
  it("add up to the fee where floats would not", () => {
    expect(sumOf(COMPONENT_METRICS.map((id) => values[id]))).toBe(values.channel_fee);
    expect(sumOf(["0.10", "0.20", "-0.05", null])).toBe("0.25");
    const steps = composition(values, rates, "money");
    expect(steps.at(-1)).toEqual({
      key: "channel_fee",
      value: values.channel_fee,
      total: true,
    });
    expect(sumOf(steps.slice(0, -1).map(({ value }) => value))).toBe(values.channel_fee);
  });

  it("as points end at the effective rate, less what falls due without sales", () => {
    const steps = composition(values, rates, "rate");
    expect(steps.map(({ key }) => key)).toEqual([
      "commission",
      "payment",
      "partner_share",
      "fixed",
      "without_gmv",
      "fee_rate",
    ]);
    const sum = steps.slice(0, -1).reduce((all, { value }) => all + Number(value), 0);
    expect(sum).toBeCloseTo(0.0199, 12);
    const none = { ...rates, without_gmv: group(0) };
    expect(composition(values, none, "rate").map(({ key }) => key)).not.toContain("without_gmv");
  });

  it("have shares of the fee, and none where there is none", () => {
    expect(sharesOf({ ...values, channel_fee: "0.00" })).toBeNull();
    expect(sharesOf(values)?.map(({ share }) => share.toFixed(2))).toEqual([
      "0.70",
      "0.20",
      "0.09",
      "0.01",
    ]);
  });
});

describe("two means", () => {
  it("lean to one side, unless they are as good as the same", () => {
    expect(leaning(0.02, 0.025)).toBe("above");
    expect(leaning(0.025, 0.02)).toBe("below");
    expect(leaning(0.02, 0.02004)).toBe("same");
  });

  it("are shown by the stations below the edge next to the weighted one, counted exactly", () => {
    expect(belowWeighted(rates)).toEqual({
      rate: 0.02,
      stations: 52,
      share: 0.52,
      gmvShare: 0.62,
    });
    expect(belowWeighted({ ...rates, bins: [] })).toBeNull();
    expect(belowWeighted({ ...rates, fee_rate: null })).toBeNull();
  });
});

describe("a station that stands apart", () => {
  const station = {
    gmv: "100000.00",
    fee_rate: 0.05,
    channel_fee_commission: "1400.00",
    channel_fee_payment: "600.00",
    channel_fee_partner_share: "3000.00",
    channel_fee_fixed: "0.00",
  };

  it("does so by the component that is farthest to its side", () => {
    expect(reasonOf(station, rates)?.component).toBe("partner_share");
    const low = { ...station, fee_rate: 0.001, channel_fee_partner_share: "0.00" };
    expect(reasonOf({ ...low, channel_fee_commission: "0.00" }, rates)).toEqual({
      component: "commission",
      own: 0,
      usual: 0.014,
    });
  });

  it("is held against those that have a rate, not against what falls due without sales", () => {
    // 1,000 of the 2,000 that are fixed fall due without sales: of all it would be 2 %.
    const all = {
      fee_rate: 0.01,
      components: [{ component: "fixed", channel_fee: "1000.00", fee_rate: 0.01 }],
    };
    const high = { gmv: "100000.00", fee_rate: 0.015, channel_fee_fixed: "1500.00" };
    expect(reasonOf(high, all)).toEqual({ component: "fixed", own: 0.015, usual: 0.01 });
  });

  it("has no reason where no component says so", () => {
    expect(reasonOf({ gmv: "1.00", fee_rate: 0.5 }, rates)).toBeNull();
  });
});

describe("the base period", () => {
  const now = { from: "2026-10-28", to: "2026-11-27" };

  it("is as long and just before, or a year before, or one's own", () => {
    expect(baseOf("previous", now)).toEqual({ from: "2026-09-28", to: "2026-10-28" });
    expect(baseOf("year", now)).toEqual({ from: "2025-10-28", to: "2025-11-27" });
    const own = { from: "2026-01-01", to: "2026-02-01" };
    expect(baseOf(own, now)).toBe(own);
  });

  it("a year before ends where its month ends", () => {
    expect(baseOf("year", { from: "2024-02-01", to: "2024-03-01" })).toEqual({
      from: "2023-02-01",
      to: "2023-03-01",
    });
    expect(baseOf("year", { from: "2025-02-01", to: "2025-03-01" })).toEqual({
      from: "2024-02-01",
      to: "2024-03-01",
    });
    expect(baseOf("year", { from: "2024-02-29", to: "2024-03-01" })).toEqual({
      from: "2023-02-28",
      to: "2023-03-01",
    });
  });

  it("is kept in the URL, and what makes no sense there is the usual one", () => {
    for (const value of ["previous", "year", { from: "2026-01-01", to: "2026-02-01" }] as const) {
      expect(base.parse(base.format(value) ?? undefined)).toEqual(value);
    }
    expect(base.format("previous")).toBeNull();
    expect(base.parse("quarter")).toBe("previous");
    expect(base.parse("2026-02-30..2026-03-01")).toBe("previous");
  });
});

describe("a change", () => {
  const total = {
    values: {
      base_channel_fee: "100.10",
      channel_fee: "90.00",
      change: "-10.10",
      volume: "-12.05",
      mix: "3.00",
      rate: "-1.05",
    },
    components: [
      {
        component: "fixed",
        base_channel_fee: "1.00",
        channel_fee: "2.00",
        change: "1.00",
        volume: "0.40",
        mix: "0.30",
        rate: "0.30",
      },
    ],
  };

  it("is a sum from the old fee to the new one", () => {
    const steps = bridge(total.values);
    expect(steps.map(({ key }) => key)).toEqual(["base", ...EFFECTS, "now"]);
    const parts = steps.slice(0, -1).map(({ value }) => value);
    expect(sumOf(parts)).toBe("90.00");
    expect(difference(total.values.channel_fee, total.values.base_channel_fee)).toBe("-10.10");
  });

  it("has a line for each region that had fees or sales, and for each component", () => {
    const rows = [
      { region: "310000", name: "上海市", ...total },
      { region: "710000", name: "台湾省", values: { channel_fee: "0.00" }, components: [] },
    ].map((row) => ({ ...row, values: { gmv: "0.00", base_gmv: "0.00", ...row.values } }));
    const quiet = { base_channel_fee: "0.00", ...rows[1]?.values };
    const lines = regionLines(
      rows.map((row) => ({ ...row, values: row === rows[1] ? quiet : row.values })),
      { values: quiet, components: [] },
    );
    expect(lines.map(({ key }) => key)).toEqual(["310000"]);
    expect(componentLines(total).map(({ key, values }) => [key, values.change])).toEqual([
      ["fixed", "1.00"],
    ]);
  });
});

describe("a waterfall", () => {
  const steps: Step[] = [
    { key: "base", value: "1000.10", total: true },
    { key: "more", value: "30.05" },
    { key: "less", value: "-10.00" },
    { key: "now", value: "1020.15", total: true },
  ];

  it("begins each bar where the one before ended, to the cent", () => {
    expect(barsOf(steps)).toEqual([
      { from: 0, to: 1000.1 },
      { from: 1000.1, to: 1030.15 },
      { from: 1030.15, to: 1020.15 },
      { from: 0, to: 1020.15 },
    ]);
  });

  it("shows small changes of a large sum, and stands on nothing otherwise", () => {
    const floor = floorOf(steps, barsOf(steps));
    expect(floor).toBeGreaterThan(900);
    expect(floor).toBeLessThan(1000.1);
    const large = [steps[0] as Step, { key: "less", value: "-900.00" }, steps[3] as Step];
    expect(floorOf(large, barsOf(large))).toBe(0);
    const whole = [
      { key: "a", value: 1 },
      { key: "b", value: 2 },
      { ...steps[3], value: 3 },
    ] as Step[];
    expect(floorOf(whole, barsOf(whole))).toBe(0);
    const nothing = steps.map((step) => ({ ...step, value: "0.00" }));
    expect(floorOf(nothing, barsOf(nothing))).toBe(0);
  });
});

describe("the spread of rates", () => {
  it("has a bar for each bin, and one beyond each fence with a gap between", () => {
    const spread = spreadOf(rates, "stations");
    expect(spread?.bars.map(({ kind, size }) => [kind, size])).toEqual([
      ["below", 2],
      ["bin", 50],
      ["bin", 30],
      ["bin", 10],
      ["above", 8],
    ]);
    expect(spread?.min).toBeCloseTo(-0.02);
    expect(spread?.max).toBeCloseTo(0.07);
    expect(spread?.ticks).toEqual([0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04]);
    expect(spreadOf(rates, "gmv")?.bars[1]?.size).toBe(3e15);
  });

  it("stands where all rates are the same, and is none without rates", () => {
    const one = { bins: [{ from: 0.02, to: 0.02, ...group(7) }], below: group(0), above: group(0) };
    const spread = spreadOf(one, "stations");
    expect(spread?.bars).toHaveLength(1);
    expect(spread && spread.max - spread.min).toBeGreaterThan(0);
    expect(spreadOf({ ...one, bins: [] }, "stations")).toBeNull();
  });
});

describe("two rates beside each other", () => {
  it("have as many decimals as tell them apart, four at most", () => {
    expect(formatRatePair(0.0237, 0.0241, "zh")).toEqual(["2.37%", "2.41%"]);
    expect(formatRatePair(0.023712, 0.023741, "zh")).toEqual(["2.371%", "2.374%"]);
    expect(formatRatePair(0.0237112, 0.0237149, "en")).toEqual(["2.3711%", "2.3715%"]);
  });

  it("are short where they are alike, and stop at four where hardly anything is between them", () => {
    expect(formatRatePair(0.0237, 0.0237, "zh")).toEqual(["2.37%", "2.37%"]);
    expect(formatRatePair(0.02371, 0.0237100001, "zh")).toEqual(["2.3710%", "2.3710%"]);
  });
});
