// Playwright's `test` with a server of its own: unclaimed and empty unless `serverArgs` say otherwise.
import { test as base, expect } from "@playwright/test";
import { startServer, type RunningServer } from "./server.ts";

type ServerFixtures = {
  /** What the server is started with. */
  readonly serverArgs: readonly string[];
  readonly server: RunningServer;
};

/** What the server wrote is attached to a test that failed. */
export const test = base.extend<ServerFixtures>({
  serverArgs: [[], { option: true }],
  server: [
    async ({ serverArgs }, use, testInfo) => {
      const server = await startServer({ args: serverArgs });
      await use(server);
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach("server.log", { body: server.output(), contentType: "text/plain" });
      await server.stop();
    },
    { timeout: 240_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

export { expect };
