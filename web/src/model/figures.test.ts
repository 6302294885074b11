// Values, periods and symbols: what turns the answers about money into words and colours.
import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatInFull,
  formatLabel,
  formatRange,
  formatRelative,
  formatValue,
} from "./figure";
import { formatCompact, formatShort } from "./format";
import { figuresFor, grouped, hasPeriod, METRIC_GROUPS, readingOf } from "./metrics";
import { formatPeriod, movedTo, parsePeriod, spanOf } from "./period";
import { figureParams, questionOf } from "./question";
import { symbolScale } from "./symbols";
import { centsOf, countOf, difference, numberOf, relative } from "./value";
import { DEFAULT_VIEW } from "./view";

describe("values", () => {
  it("are numbers from texts and numbers, and nothing from nothing", () => {
    expect(numberOf("1234.50")).toBe(1234.5);
    expect(numberOf(0.25)).toBe(0.25);
    for (const none of [null, undefined, "", "x"]) expect(numberOf(none)).toBeNull();
    expect(countOf(null)).toBe(0);
  });

  it("subtract to the cent where a float would not", () => {
    expect(0.3 - 0.1).not.toBe(0.2);
    expect(difference("0.30", "0.10")).toBe("0.20");
    expect(difference("90071992547409.93", "0.01")).toBe("90071992547409.92");
    expect(difference("-5.5", "0.05")).toBe("-5.55");
    expect(difference("1", "1.00")).toBe("0.00");
    expect(centsOf("12.345")).toBeNull();
    expect(difference(7, 9)).toBe(-2);
    expect(difference(null, 9)).toBeNull();
    expect(relative("150.00", "100.00")).toBe(0.5);
    expect(relative(5, 0)).toBeNull();
  });
});

describe("figures in words", () => {
  it("shorten money by language, in full keep every cent", () => {
    expect(formatValue("123456789.10", "money", "zh")).toBe("¥1.23亿");
    expect(formatValue("123456789.10", "money", "en")).toBe("¥123M");
    expect(formatValue("34120000.00", "money", "zh")).toBe("¥3,412万");
    expect(formatValue("8455.50", "money", "zh")).toBe("¥8,456");
    expect(formatValue("845.5", "money", "zh")).toBe("¥845.50");
    expect(formatValue("0.00", "money", "en")).toBe("¥0");
    expect(formatValue("-12345.00", "money", "en")).toBe("−¥12.3k");
    expect(formatInFull("9007199254740993.17", "money", "en")).toBe("¥9,007,199,254,740,993.17");
    expect(formatInFull("-0.05", "money", "zh")).toBe("−¥0.05");
  });

  it("say what two ends share once", () => {
    expect(formatRange(5_370_000, 22_710_000, "money", "zh")).toBe("¥537 – 2,271万");
    expect(formatRange(78_740_000, 160_000_000, "money", "zh")).toBe("¥7,874万 – 1.60亿");
    expect(formatRange(0.0186, 0.0217, "rate", "en")).toBe("1.86 – 2.17%");
    expect(formatRange(10, 99, "count", "en")).toBe("10 – 99");
    expect(formatRange(7, 7, "count", "en")).toBe("7");
  });

  it("give fee rates two digits and coverage one", () => {
    expect(formatValue(0.0206, "rate", "en")).toBe("2.06%");
    expect(formatValue(0.25, "ratio", "zh")).toBe("25.0%");
    expect(formatValue(null, "money", "zh")).toBe("—");
  });

  it("name litres and kilowatt-hours", () => {
    expect(formatValue(12_345, "litres", "zh")).toBe("1.23万升");
    expect(formatValue(-12_345, "kwh", "en")).toBe("−12.3k kWh");
    expect(formatValue(-1_234, "orders", "en")).toBe("−1,234");
    expect(formatValue(12_345, "kwh", "en")).toBe("12.3k kWh");
    expect(formatInFull(12_345.678, "kwh", "zh")).toBe("12,345.678度");
  });

  it("round up into the next unit", () => {
    expect(formatShort(99_999_999, "zh")).toBe("1.00亿");
    expect(formatCompact(999_950, "en")).toBe("1M");
    expect(formatLabel("120000000.00", "money", "zh")).toBe("¥1.2亿");
  });

  it("tell changes with their sign, of shares in points", () => {
    expect(formatChange("-1234567.00", "money", "zh")).toBe("−¥123万");
    expect(formatChange(0.0012, "rate", "en")).toBe("+0.12 pp");
    expect(formatChange(-0.031, "ratio", "zh")).toBe("−3.1 百分点");
    expect(formatChange(-0.00004, "rate", "en")).toBe("−0.004 pp");
    expect(formatChange(0, "count", "zh")).toBe("±0");
    expect(formatRelative(-0.125, "en")).toBe("−12.5%");
    expect(formatRelative(null, "en")).toBe("—");
  });
});

