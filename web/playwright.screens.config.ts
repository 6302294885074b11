// Screenshots of every page and state into web/screens: for eyes, not for comparison.
import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

export default defineConfig({
  testDir: "e2e",
  testMatch: "screens.ts",
  globalSetup: "./e2e/server.ts",
  workers: 1,
  timeout: 120_000,
  reporter: [["list"]],
  use: { ...browser },
});
