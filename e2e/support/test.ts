// Playwright's `test` with a running server of its own data, unclaimed unless `serverArgs` say otherwise.
import { test as base, expect } from "@playwright/test";
import { startServer, type RunningServer } from "./server.ts";

type ServerFixtures = {
  /** What the server is started with; specs that differ in it get a server each. */
  readonly serverArgs: readonly string[];
  readonly server: RunningServer;
};

/** What the server wrote is attached to a test that failed. */
export const test = base.extend<{ readonly attachOutput: undefined }, ServerFixtures>({
  serverArgs: [[], { scope: "worker", option: true }],
  server: [
    async ({ serverArgs }, use) => {
      const server = await startServer(serverArgs);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  attachOutput: [
    async ({ server }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach("server.log", { body: server.output(), contentType: "text/plain" });
    },
    { auto: true },
  ],
});

export { expect };
