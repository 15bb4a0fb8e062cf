// API tokens: form and checksum, who makes one for whom, what it may do, when it dies.
import { anonymousActor, can, isInScope, permissionNames, permissions, tokenPattern } from "@chancery/core";
import { plainly } from "@chancery/db/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePassword } from "../identity/change-password.ts";
import { getMe } from "../identity/me.ts";
import { addPerson } from "../people/add.ts";
import { disableAccount } from "../people/disable.ts";
import { listPeople } from "../people/list.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { actorOfToken } from "./actor-of-token.ts";
import { createToken } from "./create.ts";
import { listTokens } from "./list.ts";
import { revokeToken } from "./revoke.ts";
import { isTokenText, newTokenText } from "./token-text.ts";

const day = 24 * 3_600_000;
const refused = { code: "UNAUTHENTICATED", reasons: [{ code: "token_refused" }] };
const all = { name: "laptop", scopes: ["*"] };

describe("the form of a token", () => {
  const random = { random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) } as Parameters<
    typeof newTokenText
  >[0];

  it("is type, 30 random characters and 6 of checksum", () => {
    expect(newTokenText(random, "person")).toMatch(/^chyp_[0-9A-Za-z]{36}$/);
    expect(newTokenText(random, "service")).toMatch(/^chys_[0-9A-Za-z]{36}$/);
    expect(newTokenText(random, "service")).toMatch(tokenPattern);
    expect(isTokenText(newTokenText(random, "person"))).toBe(true);
  });

  it("finds every single wrong character by its checksum", () => {
    const alphabet = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.constantFrom(...alphabet), (at, character) => {
        const token = newTokenText(random, "person");
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        return isTokenText(changed) === (changed === token);
      }),
      { numRuns: 2000 },
    );
  });
});

