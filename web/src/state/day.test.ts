// What happens at midnight.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchDay } from "./day";
import { tileEpoch } from "./live";
import { LIVE, networkQuery } from "./queries";
import { makeQueryClient } from "./query-client";

const network = (today: string) => ({ today, zone: "Asia/Shanghai", revision: 7 }) as never;
const server = vi.hoisted(() => ({ today: "2026-06-30", asked: 0 }));
vi.mock("../api/endpoints", () => ({
  getNetwork: async () => {
    server.asked += 1;
    return network(server.today);
  },
}));

describe("midnight in the network's zone", () => {
  let stop = () => {};
  const client = makeQueryClient();
  const stats = [LIVE, "stats", { metrics: "online" }];
  const isStale = () => client.getQueryState(stats)?.isInvalidated;

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-06-30T15:58:30Z") });
    Object.assign(server, { today: "2026-06-30", asked: 0 });
    client.setQueryData(networkQuery().queryKey, network("2026-06-30"));
    client.setQueryData(stats, { total: 1 });
    stop = watchDay(client);
  });
  afterEach(() => {
    stop();
    client.clear();
    vi.useRealTimers();
  });

  it("makes every answer stale and tiles new, and nothing before it does", async () => {
    const epoch = tileEpoch.get();
    await vi.advanceTimersByTimeAsync(89_000);
    expect([isStale(), server.asked]).toEqual([false, 0]);
    server.today = "2026-07-01";
    await vi.advanceTimersByTimeAsync(3_000);
    expect(isStale()).toBe(true);
    expect(client.getQueryData(networkQuery().queryKey)).toMatchObject({ today: "2026-07-01" });
    expect(tileEpoch.get()).toBe(epoch + 1);
  });

  it("waits for the server to agree where the reader's clock is ahead", async () => {
    await vi.advanceTimersByTimeAsync(95_000);
    expect([isStale(), server.asked]).toEqual([false, 1]);
    server.today = "2026-07-01";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isStale()).toBe(true);
  });
});
