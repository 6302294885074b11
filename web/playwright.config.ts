// End-to-end tests: one browser, one worker, against a running Forecourt.
import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/server.ts",
  outputDir: "test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Software rendering on a shared machine is slow; the tests wait for states, not for times.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { ...browser, viewport: { width: 1440, height: 900 }, trace: "retain-on-failure" },
});
