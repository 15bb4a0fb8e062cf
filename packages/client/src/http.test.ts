import { pipeline } from "node:stream/promises";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createClient } from "./client.ts";
import { createHttp } from "./http.ts";
import { answer, bodyOf, serve } from "./testing/serve.ts";
import { clientVersion } from "./version.ts";

const refused = (code: string) => ({ code, message: code, reasons: [], requestId: "r1" });

describe("a call", () => {
  it.each([
    ["an answer", 200, "INTEGRITY"],
    ["a refusal", 400, "INVALID_INPUT"],
  ])("stops reading %s without end", async (_name, status, code) => {
    let sentBytes = 0;
    const endless = async function* () {
      for (const piece = Buffer.alloc(1024 * 1024, " "); ; sentBytes += piece.length)
        yield await Promise.resolve(piece);
    };
    const url = await serve(async (_request, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      await pipeline(endless, response).catch(() => undefined); // whoever asked hangs up
    });
    await expect(createHttp({ url }).json("/api/v1/info")).rejects.toMatchObject({ code });
    expect(sentBytes).toBeLessThan(100 * 1024 * 1024);
  });

  it.each([
    { versionId: "v1", number: "/../../elsewhere", manifestDigest: "d", resolvedAt: "t" },
    { versionId: 1, number: 1, manifestDigest: "d", resolvedAt: "t" },
    null,
  ])("does not take %j for a version", async (lie) => {
    const client = createClient({ url: await serve((_request, response) => answer(response, 200, lie)) });
    await expect(client.resolve("speech/vad:1")).rejects.toMatchObject({ code: "INTEGRITY" });
  });

  it("sends the token, its version, and JSON", async () => {
    const seen: Record<string, unknown> = {};
    const url = await serve(async (request, response) => {
      Object.assign(seen, request.headers, { body: (await bodyOf(request)).toString(), path: request.url });
      answer(response, 200, { result: { data: { id: "m1" } } });
    });
    const made = await createClient({ url: `${url}/`, token: "chyp_secret" }).api.models.create.mutate({
      team: "speech",
      name: "asr",
    });
    expect(made).toEqual({ id: "m1" });
    expect(seen).toMatchObject({
      authorization: "Bearer chyp_secret",
      "chancery-client": clientVersion,
      "content-type": "application/json",
      path: "/api/trpc/models.create",
      body: '{"team":"speech","name":"asr"}',
    });
  });

  it("has an Idempotency-Key of its own beside others of its kind, and keeps it when it is sent again", async () => {
    const keys: unknown[] = [];
    const url = await serve((request, response) => {
      const key = request.headers["idempotency-key"];
      const isFirst = !keys.includes(key);
      keys.push(key);
      if (isFirst) answer(response, 503, refused("UNAVAILABLE"));
      else answer(response, 200, { result: { data: {} } });
    });
    const { api } = createClient({ url });
    await Promise.all(["a", "b", "c"].map((slug) => api.teams.create.mutate({ slug, name: slug })));
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(3);
  });

  it("asks a server whose disk is full once: no second later is there more room", async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      answer(response, 507, refused("UNAVAILABLE"), { "retry-after": "0" });
    });
    await expect(createHttp({ url }).json("/api/v1/info")).rejects.toMatchObject({ code: "UNAVAILABLE", status: 507 });
    expect(asked).toBe(1);
  });

  it("repeats a mutation after a cut connection and after 503, under the same Idempotency-Key", async () => {
    const keys: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      keys.push(request.headers["idempotency-key"] as string | undefined);
      if (keys.length === 1) return void response.destroy();
      if (keys.length === 2) return answer(response, 503, refused("UNAVAILABLE"), { "retry-after": "0" });
      answer(response, 200, { result: { data: {} } });
    });
    await createClient({ url }).api.teams.create.mutate({ slug: "speech", name: "Speech" });
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it("uses the Idempotency-Key it is given, and another one for each call otherwise", async () => {
    const keys: unknown[] = [];
    const url = await serve((request, response) => {
      keys.push(request.headers["idempotency-key"]);
      answer(response, 200, { result: { data: {} } });
    });
    const { teams } = createClient({ url }).api;
    await teams.create.mutate({ slug: "a", name: "A" }, { idempotencyKey: "mine" });
    await teams.create.mutate({ slug: "b", name: "B" });
    await teams.create.mutate({ slug: "c", name: "C" });
    expect(keys[0]).toBe("mine");
    expect(new Set(keys).size).toBe(3);
  });

  it("does not repeat what the server refused", async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      answer(response, 403, refused("FORBIDDEN"));
    });
    await expect(createClient({ url }).resolve("speech/asr:1")).rejects.toMatchObject({
      code: "FORBIDDEN",
      requestId: "r1",
    });
    expect(calls).toBe(1);
  });

  it("does not wait longer than a minute because a server says so", async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      answer(response, 429, refused("LIMIT_EXCEEDED"), { "retry-after": "3600" });
    });
    await expect(createClient({ url }).info()).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      retryable: true,
      retryAfterMs: 3_600_000,
    });
    expect(calls).toBe(1);
  });

  it("times out, also when headers came and the body does not", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"result":');
    });
    const http = createHttp({ url, timeoutMs: 50 });
    await expect(http.json("/api/v1/info", { method: "PATCH" })).rejects.toMatchObject({
      code: "TIMEOUT",
      retryable: true,
    });
  });

  it("stops at once when its signal fires, also between two tries", async () => {
    const stop = new AbortController();
    const url = await serve((_request, response) => {
      answer(response, 503, refused("UNAVAILABLE"), { "retry-after": "30" });
      setTimeout(() => stop.abort(), 20);
    });
    const startedAt = performance.now();
    await expect(createClient({ url }).info({ signal: stop.signal })).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(createClient({ url, signal: stop.signal }).info()).rejects.toMatchObject({ code: "CANCELLED" });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("follows no redirect: the token stays with the server it was given for", async () => {
    let isReached = false;
    const elsewhere = await serve((_request, response) => {
      isReached = true;
      answer(response, 200, {});
    });
    const url = await serve((_request, response) => void response.writeHead(302, { location: elsewhere }).end());
    await expect(createClient({ url, token: "chyp_secret" }).info()).rejects.toThrow(elsewhere);
    expect(isReached).toBe(false);
  });

  it("is made by a call and by nothing else: a client can be logged and awaited", async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      answer(response, 200, {});
    });
    const client = createClient({ url, token: "chyp_secret" });
    const answers: readonly unknown[] = [client.api, client.api.models, client.api.models.get];
    for (const given of answers) await given;
    expect(`${JSON.stringify(client)} ${inspect(client, { depth: 5, showProxy: true })}`).not.toContain("chyp_secret");
    expect(calls).toBe(0);
  });

  it("says plainly when the address is no Chancery server", async () => {
    const url = await serve((_request, response) => void response.end("<html>hello</html>"));
    await expect(createClient({ url }).info()).rejects.toThrow(/Chancery server/);
  });

  it.each(["ftp://x", "not a url", "https://user:pass@host", "https://host/?a=b"])(
    "refuses %s as an address",
    (url) => {
      expect(() => createClient({ url })).toThrow(/http or https/);
    },
  );
});

describe("the version handshake", () => {
  it("stops with VERSION_MISMATCH when the server serves newer clients only", async () => {
    const headers = { "chancery-oldest-client": "99.0.0", "chancery-version": "99.1.0" };
    const url = await serve((_request, response) => answer(response, 200, { result: { data: {} } }, headers));
    await expect(createClient({ url }).info()).rejects.toMatchObject({
      code: "VERSION_MISMATCH",
      retryable: false,
      facts: { client: clientVersion, oldestClient: "99.0.0", server: "99.1.0" },
    });
  });
});
