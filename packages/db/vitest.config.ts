// Suites copy one migrated database for each test.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { testTimeout: 30_000, globalSetup: "./src/testing/template.ts" } });