describe("metrics", () => {
  it("are each in one group, what is not known last", () => {
    const ids = Object.values(METRIC_GROUPS).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(28);
    const found = grouped([{ id: "novelty" }, { id: "gmv" }, { id: "online" }]);
    expect(found.map((g) => g.group)).toEqual(["cooperation", "sales", "other"]);
  });

  it("say whether they sum over a period and how they read", () => {
    expect(["gmv", "missing_fee", "online", "contracts_active"].map(hasPeriod)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(readingOf({ id: "fee_rate", unit: "ratio" })).toBe("rate");
    expect(readingOf({ id: "coverage_rate", unit: "ratio" })).toBe("ratio");
  });

  it("bring their company along", () => {
    expect(figuresFor("online")).toEqual([]);
    expect(figuresFor("signed")).toEqual(["signed"]);
    expect(figuresFor("gmv")).toEqual([
      "gmv",
      "fee_rate",
      "channel_fee",
      "orders",
      "net_take_rate",
    ]);
    expect(figuresFor("contracts_active")).toEqual(["contracts_active", "contracts_expiring_90d"]);
  });
});

describe("periods", () => {
  it("follow the date", () => {
    const on = (period: Parameters<typeof spanOf>[0]) => spanOf(period, "2026-08-14");
    expect(on("days30")).toEqual({ from: "2026-07-16", to: "2026-08-15" });
    expect(on("month")).toEqual({ from: "2026-08-01", to: "2026-08-15" });
    expect(on("previous")).toEqual({ from: "2026-07-01", to: "2026-08-01" });
    expect(on("quarter")).toEqual({ from: "2026-07-01", to: "2026-08-15" });
    expect(on("year")).toEqual({ from: "2026-01-01", to: "2026-08-15" });
    expect(spanOf("previous", "2026-01-31")).toEqual({ from: "2025-12-01", to: "2026-01-01" });
    expect(spanOf("quarter", "2026-12-01").from).toBe("2026-10-01");
  });

  it("of one's own are written with both days in them", () => {
    const own = parsePeriod("2026-01-01..2026-03-31");
    expect(own).toEqual({ from: "2026-01-01", to: "2026-04-01" });
    expect(formatPeriod(own)).toBe("2026-01-01..2026-03-31");
    expect(parsePeriod("2026-03-31..2026-01-01")).toBe("days30");
    expect(parsePeriod("fortnight")).toBe("days30");
    expect(movedTo(own, "2026-06-30", "2026-06-20")).toEqual({
      from: "2025-12-22",
      to: "2026-03-22",
    });
    expect(movedTo("month", "2026-06-30", "2026-06-20")).toBe("month");
  });

  it("go along with metrics that sum over one, and with no others", () => {
    const question = questionOf({ ...DEFAULT_VIEW, period: "month" }, "2026-08-14");
    expect(figureParams(question, "online")).toEqual({ metrics: "online" });
    expect(figureParams(question, "online,gmv")).toEqual({
      metrics: "online,gmv",
      at: "2026-08-14",
      from: "2026-08-01",
      to: "2026-08-15",
    });
    // What the server takes by itself is left to it.
    expect(figureParams(questionOf(DEFAULT_VIEW), "gmv")).toEqual({ metrics: "gmv" });
    // The date decides, and it is not known yet.
    expect(figureParams(questionOf({ ...DEFAULT_VIEW, period: "month" }), "gmv")).toBeNull();
  });
});

describe("symbols", () => {
  it("grow with the sum, and with the stations where a sum says nothing", () => {
    const clusters = [
      { value: 100, count: 1 },
      { value: 10_000, count: 3 },
    ];
    const sums = symbolScale([1, 2, 3], clusters, "money");
    expect(sums.size({ value: 10_000, count: 3 })).toBeGreaterThan(
      sums.size({ value: 100, count: 90 }),
    );
    const rates = symbolScale([0.01, 0.02], [{ value: 0.03, count: 9 }], "rate");
    expect(rates.size({ value: 0.01, count: 9 })).toBeGreaterThan(
      rates.size({ value: 0.9, count: 1 }),
    );
  });

  it("colour a station by its class, and without a value as nothing", () => {
    const scale = symbolScale([1, 2, 3, 4, 5], [], "money");
    const colours = [1, 2, 3, 4, 5].map((v) => scale.colour(v, "light"));
    expect(new Set(colours).size).toBe(5);
    expect(scale.colour(null, "light")).toBe("#e6e8ec");
    expect(symbolScale([0, 0, 7], [], "money").colour(0, "light")).toBe("#e6e8ec");
    expect(symbolScale([0, 0, 7], [], "money").classes?.min).toBe(7);
    expect(symbolScale([], [], "money").classes).toBeNull();
  });
});
