// The bars of each month's changes of stage.
import { describe, expect, it } from "vitest";
import { changeBars, monthChanges } from "./month-changes";

const rows = [
  { bucket: "2026-01-01", values: { entries_online: 6, entries_paused: 1, entries_terminated: 2 } },
  { bucket: "2026-03-01", values: { entries_online: 3, entries_paused: 0, entries_terminated: 1 } },
];

describe("the changes of months", () => {
  it("stand one by one under the months, of which some brought nothing", () => {
    expect(monthChanges(rows, ["2025-12", "2026-01", "2026-02", "2026-03"])).toEqual([
      { online: 0, paused: 0, terminated: 0 },
      { online: 6, paused: 1, terminated: 2 },
      { online: 0, paused: 0, terminated: 0 },
      { online: 3, paused: 0, terminated: 1 },
    ]);
  });

  it("are drawn on one scale both ways, which fills the height", () => {
    const { paths, line } = changeBars(monthChanges(rows, ["2026-01", "2026-02", "2026-03"]), 27);
    // Nine at most, six up and three down: three pixels each.
    expect(line).toBe(18);
    expect(paths.online).toBe("M-0.31 18.00h0.62v-18.00h-0.62zM1.69 18.00h0.62v-9.00h-0.62z");
    expect(paths.paused).toBe("M-0.31 18.00h0.62v3.00h-0.62z");
    expect(paths.terminated).toBe("M-0.31 21.00h0.62v6.00h-0.62zM1.69 18.00h0.62v3.00h-0.62z");
  });

  it("are nothing where nothing happened", () => {
    expect(changeBars(monthChanges([], ["2026-01"]), 28).paths.online).toBe("");
  });
});
