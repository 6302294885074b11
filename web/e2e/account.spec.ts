// The card of a station that sells: contract, terms, sums, months, notes.
import { api, type Exposed, expect, settled, test } from "./fixtures";

const path = (code: string, of: string) => `/api/v1/stations/${encodeURIComponent(code)}/${of}`;

/** A station that sold something for fees in the last thirty days. */
async function seller(): Promise<Exposed> {
  const explained = await api.get("/api/v1/stats/explain?metric=fee_rate");
  const part = explained.parts.find((p: Exposed) => p.part === "counted");
  const { items } = await api.get(`${part.href}&limit=1`);
  return items[0];
}

test("its sums, contract and terms are the API's", async ({ open }) => {
  const { code } = await seller();
  const account = await api.get(path(code, "account"));
  const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(code)}`);
  const card = page.getByTestId("station-card");
  for (const id of ["gmv", "channel_fee", "fee_rate", "orders"]) {
    await expect(card.locator(`[data-testid=account] [data-metric=${id}]`)).toHaveAttribute(
      "data-value",
      String(account.values[id] ?? ""),
    );
  }
  await expect(card.getByTestId("contracts").locator("li")).toHaveCount(account.contracts.length);
  for (const { number, counterparty } of account.contracts) {
    await expect(card.getByTestId("contracts")).toContainText(number);
    await expect(card.getByTestId("contracts")).toContainText(counterparty);
  }
  await expect(card.getByTestId("fees").locator("li")).toHaveCount(account.fees.length);
  await expect(card.getByTestId("months").locator("rect")).toHaveCount(account.months.length);
  await settled(page);
});

test("a note is written and stands first", async ({ open }) => {
  const { code } = await seller();
  const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(code)}`);
  const card = page.getByTestId("station-card");
  await card.getByRole("button", { name: "写一条" }).click();
  await card.getByRole("textbox", { name: "内容" }).fill("已谈续约");
  await card.getByRole("textbox", { name: "记录人" }).fill("李雷");
  await card.getByRole("button", { name: "保存" }).click();
  const first = card.getByTestId("notes").locator("li").first();
  await expect(first).toContainText("已谈续约");
  await expect(first).toContainText("李雷");
  const { items } = await api.get(path(code, "notes"));
  expect(items[0].text).toBe("已谈续约");
  await settled(page);
});

test("the card says what was known, of every part of it", async ({ open }) => {
  const { code } = await seller();
  const { today } = await api.get("/api/v1/network");
  const account = await api.get(path(code, "account"));
  const known = new Date().toISOString();
  const write = async (of: string, body: Record<string, unknown>) =>
    expect((await api.post(path(code, of), body)).status).toBe(201);
  await write("notes", { at: today, author: "韩梅梅", text: "后来才写的" });
  await write("cooperation", { valid_from: today, stage: "paused", note: "后来才定的" });
  const sold = { station: code, date: today, orders: 9, volume: "9", gmv: "99999.00" };
  const put = await fetch(`${api.url}/api/v1/performance`, {
    method: "PUT",
    headers: { "content-type": "application/json", "x-actor": "tester" },
    body: JSON.stringify(sold),
  });
  expect(put.ok, await put.text()).toBe(true);
  try {
    const query = `&known_at=${encodeURIComponent(known)}`;
    const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(code)}${query}`);
    const card = page.getByTestId("station-card");
    await expect(card.locator("[data-testid=account] [data-metric=gmv]")).toHaveAttribute(
      "data-value",
      account.values.gmv,
    );
    const timeline = await api.get(`${path(code, "timeline")}?known_at=${known}`);
    await expect(card.getByTestId("stages").locator("li")).toHaveCount(timeline.items.length);
    await expect(card.getByTestId("history").locator("li").first()).toBeVisible();
    await expect(card).not.toContainText("后来才");
    const now = await api.get(`/api/v1/stations/${encodeURIComponent(code)}?known_at=${known}`);
    expect(now.stage).not.toBe("paused");
    await expect(card.locator(".card-line")).not.toContainText("暂停");
    await page.getByTestId("known").getByRole("button").click();
    await expect(card.locator(".card-line")).toContainText("暂停");
    await expect(card).toContainText("后来才写的");
    await settled(page);
  } finally {
    await api.delete(`${path(code, "cooperation")}/${today}`);
  }
});
