// The pure part of the web: URL, question, classes, numbers, dates, donuts.
import { describe, expect, it } from "vitest";
import { coloursFor, quantiles, rangesOf } from "./classes";
import { dateOfMonth, isCivilDate, lastDayOf, monthsBetween } from "./date";
import { sharesOf } from "./donut";
import { stationsFile, statsFile } from "./exports";
import { formatValue } from "./figure";
import { formatCompact, formatDate } from "./format";
import { effectiveLevel } from "./levels";
import { joinList, splitList } from "./lists";
import { words as textWords } from "./params";
import { questionOf, questionParams, whenParams } from "./question";
import { stageUndo } from "./stage-undo";
import {
  DEFAULT_VIEW,
  formatView,
  parseSearch,
  parseView,
  stringifySearch,
  type View,
} from "./view";
import { clockText, dayEnd, dayIn, dayStart, instantText } from "./zone";

const view = (patch: Partial<View>): View => ({ ...DEFAULT_VIEW, ...patch });

describe("the URL", () => {
  it("is empty for the default view", () => {
    expect(stringifySearch(formatView(DEFAULT_VIEW))).toBe("");
    expect(parseView({})).toEqual(DEFAULT_VIEW);
  });

  it("carries the whole view there and back", () => {
    const full = view({
      camera: { zoom: 5.25, lat: 31.2, lng: 121.5 },
      at: "2026-06-30",
      stage: ["online", "none"],
      brand: ["中石化", "壳牌 & 伙伴", "Shell, Inc.", "a\\,b\\"],
      operator: [","],
      filter: "opened_on > DATE('2025-01-01')",
      set: "sales",
      within: "310000",
      level: "city",
      metric: "gmv",
      period: { from: "2026-01-01", to: "2026-04-01" },
      compare: "2025-06-30",
      change: "relative",
      explain: "fee_rate",
      layers: ["regions"],
      scale: "continuous",
      range: { from: 0.25, to: null },
      station: "SH/001",
      language: "en",
      theme: "dark",
      hidden: ["rail"],
    });
    const url = stringifySearch(formatView(full));
    expect(url).toContain("period=2026-01-01..2026-03-31");
    expect(url).toContain("map=5.25/31.2/121.5");
    expect(parseView(parseSearch(url))).toEqual(full);
  });

  it("keeps lists of words apart from the commas in them", () => {
    const words = ["Shell, Inc.", "a\\", "\\,", "油"];
    expect(splitList(joinList(words))).toEqual(words);
    expect(joinList(["online", "signed"])).toBe("online,signed");
    expect(splitList(",a,,b\\c,a")).toEqual(["a", "b\\c"]);
    const own = textWords(["name"]);
    expect(own.parse(own.format(words) ?? undefined)).toEqual(words);
    expect(own.format(["name"])).toBeNull();
  });

  it("keeps an empty choice of layers apart from no choice", () => {
    expect(parseView(formatView(view({ layers: [] }))).layers).toEqual([]);
  });

  it("reads nonsense as absent", () => {
    const read = parseView({
      map: "1/2",
      at: "2026-02-30",
      lang: "fr",
      theme: "x",
      layers: "roads",
      period: "2026-03-02..2026-03-01",
      compare: "yesterday",
      change: "more",
    });
    expect(read).toEqual(view({ layers: [] }));
  });
});

describe("a question", () => {
  it("names only what is asked", () => {
    expect(questionParams(questionOf(DEFAULT_VIEW))).toEqual({});
    expect(
      questionParams(questionOf(view({ at: "2026-01-31", brand: ["a", "b"], within: "31" }))),
    ).toEqual({ at: "2026-01-31", brand: "a,b", set: "admin", within: "31" });
  });

  it("puts a value with a comma into CQL2, beside the filter typed by hand", () => {
    const q = questionOf(
      view({ brand: ["a,b", "o'c"], filter: "energy = 'ev' OR stage = 'online'" }),
    );
    expect(questionParams(q)).toEqual({
      filter: "(energy = 'ev' OR stage = 'online') AND (brand IN ('a,b','o''c'))",
    });
  });
});

describe("a file", () => {
  const question = questionOf(
    view({ at: "2026-06-30", knownAt: "2026-07-01T00:00:00Z", stage: ["online"], within: "31" }),
    "2026-11-26",
  );
  it("holds the stations that the question counts", () => {
    expect(stationsFile(question, "csv", "zh")).toBe(
      "/api/v1/exports/stations?at=2026-06-30&known_at=2026-07-01T00:00:00Z&stage=online&set=admin&within=31&open=true&format=csv&headers=zh",
    );
    expect(stationsFile(question, "geojson", "zh")).not.toContain("headers");
  });
  it("holds the statistics of its regions over its period", () => {
    const asked = { set: "admin", level: "city", metrics: "gmv" };
    expect(statsFile({ ...question, period: "month" }, asked, "xlsx", "en")).toBe(
      "/api/v1/stats?at=2026-06-30&known_at=2026-07-01T00:00:00Z&stage=online&set=admin&within=31&metrics=gmv&from=2026-06-01&to=2026-07-01&level=city&format=xlsx&headers=en",
    );
  });
});

