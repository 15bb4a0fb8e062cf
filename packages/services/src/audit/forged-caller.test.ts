// Nobody acts as somebody else by writing to the database: by a session, a link, a token, a password or a role of their own making.
import { hash } from "node:crypto";
import { anonymousActor, systemActor, uuidv7 } from "@chancery/core";
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { actorOfSession } from "../identity/actor-of-session.ts";
import { issueSignInLink, startSessionByLink } from "../identity/start-session-by-link.ts";
import { resetPassword } from "../identity/reset-password.ts";
import { endGrant } from "../grants/end.ts";
import { giveGrant } from "../grants/give.ts";
import { listGrants } from "../grants/list.ts";
import { createTeam } from "../teams/create.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { codeIn, openClaimed, password, type Claimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { addPerson } from "../people/add.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { takeBaseline } from "./baseline.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const quiet = (world: World): World => ({
  ...world,
  house: { ...world.house, log: { info: () => undefined, error: () => undefined } },
});
const digest = (secret: string) => hash("sha256", secret, "hex");
const mine = "mallory-knows-this-code-which-is-as-long-as-ours-are-and-then-some";

/** Rows that Mallory's connection writes name instants in the engine's own way: those of a row there is. */
async function openWith(world: World): Promise<Claimed> {
  const claimed = await openClaimed(quiet(world));
  await takeBaseline(claimed.house);
  return claimed;
}

eachEngine("a session", (open) => {
  it("that was written into the database speaks for nobody", async () => {
    const world = await openWith(await open());
    await plainly(
      world.location,
      `INSERT INTO session (id, actor_id, created_at, last_seen_at, expires_at)
       SELECT '${digest(mine)}', actor_id, created_at, last_seen_at, expires_at FROM session LIMIT 1`,
    );
    expect(await actorOfSession(world.house, mine)).toBe(anonymousActor);
  });

  it("of one person is not made another's", async () => {
    const world = await openWith(await open());
    const mallory = await world.join("Mallory");
    await plainly(
      world.location,
      `UPDATE session SET actor_id = '${world.grace.actor.id}' WHERE id = '${digest(mallory.sessionId)}'`,
    );
    expect(await actorOfSession(world.house, mallory.sessionId)).toBe(anonymousActor);
    expect(await actorOfSession(world.house, world.grace.sessionId)).toMatchObject({ id: world.grace.actor.id });
  });
});

eachEngine("a one-time link", (open) => {
  it("that was written into the database opens nothing", async () => {
    const world = await openWith(await open());
    await issueSignInLink(world.house, world.grace.actor.id);
    await plainly(
      world.location,
      `INSERT INTO link (code_hash, purpose, actor_id, issued_by, created_at, expires_at)
       SELECT '${digest(mine)}', purpose, actor_id, issued_by, created_at, expires_at FROM link WHERE purpose = 'sign-in'`,
    );
    const opening = startSessionByLink(world.house, world.call(anonymousActor), { code: mine });
    await expect(opening).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    ["of another account", (id: string) => `actor_id = '${id}', purpose = 'password-reset'`],
    ["the server's own", () => `issued_by = '${systemActor.id}', purpose = 'password-reset'`],
  ])("is not made one that is %s", async (_what, set) => {
    const world = await openWith(await open());
    const { house, call, grace } = world;
    const { id: malloryId } = (await world.join("Mallory")).actor;
    const { invitationUrl } = await addPerson(house, call(grace.actor), { name: "P", email: "p@example.test" });
    const code = codeIn(invitationUrl);
    await plainly(world.location, `UPDATE link SET ${set(malloryId)} WHERE code_hash = '${digest(code)}'`);
    const opening = resetPassword(house, call(anonymousActor), { code, password: "amber meadow 17 rain" });
    await expect(opening).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

eachEngine("a password", (open) => {
  it("that was put in the place of another's lets nobody in, nor leaves a session", async () => {
    const world = await openWith(await open());
    const ada = await world.join("Ada");
    await meddle(
      world.location,
      `UPDATE credential SET password_hash = (SELECT password_hash FROM credential WHERE actor_id = '${world.grace.actor.id}')
       WHERE actor_id = '${ada.actor.id}'`,
    );
    await expect(world.signIn(ada.email, { password })).rejects.toEqual(contradicted);
    await expect(world.signIn(world.grace.email, { password })).resolves.toBeDefined();
  });
});

eachEngine("a token", (open) => {
  it.each(["that no entry tells of", "that was given more than it was made with"])("%s does nothing", async (what) => {
    const world = await openWith(await open());
    const { house, call, grace, location } = world;
    const { token, view } = await createToken(house, call(grace.actor), { name: "ci", scopes: ["read"] });
    if (what === "that no entry tells of")
      await meddle(
        location,
        `UPDATE token SET secret_hash = '${"0".repeat(64)}'`,
        `INSERT INTO token (id, actor_id, name, prefix, secret_hash, scopes, created_by, created_at, expires_at)
         SELECT '${uuidv7({ timestampMs: 0, random: new Uint8Array(10) })}', actor_id, 'ci', prefix, '${digest(token)}', '["*"]', created_by, created_at, expires_at FROM token`,
      );
    else await meddle(location, `UPDATE token SET scopes = '["*"]' WHERE id = '${view.id}'`);
    const bearer = await actorOfToken(house, token);
    await expect(createTeam(house, call(bearer), { slug: "t", name: "T" })).rejects.toEqual(contradicted);
  });
});

eachEngine("a role", (open) => {
  it("that no entry tells of gives none to others, and lets its holder do nothing", async () => {
    const world = await openWith(await open());
    const { house, call, location } = world;
    const { actor: mallory } = await world.join("Mallory");
    const sue = await world.person("Sue");
    await takeBaseline(house);
    await vouchForHolder(house, call(sue), { actorId: mallory.id });
    const forged = house.newId();
    await plainly(
      location,
      `INSERT INTO "grant" (id, actor_id, role, scope, scope_id, given_at, "from", granted_by)
       SELECT '${forged}', '${mallory.id}', role, scope, scope_id, given_at, "from", granted_by FROM "grant" WHERE role = 'admin'`,
    );
    const asked = { actorId: sue.id, role: "viewer", scope: "organisation", scopeId: "organisation" };
    await expect(giveGrant(house, call(mallory), asked)).rejects.toEqual(contradicted);
    await expect(createTeam(house, call(mallory), { slug: "t", name: "T" })).rejects.toEqual(contradicted);
  });

  it("that SQL made more of, or gave back, lets its holder do nothing", async () => {
    const world = await openWith(await open());
    const { house, call, location, grace } = world;
    const [sue, bob] = [await world.person("Sue", { role: "viewer" }), await world.person("Bob", { role: "admin" })];
    await takeBaseline(house);
    const { items } = await listGrants(house, call(grace.actor), { limit: 100 });
    await endGrant(house, call(grace.actor), { grantId: items.find(({ holder }) => holder.id === bob.id)!.id });
    await meddle(
      location,
      `UPDATE "grant" SET role = 'admin' WHERE actor_id = '${sue.id}'`,
      `UPDATE "grant" SET "to" = NULL WHERE actor_id = '${bob.id}'`,
    );
    for (const actor of [sue, bob])
      await expect(createTeam(house, call(actor), { slug: "t", name: "T" })).rejects.toEqual(contradicted);
  });
});
