// What the server refuses about stations is said in the reader's language.
import i18next from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../../api/problem";
import type { BulkStageAnswer } from "../../api/stations";
import { setLanguage } from "../../ui/i18n";
import "../../ui/stations-texts";
import { BulkPreview } from "./bulk-preview";
import { whyRefused } from "./words";

vi.mock("../../state/preferences", () => ({ useLanguage: () => "zh" }));

const answer = {
  matched: 1,
  changed: 0,
  unchanged: 0,
  changes: [],
  more: 0,
  refused: [{ station: "ZZ-1", reason: "there is no station of this code" }],
  refused_more: 0,
} as unknown as BulkStageAnswer;

const why = (status: number, detail: string, got: string | null = null) =>
  whyRefused(new Problem(status, "Title", detail, "name", got, null), i18next.t);

describe("in Chinese", () => {
  beforeEach(() => setLanguage("zh"));

  it("says which codes are nobody's", () => {
    const html = renderToStaticMarkup(
      createElement(BulkPreview, { answer, moves: null, stage: "joined", stale: false }),
    );
    expect(html).toContain("ZZ-1");
    expect(html).toContain("没有这个编码的站点");
    expect(html).not.toContain("there is");
  });

  it("says why a cell is refused", () => {
    expect(why(404, 'there is no station "S-1"', "S-1")).toBe("站点 S-1 已不存在");
    expect(why(422, "name: must not be empty")).toBe("不能为空");
    expect(why(422, "name: at most 200 characters are kept")).toBe("最多 200 个字");
    expect(why(0, "Failed to fetch")).toBeNull();
  });
});
