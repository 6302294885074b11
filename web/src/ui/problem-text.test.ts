// What the server has against something is told in the reader's language: in Chinese never in English.
import { readFileSync } from "node:fs";
import i18next from "i18next";
import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../api/problem";
import type { OpenApi } from "../model/openapi";
import { THINGS } from "../model/problem-forms";
import { setLanguage } from "./i18n";
import { zhRefusal } from "./locales/zh-refusal";
import { problemReason } from "./problem-reason";
import { problemText } from "./problem-text";

const problem = (
  status: number,
  detail: string,
  parameter: string | null = null,
  got: string | null = null,
  allowed: string | null = null,
) => new Problem(status, "Title", detail, parameter, got, allowed);
const reason = (one: Problem) => problemReason(one, i18next.t);
/** Words of the languages that are asked in, which nobody translates. */
const KEYWORDS = ["IN", "true", "false"];
/** Words of ours left in English: not in quotes, nor in a list or an example, which say what to write. */
const english = (words: string): string[] =>
  (words.replace(/“[^”]*”|例如.*$|：[^，；]*$/gs, "").match(/\b[A-Za-z]{2,}\b/g) ?? []).filter(
    (word) => !KEYWORDS.includes(word),
  );

/** As the server writes them. */
const SAID: [Problem, string][] = [
  [problem(404, 'there is no station "zzz"'), "没有站点“zzz”"],
  [problem(404, 'there is no region of set admin "zz"'), "没有区域“zz”"],
  [problem(404, 'there is no station in the campaign "S-1"'), "没有参与站点“S-1”"],
  [problem(409, 'there is a campaign "c9" already'), "活动“c9”已经存在"],
  [
    problem(409, "revision 7 cannot be undone: 1 thing is in the way, so nothing was written"),
    "不能撤销：有 1 项之后又有改动，什么都没有写入",
  ],
  [problem(422, 'code: must not be empty, got ""', "code", "", "must not be empty"), "不能为空"],
  [problem(422, 'name: at most 200 characters are kept, got "aa"', "name"), "最多 200 个字"],
  [problem(422, 'budget: "1.234" has more than 2 decimals', "budget"), "最多 2 位小数"],
  [
    problem(422, 'budget: "9e9" is not a number; write digits with a decimal point', "budget"),
    "不是数字，应写成 1234.50 这样",
  ],
  [
    problem(
      422,
      'to: a period must end after it begins, but 2026-01-01 to 2025-01-01 does not, got "2025-01-01"',
      "to",
    ),
    "从 2026-01-01 到 2025-01-01 没有任何一天：结束必须晚于起始",
  ],
  [
    problem(422, 'from: campaign c9 runs from 2026-01-01 on, got "2025-01-01"', "from"),
    "活动从 2026-01-01 开始",
  ],
  [
    problem(
      400,
      "filter: not CQL2 text: --> 1:8; 1 | brand =; ^---; = expected GEOMETRY",
      "filter",
    ),
    "第 1 行第 8 个字符处读不懂，请检查括号、引号和运算符",
  ],
  [
    problem(
      400,
      'filter: there is no property "foo"; there are code, name, brand',
      "filter",
      "foo = 1",
    ),
    "没有属性“foo”，可用的有：code、name、brand",
  ],
  [problem(400, 'there is no parameter "x" here', "x", "x", "from, to"), "没有这个参数"],
  [
    problem(400, "filter: a filter may have 8000 bytes, this one has 9000", "filter"),
    "条件太长，最多 8000 字节；很多取值请用 IN",
  ],
  [
    problem(
      400,
      "filter: a filter may have 500 tests, 50 of them of codes, names and areas; this one has 600, 1 of them such: ask for many values with IN",
      "filter",
    ),
    "条件太多，最多 500 项，其中编码、名称和范围最多 50 项；很多取值请用 IN",
  ],
  [
    problem(400, 'filter: energy is one of fuel, ev, never "x"', "filter"),
    "“energy”不会是“x”，只能是：fuel、ev",
  ],
  [
    problem(400, "from must be …", "from", "x", "a civil date YYYY-MM-DD before `to`"),
    "应为 2026-06-30 这样的日期，并早于“结束日期”",
  ],
];

describe("in Chinese", () => {
  beforeEach(() => setLanguage("zh"));

  it("says what is wrong", () => {
    for (const [one, words] of SAID) expect(reason(one)).toBe(words);
  });

  it("leaves no word of English outside quotes", () => {
    expect(english("没有parameter“x”")).toEqual(["parameter"]);
    for (const [one] of SAID) expect(english(reason(one) ?? "")).toEqual([]);
    for (const words of Object.values(zhRefusal.problem))
      expect(english(words.replaceAll(/\{\{\w+\}\}/g, ""))).toEqual([]);
  });

  it("has a word for each thing, and none for what it does not know", () => {
    expect(Object.keys(zhRefusal.thing).sort()).toEqual([...THINGS].sort());
    expect(reason(problem(404, 'there is no gizmo "x"'))).toBeNull();
  });

  it("calls the parameter by what the interface calls it", () => {
    expect(problemText(problem(400, "", "within"), i18next.t)).toBe("“区域”的值无法接受");
  });

  it("says nothing rather than English", () => {
    expect(reason(problem(422, "something never said before", "from", "x", "the moon"))).toBeNull();
    expect(reason(problem(503, "the server is on fire"))).toBeNull();
  });

  it("knows what nearly every parameter of the API allows, and never says it in English", () => {
    const api = JSON.parse(readFileSync("openapi.json", "utf8")) as OpenApi;
    const allowed = new Set(
      [...JSON.stringify(api).matchAll(/ Must be (.*?)\.",/g)].map((match) =>
        (match[1] as string).replaceAll('\\"', '"'),
      ),
    );
    expect(allowed.size).toBeGreaterThan(50);
    const told = [...allowed].map((one) => reason(problem(400, `x must be ${one}`, "x", "?", one)));
    expect(told.filter((words) => words !== null && english(words).length > 0)).toEqual([]);
    expect(told.filter((words) => words?.startsWith("problem."))).toEqual([]);
    expect(told.filter((words) => words === null).length / told.length).toBeLessThan(0.2);
  });
});

describe("in English", () => {
  beforeEach(() => setLanguage("en"));

  it("says the same, and what the server says where the form is unknown", () => {
    expect(reason(problem(409, 'there is a campaign "c9" already'))).toBe(
      "There is a campaign “c9” already",
    );
    expect(reason(problem(422, "something never said before"))).toBe("something never said before");
  });
});
