// The app as HTTP clients meet it: guards, errors, headers. Real house, both engines.
import { createApp } from "./index.ts";
import { anonymousActor, type Actor } from "@chancery/core";
import { eachEngine, type World } from "@chancery/services/testing";
import { createToken } from "@chancery/services";
import { expect, it } from "vitest";

const origin = "http://localhost:3000";

async function serve(open: () => Promise<World>) {
  const world = await open();
  const admin = await world.person("Grace", { role: "admin" });
  const app = createApp({
    house: world.house,
    actorOfCookie: (cookie) => Promise.resolve(cookie === "chancery.session=grace" ? admin : anonymousActor),
  });
  const tokenOf = async (actor: Actor, scopes: readonly string[] = ["*"]) =>
    (await createToken(world.house, world.call(actor), { name: "t", scopes, expiresInDays: 1 })).token;
  const ask = (path: string, init: RequestInit = {}) => Promise.resolve(app.fetch(new Request(`${origin}${path}`, init)));
  return { world, admin, ask, app, tokenOf, token: await tokenOf(admin) };
}

eachEngine("the app", (open) => {
  it("answers who it is to anyone, and who you are to nobody else", async () => {
    const { ask, token } = await serve(open);
    const info = await ask("/api/v1/info");
    expect(info.status).toBe(200);
    expect(await info.json()).toMatchObject({ name: "chancery", isClaimed: true });
    const me = await ask(`/api/trpc/me.get?input=${encodeURIComponent("{}")}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ result: { data: { name: "Grace", via: "token" } } });
    const nobody = await ask(`/api/trpc/me.get?input=%7B%7D`);
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ error: { data: { code: "UNAUTHENTICATED", reasons: [{ code: "not_signed_in" }] } } });
  });
});
