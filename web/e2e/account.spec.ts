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

/** Takes the notes of a test away again, so that it can be run once more. */
async function removeNotes(code: string, text: RegExp) {
  const { items } = await api.get(`${path(code, "notes")}?limit=1000`);
  for (const note of items) {
    if (text.test(note.text)) await api.delete(`${path(code, "notes")}/${note.number}`);
  }
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
  await removeNotes(code, /^已谈续约$/);
});

test("every note can be reached, and a history that is cut says so and goes on", async ({
  open,
}) => {
  const { code } = await seller();
  const { today } = await api.get("/api/v1/network");
  for (let i = 0; i < 105; i++) {
    const note = { at: today, author: null, text: `第 ${i} 条` };
    expect((await api.post(path(code, "notes"), note)).status).toBe(201);
  }
  const { matched } = await api.get(`${path(code, "notes")}?limit=1`);
  const changes = (await api.get(`${path(code, "history")}?limit=1000`)).items.length;
  expect(changes).toBeGreaterThan(100);
  test.setTimeout(120_000);
  const page = await open(`/?lang=zh&theme=light&station=${encodeURIComponent(code)}`);
  const card = page.getByTestId("station-card");
  const notes = page.getByRole("region", { name: "跟进记录" });
  const more = notes.getByRole("button", { name: /更早的/ });
  await expect(more).toContainText(`还有 ${matched - 4} 条`);
  while (await more.isVisible()) {
    const before = await notes.locator("li").count();
    await more.click();
    await expect.poll(() => notes.locator("li").count()).toBeGreaterThan(before);
  }
  await expect(notes.locator("li")).toHaveCount(matched);
  await expect(notes).toContainText("第 0 条");

  const history = page.getByRole("region", { name: "变更记录" });
  await history.getByRole("button", { name: /更早的，还有 95\+ 条/ }).click();
  await expect(history).toContainText("只列出了最近的 100 条");
  await history.getByRole("button", { name: "再往前查" }).click();
  await expect(card.getByTestId("history").locator("> li")).toHaveCount(changes);
  await expect(history).not.toContainText("只列出了");
  await settled(page);
  await removeNotes(code, /^第 \d+ 条$/);
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
    await removeNotes(code, /^后来才写的$/);
  }
});