describe("classes", () => {
  it("are quantiles without the absent values", () => {
    expect(quantiles([5, null, 1, 2, undefined, 3, 4], 5)).toEqual({
      limits: [2, 3, 4, 5],
      min: 1,
      max: 5,
    });
  });

  it("collapse when values repeat, and are null for nothing", () => {
    const same = quantiles([7, 7, 7], 5);
    expect(same).toEqual({ limits: [], min: 7, max: 7 });
    expect(same && rangesOf(same)).toEqual([{ from: 7, to: 7, open: false }]);
    expect(quantiles([null], 5)).toBeNull();
  });

  it("tell the few that differ from the many that do not", () => {
    const few = quantiles([0, 0, 0, 0, 0, 0, 3, 8], 2);
    expect(few).toEqual({ limits: [3], min: 0, max: 8 });
    expect(few && coloursFor(few, ["a", "b", "c"])).toEqual(["a", "c"]);
  });

  it("colour nothing but zeros as little", () => {
    const zeros = quantiles([0, 0], 5);
    expect(zeros && coloursFor(zeros, ["a", "b", "c"])).toEqual(["a"]);
  });

  it("keep the ends of the ramp", () => {
    expect(coloursFor({ limits: [1, 2], min: 0, max: 3 }, ["a", "b", "c", "d", "e"])).toEqual([
      "a",
      "c",
      "e",
    ]);
  });
});

describe("numbers and dates", () => {
  it("are short by language", () => {
    expect(formatCompact(12_345, "zh")).toBe("1.2万");
    expect(formatCompact(12_345, "en")).toBe("12k");
    expect(formatCompact(999, "zh")).toBe("999");
    expect(formatCompact(230_000_000, "zh")).toBe("2.3亿");
  });

  it("show an absent rate as a dash", () => {
    expect(formatValue(null, "ratio", "zh")).toBe("—");
    expect(formatValue(0.25, "ratio", "en")).toBe("25.0%");
  });

  it("know the calendar", () => {
    expect(isCivilDate("2024-02-29")).toBe(true);
    expect(isCivilDate("2023-02-29")).toBe(false);
    expect(lastDayOf("2026-02")).toBe("2026-02-28");
    expect(monthsBetween("2025-11-30", "2026-02-01")).toEqual([
      "2025-11",
      "2025-12",
      "2026-01",
      "2026-02",
    ]);
    expect(dateOfMonth("2026-11", "2026-11-23")).toBe("2026-11-23");
    expect(formatDate("2026-06-30", "zh")).toBe("2026年6月30日");
  });
});

describe("donuts", () => {
  it("sum to the whole ring and keep small parts visible", () => {
    for (const counts of [
      [1, 999, 0, 0, 0, 0, 1],
      [3, 3, 3, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 4],
      [1, 1, 1, 1, 1, 1, 1],
    ]) {
      const shares = sharesOf(counts);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(20);
      expect(shares.every((s, i) => s > 0 === (counts[i] as number) > 0)).toBe(true);
    }
  });
});

describe("levels", () => {
  const levels = ["province", "city", "district"];
  it("go one below the region that the view is within", () => {
    expect(effectiveLevel(levels, null, null)).toBe("province");
    expect(effectiveLevel(levels, null, "province")).toBe("city");
    expect(effectiveLevel(levels, "province", "city")).toBe("district");
    expect(effectiveLevel(levels, "district", "province")).toBe("district");
    expect(effectiveLevel(levels, null, "district")).toBe("district");
    expect(effectiveLevel([], "city", null)).toBeNull();
  });
});

describe("taking a stage back", () => {
  const events = [
    { valid_from: "2026-03-20", stage: "signed", note: null },
    { valid_from: "2026-04-01", stage: "online", note: "三年合同" },
  ];
  it("says again what was said for its day", () => {
    expect(stageUndo(events, "2026-04-01")).toEqual({
      put: { valid_from: "2026-04-01", stage: "online", note: "三年合同" },
    });
  });
  it("leaves nothing where nothing was said", () => {
    expect(stageUndo(events, "2026-04-02")).toEqual({ remove: "2026-04-02" });
    expect(stageUndo([], "2026-04-02")).toEqual({ remove: "2026-04-02" });
  });
});

describe("instants", () => {
  it("begin and end a day by the clocks of its zone", () => {
    const at = (instant: number) => new Date(instant).toISOString();
    expect(at(dayStart("Asia/Shanghai", "2026-07-01"))).toBe("2026-06-30T16:00:00.000Z");
    expect(at(dayEnd("Asia/Shanghai", "2026-06-30"))).toBe("2026-06-30T16:00:00.000Z");
    // The days on which Berlin's clocks change have 23 hours and 25.
    const hours = (date: string) =>
      (dayEnd("Europe/Berlin", date) - dayStart("Europe/Berlin", date)) / 3_600_000;
    expect(["2026-03-28", "2026-03-29", "2026-10-25"].map(hours)).toEqual([24, 23, 25]);
    expect(dayIn("Asia/Shanghai", Date.parse("2026-06-30T15:59:59Z"))).toBe("2026-06-30");
    expect(dayIn("Asia/Shanghai", Date.parse("2026-06-30T16:00:00Z"))).toBe("2026-07-01");
  });

  it("are written as the API and the field want them", () => {
    const instant = Date.parse("2026-07-01T08:05:00.123Z");
    expect(instantText(instant)).toBe("2026-07-01T08:05:00Z");
    expect(Date.parse(clockText(instant))).toBe(Date.parse("2026-07-01T08:05:00Z"));
    const known = (text: string) => parseView({ known_at: text }).knownAt;
    expect(known("2026-07-01T08:05:00+08:00")).toBe("2026-07-01T08:05:00+08:00");
    for (const nonsense of ["2026-07-01", "yesterday", "2026-13-01T00:00:00Z"]) {
      expect(known(nonsense)).toBeNull();
    }
  });

  it("go with the questions about one station as with all others", () => {
    const when = { at: "2026-06-30", knownAt: "2026-07-01T00:00:00Z" };
    expect(whenParams(when)).toEqual({ at: "2026-06-30", known_at: "2026-07-01T00:00:00Z" });
    expect(questionParams(questionOf(view(when)))).toEqual(whenParams(when));
  });
});
