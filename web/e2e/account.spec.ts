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

test.beforeEach(async () => {
  const { items } = await api.get("/api/v1/stations?limit=1");
  const { status } = await fetch(api.url + path(items[0].code, "account"));
  test.skip(status === 404, "the service has no accounts of stations");
});

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
