import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "./refusal.ts";
import { patienceMs, send } from "./send.ts";
import { openClient } from "./server-state.tsx";
import { keyOf } from "./use-attempt.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.unstubAllGlobals();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const nowhere = "http://127.0.0.1:9/";
const silenceOf = (sending: Promise<unknown>) =>
  sending.then(
    () => "answered",
    (error: unknown) => refusalOf(error).reasons[0]?.code,
  );
const post = { method: "POST", body: "{}" };

describe("what leaves the browser", () => {
  it("says that nothing was sent where the browser was offline before", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    expect(await silenceOf(send(nowhere, post))).toBe("not_sent");
  });

  it("asks the network itself: a browser that believes to be offline still reaches its own machine", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const url = await serve((_request, response) => response.end("{}"));
    expect((await send(url, post)).status).toBe(200);
  });

  it("does not pretend to know what a server did that gave no answer", async () => {
    const dropping = await serve((request) => request.socket.destroy());
    const cut = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      response.socket?.destroySoon();
    });
    for (const url of [nowhere, dropping, cut]) {
      expect(await silenceOf(send(url, post))).toBe("outcome_unknown");
      expect(await silenceOf(send(url))).toBe("unanswered");
    }
  });

  it("ends where the server hangs, before its answer or within it", async () => {
    const hanging = await serve(() => undefined);
    const halfway = await serve((_request, response) => void response.writeHead(200).write("{"));
    for (const url of [hanging, halfway])
      expect(await silenceOf(send(url, { ...post, signal: AbortSignal.timeout(50) }))).toBe("outcome_unknown");
  });

  it("gives up on a server that hangs by itself", async () => {
    const url = await serve(() => undefined);
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      expect(ms).toBe(patienceMs);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 20);
      return controller.signal;
    });
    const given = new AbortController().signal;
    expect(await silenceOf(send(url, post))).toBe("outcome_unknown");
    const untimed = await Promise.race([
      silenceOf(send(url, { ...post, signal: given })),
      Promise.resolve("still waiting"),
    ]);
    expect(untimed).toBe("still waiting");
    timeout.mockRestore();
  });

  it("takes an answer that is none of ours for no answer", async () => {
    const url = await serve((_request, response) => response.writeHead(502).end("<html>Bad gateway</html>"));
    vi.stubGlobal("fetch", sentTo(url, globalThis.fetch));
    expect(await silenceOf(openClient().teams.create.mutate({ slug: "a", name: "A" }))).toBe("outcome_unknown");
  });
});

describe("the Idempotency-Key of an act", () => {
  it("is its own for each of several sent at once", async () => {
    const keys: unknown[] = [];
    const url = await serve((request, response) => {
      keys.push(request.headers["idempotency-key"]);
      response.end(JSON.stringify({ result: { data: {} } }));
    });
    vi.stubGlobal("fetch", sentTo(url, globalThis.fetch));
    const api = openClient();
    const made = ["a", "b", "c"].map((slug) =>
      api.teams.create.mutate({ slug, name: slug }, { context: { idempotencyKey: keyOf("seed", slug) } }),
    );
    await Promise.all(made);
    expect(new Set(keys).size).toBe(3);
  });

  it("is the same for the same input of one form, and another for any other", () => {
    const input = { note: "Checked.", decision: "approve" };
    expect(keyOf("seed", input)).toBe(keyOf("seed", { ...input }));
    expect(keyOf("seed", { ...input, note: "Checked" })).not.toBe(keyOf("seed", input));
    expect(keyOf("another", input)).not.toBe(keyOf("seed", input));
  });
});

/** The portal's own relative addresses, on a server of the test. */
const sentTo =
  (base: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  (url, init) =>
    fetch(new URL(url as string, base), init);
