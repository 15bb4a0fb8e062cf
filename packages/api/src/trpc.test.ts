// The wire of tRPC, held against tRPC's own handler over the same router.
import { eachEngine, type World } from "@chancery/services/testing";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { expect, it } from "vitest";
import { seal } from "./expose.ts";
import { appRouter } from "./surface.ts";
import { origin, refusalIn, serveApp, type Asked } from "./testing/serve-app.ts";

const openApp = async (world: World) => ({
  world,
  admin: await world.person("Grace", { role: "admin" }),
  ...serveApp(world),
});

eachEngine("a procedure", (open) => {
  it("is called over the wire of tRPC's own handler: alone, in a batch, refused", async () => {
    const { world, admin, ask } = await openApp(await open());
    const own = (path: string, { method = "GET", body }: Asked = {}) =>
      fetchRequestHandler({
        endpoint: "/api/trpc",
        req: new Request(`${origin}${path}`, {
          method,
          ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        }),
        router: appRouter,
        createContext: () => seal({ house: world.house, call: world.call(admin) }),
      });
    const withInputs = (inputs: unknown) => `input=${encodeURIComponent(JSON.stringify(inputs))}`;
    const requests: readonly (readonly [path: string, asked?: Asked])[] = [
      [`/api/trpc/me.get?${withInputs({})}`],
      [`/api/trpc/me.get,teams.list?batch=1&${withInputs({ 0: {}, 1: { limit: 1 } })}`],
      [`/api/trpc/me.get?batch=1&${withInputs({ 0: {} })}`],
      ["/api/trpc/sessions.end?batch=1", { method: "POST", body: { 0: {} } }],
      ["/api/trpc/me.get"],
      ["/api/trpc/me.get?batch=1"],
      [`/api/trpc/me.get,nothing?batch=1&${withInputs({ 0: {} })}`],
      ["/api/trpc/teams.create?input=%7B%7D"],
      ["/api/trpc/me.get", { method: "POST", body: {} }],
      ["/api/trpc/audit.check", { method: "PUT", body: {} }],
      ["/api/trpc/toString"],
    ];
    for (const [path, asked] of requests) {
      const [ours, theirs] = [await ask(path, { as: admin, ...asked }), await own(path, asked)];
      const [body, expected] = [(await ours.json()) as object, (await theirs.json()) as object];
      if (theirs.ok && theirs.status !== 207) expect([path, body]).toEqual([path, expected]);
      else expect([path, ours.status, Array.isArray(body)]).toEqual([path, theirs.status, Array.isArray(expected)]);
    }
  });

  it("of a batch is answered by itself, with the error it would have alone", async () => {
    const { admin, ask } = await openApp(await open());
    const answer = await ask("/api/trpc/nothing,meta.info,teams.create?batch=1&input={%221%22:{}}", { as: admin });
    const requestId = answer.headers.get("x-request-id");
    const refusal = (code: number, data: { readonly code: string; readonly reason: string; httpStatus: number }) => ({
      error: {
        code,
        message: expect.any(String) as string,
        data: {
          code: data.code,
          httpStatus: data.httpStatus,
          message: expect.any(String) as string,
          reasons: [{ code: data.reason, message: expect.any(String) as string }],
          requestId,
        },
      },
    });
    expect(answer.status).toBe(207);
    expect(await answer.json()).toEqual([
      refusal(-32004, { code: "NOT_FOUND", reason: "procedure_unknown", httpStatus: 404 }),
      { result: { data: expect.objectContaining({ name: "chancery" }) as object } },
      refusal(-32600, { code: "INVALID_INPUT", reason: "method_wrong", httpStatus: 405 }),
    ]);
  });

  it("takes effect once for each place of a batch: mutations of one kind do not share the batch's Idempotency-Key", async () => {
    const { admin, ask } = await openApp(await open());
    const slugs = (made: readonly { readonly result?: { readonly data: { readonly slug: string } } }[]) =>
      made.map(({ result }) => result?.data.slug);
    const batch = async (...names: readonly string[]) => {
      const answer = await ask(`/api/trpc/${names.map(() => "teams.create").join(",")}?batch=1`, {
        as: admin,
        method: "POST",
        headers: { "idempotency-key": "one-key" },
        body: { ...names.map((name) => ({ slug: name, name })) },
      });
      return slugs((await answer.json()) as Parameters<typeof slugs>[0]);
    };
    expect(await batch("speech", "vision", "risk")).toEqual(["speech", "vision", "risk"]);
    expect(await batch("speech", "vision", "risk")).toEqual(["speech", "vision", "risk"]);
    const alone = await ask("/api/trpc/teams.create", {
      as: admin,
      method: "POST",
      headers: { "idempotency-key": "one-key" },
      body: { slug: "speech", name: "speech" },
    });
    expect(await alone.json()).toMatchObject({ result: { data: { slug: "speech" } } });
  });

  it("is not called with what is no JSON, and in a batch only with an input for each call", async () => {
    const { admin, ask } = await openApp(await open());
    const post = (path: string, body: string) =>
      ask(path, { as: admin, method: "POST", headers: { "content-type": "application/json" }, body });
    for (const answer of [
      await ask("/api/trpc/me.get?input=%7B", { as: admin }),
      await ask("/api/trpc/me.get?batch=1&input=1", { as: admin }),
      await post("/api/trpc/audit.check", "{"),
      await post("/api/trpc/audit.check?batch=1", "true"),
    ])
      expect([answer.status, (await refusalIn(answer)).reasons[0]?.code]).toEqual([400, "input_malformed"]);
  });
});
