// The journeys, three files at a time, each with servers of its own, in the browser that packages/tooling/setup/browser.mjs found.
import { defineConfig } from "@playwright/test";

const browser = process.env["CHANCERY_BROWSER"];
if (!browser) throw new Error("no browser is named: run `pnpm --filter e2e e2e`, which finds one");
process.env["CHANCERY_E2E_RUN"] ??= String(process.pid); // its workers inherit it
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  globalTeardown: "./support/end-of-run.ts",
  testMatch: "*.spec.ts",
  testIgnore: [
    ...(process.env["CHANCERY_E2E_DATABASE_URL"] ? [] : ["faults/outage.spec.ts"]), // a file is never away
    ...(process.env["CHANCERY_CLIENT_TOOLS"] ? [] : ["clients/*.spec.ts"]),
  ],
  outputDir: "test-results",
  workers: 3, // of two cores: much of a journey waits
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 180_000,
  expect: {
    timeout: 10_000,
    // Another build of Chromium smooths letters differently, and moves none of them.
    toHaveScreenshot: { maxDiffPixelRatio: 0.003, threshold: 0.25, animations: "disabled", caret: "hide" },
  },
  snapshotPathTemplate: "{testDir}/looks/baselines/{arg}{ext}",
  reporter: [["list"], ["json", { outputFile: process.env["CHANCERY_E2E_REPORT"] ?? "test-results/report.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: browser, args: isRoot ? ["--no-sandbox"] : [] },
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
  },
});
