// The two days that are compared, and the rows of regions.
import { describe, expect, it } from "vitest";
import {
  between,
  daysOf,
  earlier,
  endsWithin,
  later,
  monthsTo,
  quarterOf,
  quartersTo,
  renewalOf,
  since,
} from "./cooperation";
import { nextOrder, order, regionRows, sortRows, sparkline } from "./region-rows";

describe("the two days", () => {
  it("begin with the last day before the stretch", () => {
    expect(between("month", "2026-11-26").from).toBe("2026-10-31");
    expect(between("quarter", "2026-11-26").from).toBe("2026-09-30");
    expect(between("year", "2026-11-26").from).toBe("2025-12-31");
    expect(between("quarter", "2024-03-31").from).toBe("2023-12-31");
  });

  it("may be of one's own, if the first is before the last", () => {
    const own = { from: "2026-02-01", to: "2026-11-26", stretch: null };
    expect(between("2026-02-01", "2026-11-26")).toEqual(own);
    expect(between("2026-11-26", "2026-11-26")).toEqual(between("quarter", "2026-11-26"));
  });

  it("are read from the URL, and written only where they are unusual", () => {
    expect(since.parse(undefined)).toBe("quarter");
    expect(since.parse("2026-02-30")).toBe("quarter");
    expect(since.parse("year")).toBe("year");
    expect(since.format("quarter")).toBeNull();
    expect(since.format("2026-02-01")).toBe("2026-02-01");
  });

  it("step to the stretch before, and back", () => {
    const now = between("quarter", "2026-11-26");
    const before = earlier(now);
    expect(before).toEqual({ from: "2026-06-30", to: "2026-09-30", stretch: "quarter" });
    expect(earlier(before).to).toBe("2026-06-30");
    expect(later(earlier(before), "2026-11-26")).toEqual(before);
    expect(later(before, "2026-11-26")).toEqual(now);
    expect(later(now, "2026-11-26")).toBeNull();
    expect(later(between("month", "2026-02-10"), "2026-11-26")?.to).toBe("2026-02-28");
    expect(later(between("year", "2025-12-31"), "2026-11-26")?.to).toBe("2026-11-26");
  });

  it("step by their own length where they are of one's own", () => {
    const own = between("2026-11-01", "2026-11-11");
    expect(earlier(own)).toEqual({ from: "2026-10-22", to: "2026-11-01", stretch: null });
    expect(later(own, "2026-11-26")).toEqual({
      from: "2026-11-11",
      to: "2026-11-21",
      stretch: null,
    });
    expect(later(own, "2026-11-15")?.to).toBe("2026-11-15");
  });

  it("hold the days after the first up to the last", () => {
    expect(daysOf(between("month", "2026-11-26"))).toEqual({
      from: "2026-11-01",
      to: "2026-11-27",
    });
    expect(quartersTo("2026-11-26", 8)).toEqual({ from: "2025-01-01", to: "2026-11-27" });
    expect(monthsTo("2026-11-26", 12)).toEqual({ from: "2025-12-01", to: "2026-11-27" });
    expect([quarterOf("2026-10-01", "zh"), quarterOf("2026-03-31", "en")]).toEqual([
      "2026年第四季度",
      "2026 Q1",
    ]);
  });

  it("end contracts within so many days", () => {
    expect(endsWithin("30", "2026-11-26")).toBe("..2026-12-27");
  });
});

describe("what comes after a contract", () => {
  const by = (state: string, signed_on: string | null) => ({
    renewed_by: { number: "R", from: "2027-01-01", state, signed_on },
  });

  it("is signed, only drafted, or nothing", () => {
    expect(renewalOf({ renewed_by: null }, "2026-11-26")).toBe("none");
    expect(renewalOf(by("terminated", "2026-01-01"), "2026-11-26")).toBe("none");
    expect(renewalOf(by("draft", null), "2026-11-26")).toBe("drafted");
    expect(renewalOf(by("draft", "2026-11-27"), "2026-11-26")).toBe("drafted");
    expect(renewalOf(by("draft", "2026-11-26"), "2026-11-26")).toBe("signed");
  });
});

const stats = (region: string | null, coverage: number | null, online: number) => ({
  region,
  name: region && `N${region}`,
  values: { coverage_rate: coverage, online, contracts_expiring_90d: 1 },
});

describe("the rows of regions", () => {
  const rows = regionRows({
    now: [stats("1", 0.5, 5), stats("2", null, 0), stats("3", 0.75, 3), stats(null, 0.9, 9)],
    before: [stats("1", 0.25, 5), stats("2", 0.5, 1)],
    moves: [{ region: "1", values: { net: -2, joined: 1, resumed: 0, paused: 1, left: 2 } }],
    months: [stats("1", 0.25, 1), stats("1", null, 0), stats("2", 0.5, 1)],
  });
  const codes = (text: string) => sortRows(rows, order.parse(text)).map((row) => row.code);

  it("hold what is, what was and what moved", () => {
    expect(rows[0]?.figures).toMatchObject({ coverage_rate: 0.5, coverage_change: 0.25, net: -2 });
    expect(rows[0]?.series).toEqual([0.25, null]);
    expect(rows[1]?.figures).toMatchObject({
      coverage_rate: null,
      coverage_change: null,
      net: null,
    });
    expect(rows[2]?.figures.coverage_change).toBeNull();
  });

  it("are sorted either way, without a value after those with one, in no region last", () => {
    expect(codes("-coverage_rate")).toEqual(["3", "1", "2", null]);
    expect(codes("coverage_rate")).toEqual(["1", "3", "2", null]);
    expect(codes("online")).toEqual(["2", "3", "1", null]);
    expect(codes("-name")).toEqual(["3", "2", "1", null]);
  });

  it("have their order in the URL", () => {
    expect(order.format(order.parse(undefined))).toBeNull();
    expect(order.parse("colour")).toEqual(order.parse(undefined));
    const online = nextOrder(order.parse(undefined), "online");
    expect(order.format(online)).toBe("-online");
    expect(order.format(nextOrder(online, "online"))).toBe("online");
    expect(order.format(nextOrder(online, "name"))).toBe("name");
  });
});

describe("a sparkline", () => {
  it("breaks where there is nothing, and ends at the last month", () => {
    const { runs, end } = sparkline([0.2, 0.4, null, 0.3], 100, 20, 2);
    expect(runs).toEqual(["2.0,18.0 34.0,2.0", "98.0,10.0"]);
    expect(end).toEqual({ x: 98, y: 10 });
    expect(sparkline([0.2, null], 100, 20, 2).end).toBeNull();
    expect(sparkline([], 100, 20, 2)).toEqual({ runs: [], end: null });
  });

  it("draws little as little", () => {
    const { runs } = sparkline([0.3, 0.301], 100, 20, 0);
    expect(runs).toEqual(["0.0,11.0 100.0,9.0"]);
  });
});
