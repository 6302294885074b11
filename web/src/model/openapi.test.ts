// The API's documents, from the description that the types are made of.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chapters, curl, exampleAddress, type OpenApi, typeText } from "./openapi";

const api = JSON.parse(readFileSync("openapi.json", "utf8")) as OpenApi;
const all = chapters(api).flatMap((chapter) => chapter.operations);
const find = (method: string, path: string) => {
  const found = all.find((o) => o.method === method && o.path === path);
  if (!found) throw new Error(`no ${method} ${path}`);
  return found;
};

describe("the API's documents", () => {
  it("hold every operation once, each with a summary", () => {
    const described = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(all.map((o) => `${o.method} ${o.path}`).sort()).toEqual(described.sort());
    expect(all.filter((o) => o.summary === "")).toEqual([]);
  });

  it("are found by words in any order", () => {
    const found = chapters(api, "EXPLAIN get").flatMap((c) => c.operations.map((o) => o.path));
    expect(found).toEqual(["/api/v1/stats/explain", "/api/v1/stats/explain/rows"]);
    expect(chapters(api, "no such thing")).toEqual([]);
  });

  it("give commands that can be pasted", () => {
    expect(curl(find("GET", "/api/v1/stations/{code}"), "http://x")).toBe(
      "curl 'http://x/api/v1/stations/SH-001'",
    );
    expect(curl(find("PATCH", "/api/v1/stations/{code}"), "http://x")).toBe(
      "curl -X PATCH 'http://x/api/v1/stations/SH-001' \\\n  -H 'content-type: application/json' \\\n  -d @body",
    );
    expect(exampleAddress(find("GET", "/tiles/stations/{z}/{x}/{y}"))).not.toContain("{");
  });

  it("name types in a few signs", () => {
    expect(typeText({ type: ["string", "null"], format: "date" })).toBe("date | null");
    expect(typeText({ type: "array", items: { $ref: "#/components/schemas/Station" } })).toBe(
      "[Station]",
    );
    expect(typeText({ enum: ["a", 1] })).toBe('"a" | 1');
  });
});
