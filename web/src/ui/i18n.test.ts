// Every text that the interface asks for is there, and every text that is there
// is asked for. That English has exactly the keys of Chinese is a matter of types.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { enOne } from "./locales/en";

const files = import.meta.glob<Record<string, object>>("./locales/*.ts", { eager: true });

/** The texts of all files of a language: the first ones, and those of the pages. */
const textsIn = (language: "zh" | "en"): object =>
  Object.assign(
    {},
    ...Object.entries(files)
      .filter(([path]) => path.includes(`/${language}`))
      .flatMap(([, file]) => Object.entries(file))
      .filter(([name]) => !name.endsWith("One"))
      .map(([, texts]) => texts),
  );

const zh = textsIn("zh");
const en = textsIn("en");

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/(locales|schema|\.test)/.test(path))
  .map((path) => readFileSync(join(SRC, path), "utf8"));

const keysOf = (texts: object, path: string[] = []): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "string" ? [[...path, name].join(".")] : keysOf(text, [...path, name]),
  );
const textsOf = (texts: object): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === "string" ? [text] : textsOf(text)));

const keys = keysOf(zh);
const plain = new Set(keys.map((key) => key.replace(/_other$/, "")));
const groups = Object.keys(zh).join("|");
const found = (pattern: RegExp) =>
  new Set(
    sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string)),
  );
const asked = found(new RegExp(`"((?:${groups})\\.[\\w.]+)"`, "g"));
/** `group.${word}` and wordFor("group", word): the words come with the data. */
const open = new Set([
  ...found(new RegExp(`\`((?:${groups})(?:\\.\\w+)?)\\.\\$\\{`, "g")),
  ...found(/wordFor\(\s*"(\w+)"/g),
]);

describe("the texts", () => {
  it("are all there", () => {
    expect([...asked].filter((key) => !plain.has(key))).toEqual([]);
  });

  it("are all asked for", () => {
    const unused = [...plain].filter(
      (key) => !asked.has(key) && !open.has(key.split(".").slice(0, -1).join(".")),
    );
    expect(unused).toEqual([]);
  });

  it("have the same gaps to fill in both languages", () => {
    const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
    expect(textsOf(en).map(gaps)).toEqual(textsOf(zh).map(gaps));
    expect(keysOf(enOne).every((key) => plain.has(key.replace(/_one$/, "")))).toBe(true);
  });

  it("are Chinese in Chinese, and not in English", () => {
    const han = /\p{Script=Han}/u;
    expect(textsOf(en).filter((text) => han.test(text))).toEqual([]);
    const latin = textsOf(zh).filter((text) => !han.test(text));
    expect(latin).toEqual([]);
  });
});
