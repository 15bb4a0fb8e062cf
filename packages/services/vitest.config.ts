// Suites open real databases, a new one for each test: a loaded machine takes its time for that.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { testTimeout: 30_000, globalSetup: "../db/src/testing/template.ts", isolate: false },
});
