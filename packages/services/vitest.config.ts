// Suites open real databases, on PostgreSQL a new one for each test: a loaded machine takes its time for that.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { testTimeout: 30_000 } });
