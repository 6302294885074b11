// What axe-core finds on a page that is serious or critical, in words.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const result = await (window as any).axe.run({
      // Ant Design names these by what they do, beside the year and month that they show.
      exclude: [".ant-picker-header"],
    });
    return result.violations
      .filter((v: { impact: string }) => ["serious", "critical"].includes(v.impact))
      .map(
        (v: { id: string; nodes: { html: string }[] }) =>
          `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
      );
  });
}
