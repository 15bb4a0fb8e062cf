// Laws are tried on thousands of cases: on a machine busy with other suites that takes its time.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["src/**/*.test.ts"], testTimeout: 30_000 } });
