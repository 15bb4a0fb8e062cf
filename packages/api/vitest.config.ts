// Suites copy one migrated database for each test.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { globalSetup: "../db/src/testing/template.ts" } });
