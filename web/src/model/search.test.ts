// What the search box reads of a text, and in which order it shows what is found.
import { describe, expect, it } from "vitest";
import { byAddress, matchRegions, mergeFound, readAddress, searchWords } from "./search";

describe("the search", () => {
  it("ask for as many words as the server reads", () => {
    expect(searchWords("  壳牌  浦东 ")).toBe("壳牌 浦东");
    expect(searchWords(" ")).toBeNull();
    expect(searchWords("a ".repeat(20))?.split(" ")).toHaveLength(8);
    expect(searchWords("长".repeat(500))).toHaveLength(200);
  });

  const regions = [
    ["44", "广东省", null],
    ["4406", "佛山市", "44"],
    ["440605", "南海区", "4406"],
    ["11", "北京市", null],
    ["1100", "北京市", "11"],
    ["110105", "朝阳区", "1100"],
    ["2113", "朝阳市", null],
    ["220104", "朝阳区", "2201"],
  ].map(([code, name, parent]) => ({ code: code as string, name: name as string, parent }));
  const read = (text: string) => {
    const { places, rest } = readAddress(regions, text);
    return [places.map(({ code }) => code).join(), rest];
  };

  it("read the places of an address, and the street without its number", () => {
    expect(read("广东省佛山市南海区解放路914号")).toEqual(["440605", "解放路"]);
    expect(read("佛山 南海 解放路")).toEqual(["440605", "解放路"]);
    expect(read("北京市朝阳区建国路")).toEqual(["110105", "建国路"]);
    expect(read("北京市建国路8号院")).toEqual(["11", "建国路"]);
    // One name of several places is all of them.
    expect(read("朝阳区建国路")).toEqual(["110105,220104", "建国路"]);
    expect(read("DEMO-000010")).toEqual(["", "DEMO-000010"]);
    expect(read("")).toEqual(["", ""]);
  });

  it("find an address by its street, the very number first", () => {
    const [a, b, c, d] = [
      "甲市乙区解放路9号",
      "甲市乙区解放路914号",
      "甲市乙区新华路914号",
      null,
    ].map((address) => ({ address }));
    const all = [a, b, c, d].flatMap((one) => one ?? []);
    expect(byAddress(all, "乙区 解放路914号", "解放路")).toEqual([b, a]);
    expect(byAddress(all, "乙区", "")).toEqual([]);
  });

  it("put the very code first, and each station once", () => {
    const [a, b, c] = ["A-1", "A-10", "A-2"].map((code) => ({ code })) as [
      { code: string },
      { code: string },
      { code: string },
    ];
    expect(
      mergeFound(
        [
          [b, a],
          [a, c],
        ],
        "A-1",
        8,
      ),
    ).toEqual([a, b, c]);
    expect(mergeFound([[b], [a, c]], "x", 2)).toEqual([b, a]);
  });

  it("rank names that begin with the text first", () => {
    const regions = ["大上海", "上海市", "北京市"].map((name, i) => ({ name, code: String(i) }));
    expect(matchRegions(regions, "上海", 5).map((r) => r.name)).toEqual(["上海市", "大上海"]);
  });
});
