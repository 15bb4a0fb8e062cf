// People and service accounts: invited, joined, disabled, and never without an admin.
import { anonymousActor } from "@chancery/core";
import { countStatements, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { endGrant } from "../grants/end.ts";
import { giveGrant } from "../grants/give.ts";
import { listGrants } from "../grants/list.ts";
import { acceptInvitation } from "../identity/accept-invitation.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { createTeam } from "../teams/create.ts";
import { listTeams } from "../teams/list.ts";
import { listSessions } from "../sessions/list.ts";
import { createToken } from "../tokens/create.ts";
import { revokeToken } from "../tokens/revoke.ts";
import { codeIn, openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { addPerson } from "./add.ts";
import { disableAccount } from "./disable.ts";
import { disablingOfAccount } from "./disabling.ts";
import { enableAccount } from "./enable.ts";
import { invitePersonAgain } from "./invite-again.ts";
import { listPeople } from "./list.ts";

const organisationAdmin = { role: "admin", scope: "organisation", scopeId: "organisation" };

eachEngine("people", (open) => {
  it("show an e-mail address to its owner, admins and auditors only", async () => {
    const world = await openClaimed(await open());
    const [ada, bob, audrey] = [await world.join("Ada"), await world.join("Bob"), await world.join("Audrey")];
    const grace = world.call(world.grace.actor);
    await giveGrant(world.house, grace, { actorId: audrey.actor.id, ...organisationAdmin, role: "auditor" });
    const shownTo = async (by: typeof ada.actor) =>
      (await listPeople(world.house, world.call(by), {})).items
        .filter(({ email }) => email !== null)
        .map(({ id }) => id);
    const all = [world.grace.actor.id, ada.actor.id, bob.actor.id, audrey.actor.id];
    expect(await shownTo(ada.actor)).toEqual([ada.actor.id]);
    expect(await shownTo(bob.actor)).toEqual([bob.actor.id]);
    for (const by of [world.grace.actor, audrey.actor]) expect(await shownTo(by)).toEqual(all);
  });

  it("invites under the public URL, and shows neither name nor address in a leaf", async () => {
    const world = await openClaimed(await open());
    const { actor, invitationUrl } = await addPerson(world.house, world.call(world.grace.actor), {
      name: "Ada Lovelace",
      email: "ada@example.test",
    });
    expect(invitationUrl).toMatch(/^http:\/\/localhost:3000\/join\/[\w-]{65}$/);
    expect(actor).toMatchObject({
      kind: "person",
      name: "Ada Lovelace",
      email: "ada@example.test",
      state: "invited",
      owner: null,
    });
    const leaf = (await world.leaves()).at(-1);
    expect(leaf).toMatchObject({ subject: `actor/${actor.id}`, authid: world.grace.actor.id });
    expect(JSON.stringify(leaf)).not.toMatch(/lovelace|ada@/i);
  });

  it("opens by the newest invitation only", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const { actor, invitationUrl } = await addPerson(world.house, grace, { name: "Ada", email: "ada@example.test" });
    const again = await invitePersonAgain(world.house, grace, { actorId: actor.id });
    const accept = (url: string) =>
      acceptInvitation(world.house, world.call(anonymousActor), { code: codeIn(url), password });
    await expect(accept(invitationUrl)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await accept(again.invitationUrl);
    await expect(invitePersonAgain(world.house, grace, { actorId: actor.id })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("refuses everyone but admins, and logs each attempt", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const before = (await world.leaves()).length;
    const attempts = [
      () => addPerson(world.house, world.call(ada.actor), { name: "B", email: "b@example.test" }),
      () => createServiceAccount(world.house, world.call(ada.actor), { name: "bot", ownerId: ada.actor.id }),
      () => createTeam(world.house, world.call(ada.actor), { slug: "speech", name: "Speech" }),
      () => giveGrant(world.house, world.call(ada.actor), { actorId: ada.actor.id, ...organisationAdmin }),
      () => disableAccount(world.house, world.call(ada.actor), { actorId: ada.actor.id, reason: "x" }),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "role_missing" }] });
    const denied = (await world.leaves()).slice(before);
    expect(denied.map((leaf) => leaf.data.outcome)).toEqual(Array<string>(5).fill("denied"));
    await expect(
      disableAccount(world.house, world.call(ada.actor), { actorId: world.grace.actor.id, reason: "x" }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await world.leaves()).at(-1)).toMatchObject({
      subject: `actor/${world.grace.actor.id}`,
      data: { outcome: "denied" },
    });
    await expect(
      addPerson(world.house, world.call(anonymousActor), { name: "B", email: "b@example.test" }),
    ).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("keeps its last admin", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const last = { code: "ILLEGAL_TRANSITION", reasons: [{ code: "last_admin" }] };
    const disableGrace = () => disableAccount(world.house, grace, { actorId: world.grace.actor.id, reason: "tired" });
    await expect(disableGrace()).rejects.toMatchObject(last);
    const [grant] = (await listGrants(world.house, grace, { holderId: world.grace.actor.id })).items;
    await expect(endGrant(world.house, grace, { grantId: grant?.id })).rejects.toMatchObject(last);
    await giveGrant(world.house, grace, { actorId: ada.actor.id, ...organisationAdmin });
    await disableGrace();
    await expect(
      disableAccount(world.house, world.call(ada.actor), { actorId: ada.actor.id, reason: "x" }),
    ).rejects.toMatchObject(last);
  });

  it("keeps an admin when two disable each other at once", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    await giveGrant(world.house, world.call(world.grace.actor), { actorId: ada.actor.id, ...organisationAdmin });
    const [a, b] = [world.grace.actor, ada.actor];
    const both = await Promise.allSettled([
      disableAccount(world.house, world.call(a), { actorId: b.id, reason: "x" }),
      disableAccount(world.house, world.call(b), { actorId: a.id, reason: "x" }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const refused = both.find((one) => one.status === "rejected");
    expect(["ILLEGAL_TRANSITION", "FORBIDDEN"]).toContain((refused?.reason as { code: string }).code);
  });

  it("moves between active and disabled only", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const { actor } = await addPerson(world.house, grace, { name: "Ada", email: "ada@example.test" });
    const input = { actorId: actor.id, reason: "a reason" };
    await expect(enableAccount(world.house, grace, input)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(await disableAccount(world.house, grace, input)).toMatchObject({ state: "disabled", revision: 2 });
    await expect(disableAccount(world.house, grace, input)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(await enableAccount(world.house, grace, input)).toMatchObject({ state: "invited", revision: 3 });
    await expect(disableAccount(world.house, grace, { ...input, reason: " " })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(disableAccount(world.house, grace, { ...input, actorId: world.house.newId() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("says before an account is disabled what ends with it, and then ends that", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const bot = await createServiceAccount(world.house, grace, { name: "deploy", ownerId: ada.actor.id });
    const say = () => disablingOfAccount(world.house, grace, { actorId: ada.actor.id });
    const token = { scopes: ["*"], expiresInDays: 30 };
    await createToken(world.house, world.call(ada.actor), { ...token, name: "laptop" });
    const { view } = await createToken(world.house, world.call(ada.actor), { ...token, name: "old" });
    await revokeToken(world.house, world.call(ada.actor), { tokenId: view.id });
    expect(await say()).toEqual({
      sessions: expect.any(Number) as number,
      tokens: ["laptop"],
      serviceAccounts: [{ id: bot.id, name: "deploy" }],
      models: [],
      requests: [],
      soleRoles: [],
    });
    const { sessions } = await say();
    expect(sessions).toBe(
      (await listSessions(world.house, world.call(ada.actor), { actorId: ada.actor.id })).items.length,
    );
    await plainly(
      world.location,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
       INSERT INTO session (id, actor_id, created_at, last_seen_at, expires_at)
       SELECT 'more-' || i, actor_id, created_at, last_seen_at, expires_at
       FROM n, session WHERE actor_id = '${ada.actor.id}'`,
    );
    expect(await say()).toMatchObject({ sessions: sessions + 1200 });
    await disableAccount(world.house, grace, { actorId: ada.actor.id, reason: "left" });
    expect(await say()).toMatchObject({ sessions: 0, tokens: [], serviceAccounts: [{ name: "deploy" }] });
    expect((await disablingOfAccount(world.house, grace, { actorId: bot.id })).tokens).toEqual([]);
  });

  it("makes one account of ten invitations to one address at once", async () => {
    const world = await openClaimed(await open());
    const invite = () =>
      addPerson(world.house, world.call(world.grace.actor), { name: "Ada", email: "ada@example.test" });
    const made = await Promise.allSettled(Array.from({ length: 10 }, invite));
    expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of made) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CONFLICT" });
  });

  it("lists by key, by kind, in as many statements for many as for few", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const owner = await world.join("Ada");
    const list = (input: object) => listPeople(world.house, grace, input);
    await createServiceAccount(world.house, grace, { name: "bot0", ownerId: owner.actor.id });
    await list({});
    const few = await countStatements(() => list({}));
    for (let n = 1; n < 12; n += 1)
      await createServiceAccount(world.house, grace, { name: `bot${n}`, ownerId: owner.actor.id });
    await list({}); // what is kept while nothing is written is not counted either time
    expect(await countStatements(() => list({}))).toBe(few);
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await list({ kind: "service", limit: 5, after });
      names.push(...page.items.map((actor) => actor.name));
      after = page.next ?? undefined;
    } while (after);
    expect(names).toEqual(Array.from({ length: 12 }, (_, n) => `bot${n}`));
    expect((await list({ kind: "person" })).items.map((actor) => actor.name)).toEqual(["Grace Hopper", "Ada"]);
    const { next } = await list({ kind: "service", limit: 5 });
    await expect(list({ kind: "person", after: next })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("makes teams, one per slug, and lists them by slug", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    for (const slug of ["vision", "speech"]) await createTeam(world.house, grace, { slug, name: slug });
    await expect(createTeam(world.house, grace, { slug: "speech", name: "x" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    for (const slug of ["Speech", "a.b", "", "-a", "ä", "a".repeat(64)])
      await expect(createTeam(world.house, grace, { slug, name: "x" })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    const first = await listTeams(world.house, grace, { limit: 1 });
    const second = await listTeams(world.house, grace, { limit: 1, after: first.next ?? "" });
    expect([first, second].map((page) => page.items[0]?.slug)).toEqual(["speech", "vision"]);
    expect(second.next).toBeNull();
  });
});
