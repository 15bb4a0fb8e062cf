// Whoever reads the process log dies: the registry serves on, and ends when it is asked to.
import { expect, test } from "@playwright/test";
import { startServer } from "../support/server.ts";

test("a server whose log nobody reads any more serves on, and ends at SIGTERM", async () => {
  const server = await startServer();
  try {
    server.hangUp();
    for (let n = 0; n < 20; n++) {
      const answer = await fetch(`${server.url}/api/v1/info?n=${n}`, { signal: AbortSignal.timeout(10_000) });
      expect(answer.status).toBeLessThan(500);
      await answer.arrayBuffer();
    }
  } finally {
    expect(await server.stop()).toBe(0);
  }
});
