// Suites here move real bytes over real sockets, on machines that do other things too.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