eachEngine("API tokens", (open) => {
  it("speaks for its holder, shown once, kept as a digest", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const { token, view } = await createToken(world.house, world.call(ada.actor), all);
    expect(token.startsWith(view.prefix)).toBe(true);
    expect(view).toMatchObject({ scopes: ["*"], lastUsedAt: null, revokedAt: null });
    expect(Date.parse(view.expiresAt)).toBe(world.clock.now().getTime() + 90 * day);
    expect(await actorOfToken(world.house, token)).toMatchObject({
      id: ada.actor.id,
      kind: "person",
      via: "token",
      scopes: ["*"],
    });
    expect(JSON.stringify(await plainly(world.location, "SELECT * FROM token"))).not.toContain(token.slice(13));
    expect(JSON.stringify(await world.leaves())).not.toContain(token.slice(13));
    const { items } = await listTokens(world.house, world.call(ada.actor), {});
    expect(items).toMatchObject([{ id: view.id, lastUsedAt: world.clock.now().toISOString() }]);
  });

  it("refuses nonsense without reading the database", async () => {
    const { house } = await open();
    const unread = {
      ...house,
      db: {
        ...house.db,
        get read(): never {
          throw new Error("the database was read");
        },
      },
    };
    const wellFormed = newTokenText(house, "person");
    const nonsense = [
      "",
      "%",
      "Bearer x",
      "chyp_",
      `${wellFormed}0`,
      wellFormed.slice(0, -1),
      wellFormed.replace(/.$/, (c) => (c === "0" ? "1" : "0")),
      "chyu_".concat(wellFormed.slice(5)),
      "a".repeat(100_000),
    ];
    for (const text of nonsense) await expect(actorOfToken(unread, text)).rejects.toMatchObject(refused);
    await expect(actorOfToken(house, wellFormed)).rejects.toMatchObject(refused);
  });

  it("dies when revoked, when it expires, and with its account", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const make = (expiresInDays: number) => createToken(world.house, world.call(ada.actor), { ...all, expiresInDays });
    const [revoked, short, long] = [await make(90), await make(1), await make(365)];
    await revokeToken(world.house, world.call(ada.actor), { tokenId: revoked.view.id });
    await expect(actorOfToken(world.house, revoked.token)).rejects.toMatchObject(refused);
    await expect(revokeToken(world.house, world.call(ada.actor), { tokenId: revoked.view.id })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    world.clock.advance(day - 1);
    expect(await actorOfToken(world.house, short.token)).toMatchObject({ id: ada.actor.id });
    world.clock.advance(1);
    await expect(actorOfToken(world.house, short.token)).rejects.toMatchObject(refused);
    expect(await actorOfToken(world.house, long.token)).toMatchObject({ id: ada.actor.id });
    const { actor: grace } = await world.signIn(world.grace.email);
    await disableAccount(world.house, world.call(grace), { actorId: ada.actor.id, reason: "left" });
    await expect(actorOfToken(world.house, long.token)).rejects.toMatchObject(refused);
    expect((await world.leaves()).slice(-2)).toMatchObject([
      { type: expect.stringContaining("session.ended") as string },
      { type: expect.stringContaining("token.revoked") as string },
    ]);
  });

  it("lets the owner of a service account make one, signed in, and nobody else", async () => {
    const world = await openClaimed(await open());
    const [ada, bob] = [await world.join("Ada"), await world.join("Bob")];
    const bot = await createServiceAccount(world.house, world.call(world.grace.actor), {
      name: "trainer",
      ownerId: ada.actor.id,
    });
    expect(bot.owner).toEqual({ id: ada.actor.id, name: "Ada" });
    const { token, view } = await createToken(world.house, world.call(ada.actor), { ...all, actorId: bot.id });
    expect(token).toMatch(/^chys_/);
    expect(view.madeBy).toEqual({ id: ada.actor.id, name: "Ada" });
    const actor = await actorOfToken(world.house, token);
    expect(actor).toMatchObject({ id: bot.id, kind: "service", answerableId: ada.actor.id, minterId: ada.actor.id });
    expect(await getMe(world.house, world.call(actor), {})).toMatchObject({
      kind: "service",
      name: "trainer",
      email: null,
      waitingReviews: 0,
      passwordReset: null,
    });
    const personal = await createToken(world.house, world.call(ada.actor), all);
    const refusals = [
      [world.grace.actor, "FORBIDDEN", "role_missing"],
      [bob.actor, "NOT_FOUND", "not_found"],
      [actor, "FORBIDDEN", "token_by_owner_only"],
      [await actorOfToken(world.house, personal.token), "FORBIDDEN", "sign_in_needed"],
    ] as const;
    for (const [maker, code, reason] of refusals)
      await expect(createToken(world.house, world.call(maker), { ...all, actorId: bot.id })).rejects.toMatchObject({
        code,
        reasons: [{ code: reason }],
      });
    await expect(listTokens(world.house, world.call(bob.actor), { actorId: bot.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    for (const reader of [ada.actor, world.grace.actor])
      expect((await listTokens(world.house, world.call(reader), { actorId: bot.id })).items).toHaveLength(1);
    await revokeToken(world.house, world.call(world.grace.actor), { tokenId: view.id });
    await expect(actorOfToken(world.house, token)).rejects.toMatchObject(refused);
  });

  it("is named with its maker in the entry of what it did", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const { token, view } = await createToken(world.house, world.call(ada.actor), all);
    const by = world.call(await actorOfToken(world.house, token));
    await createToken(world.house, by, { ...all, scopes: ["read"] });
    const [signedIn, withToken] = (await world.leaves()).slice(-2);
    expect(withToken).toMatchObject({ tokenid: view.id, minterid: ada.actor.id });
    expect(Object.keys(signedIn ?? {})).not.toContain("tokenid");
  });

  it("gives nobody a service account who is disabled, and no machine one", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const grace = world.call(world.grace.actor);
    const bot = await createServiceAccount(world.house, grace, { name: "trainer", ownerId: ada.actor.id });
    await disableAccount(world.house, grace, { actorId: ada.actor.id, reason: "left" });
    await expect(
      createServiceAccount(world.house, grace, { name: "second", ownerId: ada.actor.id }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(createServiceAccount(world.house, grace, { name: "third", ownerId: bot.id })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("does no more than its scopes, and reads with `read`", async () => {
    const world = await openClaimed(await open());
    const make = (scopes: string[]) => createToken(world.house, world.call(world.grace.actor), { name: "n", scopes });
    const reading = await actorOfToken(world.house, (await make(["read"])).token);
    await expect(listPeople(world.house, world.call(reading), {})).resolves.toBeDefined();
    await expect(
      addPerson(world.house, world.call(reading), { name: "A", email: "a@example.test" }),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "scope_missing" }],
    });
    await expect(
      changePassword(world.house, world.call(reading), { current: password, next: "amber meadow 17 rain" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const adding = await actorOfToken(world.house, (await make(["person:add"])).token);
    await expect(
      addPerson(world.house, world.call(adding), { name: "A", email: "a@example.test" }),
    ).resolves.toBeDefined();
    await expect(listPeople(world.house, world.call(adding), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const permission of permissionNames) {
      expect(isInScope(["read"], permission)).toBe(permissions[permission].effect === "read");
      expect(can({ ...world.grace.actor, scopes: [] }, ["admin", "self"], permission).ok).toBe(false);
    }
  });

  it("makes no token that may do more than the one it was made with", async () => {
    const world = await openClaimed(await open());
    const { token } = await createToken(world.house, world.call(world.grace.actor), {
      name: "n",
      scopes: ["token:create", "read"],
    });
    const narrow = world.call(await actorOfToken(world.house, token));
    for (const scopes of [["*"], ["person:add"], ["read", "person:add"]])
      await expect(createToken(world.house, narrow, { name: "wider", scopes })).rejects.toMatchObject({
        reasons: [{ code: "scope_exceeded" }],
      });
    for (const scopes of [["read"], ["token:create"], ["model:read"]])
      await expect(createToken(world.house, narrow, { name: "same", scopes })).resolves.toBeDefined();
  });

  it.each([
    [{ scopes: [] }],
    [{ scopes: ["admin"] }],
    [{ scopes: ["person:add "] }],
    [{ scopes: ["*"], expiresInDays: 366 }],
    [{ scopes: ["*"], expiresInDays: 0 }],
    [{ scopes: ["*"], role: "admin" }],
    [{ scopes: ["*"], name: "" }],
  ])("refuses %j", async (input) => {
    const world = await openClaimed(await open());
    await expect(
      createToken(world.house, world.call(world.grace.actor), { name: "n", ...input }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("is never replayed: one key, two tokens, nothing kept of either", async () => {
    const world = await openClaimed(await open());
    const call = world.call(world.grace.actor, { idempotencyKey: "k1" });
    const [first, second] = [await createToken(world.house, call, all), await createToken(world.house, call, all)];
    expect(first.token).not.toBe(second.token);
    expect(JSON.stringify(await plainly(world.location, "SELECT * FROM idempotency"))).not.toContain("chyp_");
    await expect(createToken(world.house, world.call(anonymousActor), all)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });
});
