// What a station's page draws: its life on one axis, and its sales.
import { describe, expect, it } from "vitest";
import { axisBetween } from "./axis";
import { roomOf } from "./label-room";
import { endsOf, type LifeParts, lifeItems, rowsOf, ruledDays } from "./station-life";
import { salesPoints, stretchOf } from "./station-sales";

describe("a station's life", () => {
  const item = (from: string, to: string | null) => ({ from, to });

  it("lies in as many rows as it takes, each item where there is room first", () => {
    const first = item("2024-01-01", "2025-01-01");
    const renewed = item("2025-01-01", null);
    const beside = item("2024-06-01", "2024-07-01");
    const later = item("2024-07-01", "2024-08-01");
    expect(rowsOf([renewed, later, beside, first])).toEqual([
      [first, renewed],
      [beside, later],
    ]);
    expect(rowsOf([item("2024-01-01", null), item("2025-01-01", null)])).toHaveLength(2);
  });

  it("reaches from the first day to the last end, and past today", () => {
    expect(endsOf([], "2026-06-30")).toBeNull();
    expect(endsOf([item("2024-01-01", "2028-01-01")], "2026-06-30")).toEqual({
      from: "2024-01-01",
      to: "2028-01-31",
    });
    expect(endsOf([item("2027-01-01", null)], "2026-06-30")).toEqual({
      from: "2026-06-30",
      to: "2027-01-31",
    });
  });

  const nothing: LifeParts = { stages: [], contracts: [], fees: [], campaigns: [], notes: [] };
  const datesOf = (parts: Partial<LifeParts>, lane: string) =>
    lifeItems({ ...nothing, ...parts })
      .filter((found) => found.lane === lane)
      .map(({ from, to }) => [from, to]);

  it("has a campaign while the station takes part in it, not while it runs", () => {
    const campaign = {
      code: "618",
      name: "618",
      mechanism: "coupon",
      funded_by: "platform",
      from: "2026-06-01",
      to: "2026-07-01" as string | null,
      state: "ended",
      stations_count: 2,
    };
    const of = (running: string | null, from: string, to: string | null) =>
      datesOf(
        { campaigns: [{ campaign: { ...campaign, to: running }, participation: { from, to } }] },
        "campaigns",
      );
    expect(of("2026-07-01", "2026-06-10", "2026-06-18")).toEqual([["2026-06-10", "2026-06-18"]]);
    expect(of(null, "2026-06-10", "2026-06-18")).toEqual([["2026-06-10", "2026-06-18"]]);
    expect(of("2026-07-01", "2026-06-10", null)).toEqual([["2026-06-10", "2026-07-01"]]);
    expect(of(null, "2026-06-10", null)).toEqual([["2026-06-10", null]]);
  });

  it("has a contract's terms while the contract holds, and the station's own on their days", () => {
    const contract = {
      number: "HT-1",
      counterparty: "A",
      stations_count: 1,
      from: "2025-01-01",
      to: "2026-01-01",
      state: "expired",
    };
    const fee = (number: string | null, from: string, to: string | null) => ({
      contract: number,
      component: "commission",
      basis: "percent_of_gmv",
      rate: "0.01",
      from,
      to,
    });
    const of = (ended: string | null, ...fees: ReturnType<typeof fee>[]) =>
      datesOf({ contracts: [{ ...contract, terminated_on: ended }], fees }, "fees");
    expect(of(null, fee("HT-1", "2025-01-01", null))).toEqual([["2025-01-01", "2026-01-01"]]);
    expect(of(null, fee("HT-1", "2024-01-01", "2025-07-01"))).toEqual([
      ["2025-01-01", "2025-07-01"],
    ]);
    // Ended before its time: the terms of the second half never came into force.
    expect(
      of("2025-03-01", fee("HT-1", "2025-01-01", null), fee("HT-1", "2025-07-01", "2026-01-01")),
    ).toEqual([["2025-01-01", "2025-03-01"]]);
    expect(of(null, fee(null, "2024-01-01", null), fee("HT-9", "2024-01-01", null))).toEqual([
      ["2024-01-01", null],
      ["2024-01-01", null],
    ]);
  });

  it("has its years on the axis, and nothing beyond its ends", () => {
    const { at, years } = axisBetween("2024-01-01", "2026-01-01");
    expect(years.map(({ year }) => year)).toEqual([2025, 2026]);
    expect([at("2020-01-01"), at("2024-01-01"), at("2026-01-01"), at("2030-01-01")]).toEqual([
      0, 0, 100, 100,
    ]);
    expect(at("2025-01-01")).toBeCloseTo((366 / 731) * 100);
  });
});

