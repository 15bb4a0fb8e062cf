// The script of the hashing thread goes out under a policy of its own: it compiles WebAssembly, and asks and loads nothing.
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hashWorker } from "./hash-worker.ts";

it("is sent with what it may do, and once", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "chancery-worker-")), "hash-worker.js");
  writeFileSync(file, "self.x = 1;");
  const server = createServer(await hashWorker(file)).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/hash-worker.js`;
  const first = await fetch(url);
  expect(await first.text()).toBe("self.x = 1;");
  expect(first.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(first.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'",
  );
  const again = await fetch(url, { headers: { "if-none-match": first.headers.get("etag")! } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  server.close();
});
