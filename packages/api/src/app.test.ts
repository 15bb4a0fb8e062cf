// The app as HTTP clients meet it: who is let in, from where, with how much, and what every answer carries.
import { eachEngine, type World } from "@chancery/services/testing";
import { expect, it } from "vitest";
import { origin, refusalIn, serveApp } from "./testing/serve-app.ts";

async function openApp(open: () => Promise<World>) {
  const world = await open();
  const admin = await world.person("Grace", { role: "admin" });
  const served = serveApp(world);
  const teams = async () => {
    const answer = await served.query("teams.list", {}, { as: admin });
    return ((await answer.json()) as { result: { data: { items: { slug: string }[] } } }).result.data.items.map(
      ({ slug }) => slug,
    );
  };
  return { world, admin, teams, ...served };
}
const speech = { slug: "speech", name: "Speech" };

eachEngine("every answer", (open) => {
  it("carries request id, versions and strict headers, and never lets another origin in", async () => {
    const { ask, admin } = await openApp(open);
    for (const path of ["/api/v1/info", "/api/v1/nothing", "/healthz", "/api/trpc/nothing"]) {
      const answer = await ask(path, { as: admin, headers: { origin } });
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get("chancery-version")).toBe("0.1.0");
      expect(answer.headers.get("chancery-oldest-client")).toBe("0.1.0");
      expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("names a failure by its request id alone, over both transports", async () => {
    const { world, admin } = await openApp(open);
    const logged: object[] = [];
    const house = { ...world.house, log: { info: () => undefined, error: (facts: object) => void logged.push(facts) } };
    const broken = {
      ...house,
      db: { ...house.db, transaction: () => Promise.reject(new Error("secret detail of the database")) },
    };
    const { mutate } = serveApp({ ...world, house: broken });
    const answer = await mutate("teams.create", speech, { as: admin });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain("secret detail");
    const requestId = answer.headers.get("x-request-id") ?? "";
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: "INTERNAL", requestId } } });
    expect(logged).toContainEqual(expect.objectContaining({ requestId }));
  });

  it("is logged by its path, without a procedure's name that the sender made up", async () => {
    const { world, admin } = await openApp(open);
    const logged: object[] = [];
    const house = { ...world.house, log: { info: (facts: object) => void logged.push(facts), error: () => undefined } };
    const { ask } = serveApp({ ...world, house });
    for (const names of ["me.get", "hunter2andmore", "me.get,hunter2,teams.list", "toString"])
      await ask(`/api/trpc/${names}?batch=1&input={}`, { as: admin });
    expect(logged.map((facts) => (facts as { path: string }).path)).toEqual([
      "/api/trpc/me.get",
      "/api/trpc/?",
      "/api/trpc/me.get,?,teams.list",
      "/api/trpc/?",
    ]);
  });

  it("to something unknown is a coded 404 that quotes nothing of it", async () => {
    const { ask, admin } = await openApp(open);
    for (const path of [
      "/api/v1/%3Cscript%3E",
      "/api/trpc/%3Cscript%3E",
      "/api//v1/info",
      "/api/v1/info.json",
      "/ajax-api/v1/info",
      "/tlog/checkpoint",
    ]) {
      const answer = await ask(path, { as: admin });
      expect(answer.status).toBe(404);
      const text = await answer.text();
      expect(text).toContain('"NOT_FOUND"');
      expect(text).not.toContain("script");
    }
  });
});