describe("a station's sales", () => {
  const day = (date: string, gmv: string, fee: string) => ({
    date,
    gmv,
    channel_fee: fee,
    channel_fee_commission: fee,
    channel_fee_payment: "0.00",
    channel_fee_partner_share: "0.00",
    channel_fee_fixed: "0.00",
    orders: 2,
    volume: "1.5",
    unit: "litres",
  });
  const days = [
    day("2026-04-30", "0.10", "0.00"),
    day("2026-05-01", "0.10", "0.01"),
    day("2026-05-31", "0.20", "0.02"),
    day("2026-01-01", "99.00", "1.00"),
  ];

  it("are added to the cent, by month or by day, and are nothing where there are none", () => {
    const stretch = { from: "2026-04-01", to: "2026-07-01" };
    expect(salesPoints(days, "month", stretch, [])).toEqual([
      { at: "2026-04", gmv: "0.10", channel_fee: "0.00", orders: 2, volume: 1.5, fee_rate: null },
      { at: "2026-05", gmv: "0.30", channel_fee: "0.03", orders: 4, volume: 3, fee_rate: 0.1 },
      { at: "2026-06", gmv: "0.00", channel_fee: "0.00", orders: 0, volume: 0, fee_rate: null },
    ]);
    const daily = salesPoints(days, "day", { from: "2026-04-30", to: "2026-05-02" }, []);
    expect(daily.map(({ at, gmv }) => [at, gmv])).toEqual([
      ["2026-04-30", "0.10"],
      ["2026-05-01", "0.10"],
    ]);
  });

  it("have a rate of 0 where terms ask for nothing, and none where there are no terms", () => {
    const free = [day("2026-04-30", "0.10", "0.00"), day("2026-05-31", "0.20", "0.00")];
    const rates = (grain: "day" | "month", to: string, ...ruled: [string, string | null][]) =>
      salesPoints(
        free,
        grain,
        { from: "2026-04-01", to },
        ruled.map(([from, end]) => ({ from, to: end })),
      )
        .filter(({ gmv }) => gmv !== "0.00")
        .map(({ fee_rate }) => fee_rate);
    expect(rates("month", "2026-07-01", ["2026-05-31", null])).toEqual([null, 0]);
    expect(rates("month", "2026-07-01", ["2025-01-01", "2026-05-01"])).toEqual([0, null]);
    expect(rates("day", "2026-06-01", ["2026-04-30", "2026-05-31"])).toEqual([0, null]);
    // What comes into force later in the month than the stretch goes does not count yet.
    expect(rates("month", "2026-05-01", ["2026-05-01", null])).toEqual([null]);
  });

  it("are under terms but for those of a contract that is not signed", () => {
    const fee = (number: string | null) => ({
      contract: number,
      component: "commission",
      basis: "percent_of_gmv",
      rate: "0",
      from: "2026-01-01",
    });
    const contract = (number: string, signed_on: string | null) => ({
      number,
      counterparty: "A",
      stations_count: 1,
      signed_on,
      from: "2026-01-01",
      to: "2026-07-01",
      state: "active",
    });
    const ruled = ruledDays({
      fees: [fee("HT-1"), fee("HT-2"), fee(null)],
      contracts: [contract("HT-1", "2026-02-01"), contract("HT-2", null)],
    });
    expect(ruled.map(({ from, to }) => [from, to])).toEqual([
      ["2026-02-01", "2026-07-01"],
      ["2026-01-01", null],
    ]);
  });

  it("reach back three years by month, and a quarter by day", () => {
    expect(stretchOf("month", "2026-06-15")).toEqual({ from: "2023-07-01", to: "2026-06-16" });
    expect(stretchOf("day", "2026-06-30")).toEqual({ from: "2026-04-02", to: "2026-07-01" });
  });
});

describe("the room of a label", () => {
  it("is that of the whole, or of three letters and an ellipsis", () => {
    expect(roomOf("在线")).toBe(2);
    expect(roomOf("华南中秋满减")).toBe(4);
    expect(roomOf("Paused")).toBeCloseTo(2.8);
    expect(roomOf("")).toBe(0);
  });
});