eachEngine("who is asking", (open) => {
  it("is told by a token or by the portal's cookie, and by a token alone where there are both", async () => {
    const { world, admin, query, tokenOf, cookieOf } = await openApp(open);
    const ada = await world.person("Ada");
    const token = await tokenOf(ada);
    const nameOf = async (answer: Promise<Response>) =>
      ((await (await answer).json()) as { result: { data: { name: string } } }).result.data.name;
    expect(await nameOf(query("me.get", {}, { as: admin }))).toBe("Grace");
    expect(await nameOf(query("me.get", {}, { token }))).toBe("Ada");
    expect(await nameOf(query("me.get", {}, { token, headers: { cookie: cookieOf(admin) } }))).toBe("Ada");
  });

  it.each([
    "Bearer %",
    "Bearer ",
    "Bearer chyp_short",
    "Basic YTpi",
    "bearer",
    `Bearer ${"a".repeat(5000)}`,
    "Bearer chyp_000000000000000000000000000000000000",
  ])("is nobody with the Authorization %s, whatever cookie comes with it", async (authorization) => {
    const { admin, query, cookieOf } = await openApp(open);
    const answer = await query("me.get", {}, { headers: { authorization, cookie: cookieOf(admin) } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(await refusalIn(answer)).toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

eachEngine("a write from elsewhere", (open) => {
  const attacks: readonly (readonly [string, Record<string, string>])[] = [
    ["a foreign Origin", { origin: "https://evil.example" }],
    ["a null Origin", { origin: "null" }],
    ["no Origin", { origin: "" }],
    ["our host in another scheme", { origin: "https://localhost:3000" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
    ["a same-site fetch", { "sec-fetch-site": "same-site" }],
    ["a navigation", { "sec-fetch-site": "none" }],
    ["no header that forces a preflight", { "x-chancery-csrf": "" }],
  ];
  it.each(attacks)("with %s changes nothing", async (_what, headers) => {
    const { ask, admin, teams, cookieOf } = await openApp(open);
    const own = {
      cookie: cookieOf(admin),
      origin,
      "sec-fetch-site": "same-origin",
      "x-chancery-csrf": "1",
      "content-type": "application/json",
    };
    const sent = Object.fromEntries(Object.entries({ ...own, ...headers }).filter(([, value]) => value !== ""));
    for (const path of ["/api/trpc/teams.create", "/api/v1/uploads"]) {
      const answer = await ask(path, { method: "POST", headers: sent, body: JSON.stringify(speech) });
      expect(answer.status).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect(await refusalIn(answer)).toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "origin_foreign" }] });
    }
    expect(await teams()).toEqual([]);
  });

  it("is refused with a token too, when a browser says it comes from elsewhere", async () => {
    const { mutate, tokenOf, admin, teams } = await openApp(open);
    const token = await tokenOf(admin);
    expect((await mutate("teams.create", speech, { token, headers: { origin: "null" } })).status).toBe(403);
    expect(await teams()).toEqual([]);
    expect((await mutate("teams.create", speech, { token })).status).toBe(200);
  });

  it.each([
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/x-www-form-urlencoded",
    "<script>1</script>",
    "application/jsonx",
  ])("as %s is no JSON: nothing runs, nothing is echoed", async (type) => {
    const { ask, admin, world } = await openApp(open);
    const before = (await world.leaves()).length;
    const answer = await ask("/api/trpc/audit.check", {
      as: admin,
      method: "POST",
      headers: { "content-type": type },
      body: "--x--",
    });
    expect(answer.status).toBe(415);
    const text = await answer.text();
    expect(text).not.toContain("script");
    expect(JSON.parse(text)).toMatchObject({ code: "INVALID_INPUT" });
    expect((await world.leaves()).length).toBe(before);
  });

  it("by GET, or by another method than the procedure's, does nothing", async () => {
    const { query, ask, admin, teams } = await openApp(open);
    expect((await query("teams.create", speech, { as: admin })).status).toBe(405);
    expect((await ask("/api/trpc/teams.create", { as: admin, method: "DELETE" })).status).toBe(415);
    expect(
      (
        await ask("/api/trpc/teams.create", {
          as: admin,
          method: "OPTIONS",
          headers: { "access-control-request-method": "POST" },
        })
      ).headers.get("access-control-allow-origin"),
    ).toBeNull();
    expect(await teams()).toEqual([]);
  });

  it("may not start an export, which is an act", async () => {
    const { ask, admin, world } = await openApp(open);
    const answer = await ask("/api/v1/audit/export", { as: admin, headers: { "sec-fetch-site": "cross-site" } });
    expect(answer.status).toBe(403);
    expect(await world.leaves()).toEqual([]);
  });

  it("exports nothing by asking for the head of an export, and no entry says that it did", async () => {
    const { ask, admin, world } = await openApp(open);
    expect((await ask("/api/v1/audit/export", { as: admin, method: "HEAD" })).status).toBe(405);
    expect(await world.leaves()).toEqual([]);
  });
});

eachEngine("a request that asks too much", (open) => {
  it("runs at most 20 procedures", async () => {
    const { ask, admin } = await openApp(open);
    const batch = (count: number) => {
      const inputs = Object.fromEntries(Array.from({ length: count }, (_, at) => [at, {}]));
      return ask(
        `/api/trpc/${Array.from({ length: count }, () => "me.get").join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`,
        { as: admin },
      );
    };
    expect((await batch(20)).status).toBe(200);
    expect((await batch(21)).status).toBe(400);
    expect((await batch(200)).status).toBe(400);
  });

  it("is refused before its body or query is parsed", async () => {
    const { mutate, query, ask, admin } = await openApp(open);
    const big = await mutate("teams.create", { slug: "speech", name: "x".repeat(10 * 1024 * 1024) }, { as: admin });
    expect([big.status, (await refusalIn(big)).reasons[0]?.code]).toEqual([413, "body_too_large"]);
    const long = await query("models.list", { q: "x".repeat(10_000) }, { as: admin });
    expect([long.status, (await refusalIn(long)).reasons[0]?.code]).toEqual([400, "query_too_long"]);
    const many = await ask("/api/v1/resolve?ref=a&ref=b", { as: admin });
    expect([many.status, (await refusalIn(many)).reasons[0]?.code]).toEqual([400, "parameter_repeated"]);
  });

  it.each([1e9, -1, 0, 1.5, "50", null])("gets no page of %s", async (limit) => {
    const { query, admin } = await openApp(open);
    const answer = await query("models.list", { limit }, { as: admin });
    expect([answer.status, (await refusalIn(answer)).code]).toEqual([400, "INVALID_INPUT"]);
  });

  it("with fields nobody asked for is refused, and no prototype is touched", async () => {
    const { ask, mutate, admin } = await openApp(open);
    expect((await mutate("teams.create", { ...speech, isAdmin: true }, { as: admin })).status).toBe(400);
    const polluted = await ask("/api/trpc/teams.create", {
      as: admin,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"__proto__":{"x":1},"slug":"a","name":"A"}',
    });
    expect(polluted.status).toBeLessThan(500);
    expect(({} as { x?: number }).x).toBeUndefined();
    expect(
      (
        await ask("/api/trpc/teams.create", {
          as: admin,
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{",
        })
      ).status,
    ).toBe(400);
  });
});

eachEngine("a host", (open) => {
  it("other than the public URL's gets nothing, whatever is forwarded", async () => {
    const { ask, admin } = await openApp(open);
    for (const headers of [
      { host: "evil.example" },
      { host: "localhost:3001" },
      { host: "127.0.0.1:3000" },
      { host: "evil.example", "x-forwarded-host": "localhost:3000" },
    ]) {
      const answer = await ask("/api/v1/info", { as: admin, headers });
      expect([answer.status, (await refusalIn(answer)).reasons[0]?.code]).toEqual([421, "host_unknown"]);
    }
    expect(
      (await ask("/api/v1/info", { headers: { host: "LOCALHOST:3000", "x-forwarded-host": "evil.example" } })).status,
    ).toBe(200);
  });

  it("may be an address for health probes, never a foreign name", async () => {
    const { ask } = await openApp(open);
    expect((await ask("/healthz", { headers: { host: "10.1.2.3:3000" } })).status).toBe(200);
    expect((await ask("/readyz", { headers: { host: "localhost" } })).status).toBe(200);
    expect((await ask("/healthz", { headers: { host: "evil.example" } })).status).toBe(421);
  });
});

eachEngine("a body", (open) => {
  it("that is not UTF-8 is refused with the byte, and nothing is kept of it", async () => {
    const { ask, admin, world } = await openApp(open);
    const before = (await world.leaves()).length;
    const body = Buffer.from('{"slug":"cafe","name":"Caf\u00e9"}', "latin1");
    const answer = await ask("/api/trpc/teams.create", {
      as: admin,
      headers: { "content-type": "application/json" },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`the body is not UTF-8: byte ${body.indexOf(0xe9)} begins no character`);
    expect((await world.leaves()).length).toBe(before);
  });
});

eachEngine("a client", (open) => {
  it("older than the oldest served, or none at all by its version, is told so by name", async () => {
    const { ask } = await openApp(open);
    for (const version of ["0.0.9", "soon", "1"]) {
      const answer = await ask("/api/v1/info", { headers: { "chancery-client": version } });
      expect([answer.status, (await refusalIn(answer)).code]).toEqual([426, "VERSION_MISMATCH"]);
    }
    for (const version of ["0.1.0", "0.10.0", "1.0.0-rc.1"])
      expect((await ask("/api/v1/info", { headers: { "chancery-client": version } })).status).toBe(200);
  });

  it("that sends a mutation twice under one key has it done once", async () => {
    const { mutate, admin, teams, world } = await openApp(open);
    const asked = { as: admin, headers: { "idempotency-key": "k-1" } };
    const [first, second] = [await mutate("teams.create", speech, asked), await mutate("teams.create", speech, asked)];
    expect(await second.json()).toEqual(await first.json());
    expect((await mutate("teams.create", { slug: "vision", name: "V" }, asked)).status).toBe(409);
    expect(
      (await mutate("teams.create", speech, { as: admin, headers: { "idempotency-key": "x".repeat(200) } })).status,
    ).toBe(400);
    expect(await teams()).toEqual(["speech"]);
    expect((await world.leaves()).length).toBe(1);
  });
});

eachEngine("an unclaimed registry", (open) => {
  it("says what it is, can be claimed, and does nothing else", async () => {
    const world = await open();
    const { ask, query, mutate } = serveApp(world);
    expect(await (await ask("/api/v1/info")).json()).toMatchObject({ isClaimed: false });
    expect((await query("meta.info")).status).toBe(200);
    expect((await ask("/healthz")).status).toBe(200);
    expect(
      (
        await mutate("identity.claim", {
          code: "wrong",
          name: "A",
          email: "a@example.test",
          password: "copper kettle harbour",
        })
      ).status,
    ).toBe(404);
    const closed = [
      await query("models.list"),
      await mutate("identity.acceptInvitation", { code: "x", password: "copper kettle harbour" }),
      await ask("/api/v1/resolve?ref=a/b:1"),
      await ask("/api/v1/openapi.json"),
      await ask("/api/trpc/meta.info,models.list?batch=1&input=%7B%7D"),
    ];
    for (const answer of closed) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(await refusalIn(answer)).toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "not_claimed" }] });
    }
  });
});
