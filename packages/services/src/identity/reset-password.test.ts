// A forgotten password: a link from an admin or from the server, once, and what the old password opened ends.
import { anonymousActor, type Actor, type ChanceryError } from "@chancery/core";
import { plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { disableAccount } from "../people/disable.ts";
import { addPerson } from "../people/add.ts";
import { listPeople } from "../people/list.ts";
import { offerPasswordReset } from "../people/offer-reset.ts";
import { cancelPasswordReset, confirmPasswordReset } from "../people/settle-reset.ts";
import { offerResetTo } from "../people/offer-reset-to.ts";
import { codeIn, openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { actorOfSession } from "./actor-of-session.ts";
import { getMe } from "./me.ts";
import { resetPassword } from "./reset-password.ts";

const next = "amber meadow 17 rain";
const gone = { code: "NOT_FOUND" };
const day = 24 * 3_600_000;

eachEngine("a password reset", (open) => {
  async function openReset() {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const grace = world.call(world.grace.actor);
    const use = (url: string) =>
      resetPassword(world.house, world.call(anonymousActor), { code: codeIn(url), password: next });
    const gus = await world.join("Gus");
    await world.grant(gus.actor, { role: "admin" });
    /** A link that a second person let work. */
    const offer = async () => {
      const { resetUrl } = await offerPasswordReset(world.house, grace, { actorId: ada.actor.id });
      await confirmPasswordReset(world.house, world.call(sue), { actorId: ada.actor.id });
      return resetUrl;
    };
    const sue = await world.person("Sue", { role: "admin" });
    return { world, ada, gus: gus.actor, sue, grace, use, offer };
  }

  it("sets the password once, and ends sessions and tokens of the old one", async () => {
    const { world, ada, use, offer } = await openReset();
    const { token } = await createToken(world.house, world.call(ada.actor), { name: "n", scopes: ["*"] });
    const resetUrl = await offer();
    expect(resetUrl).toMatch(/^http:\/\/localhost:3000\/reset\/[\w-]{65}$/);
    expect(JSON.stringify(await plainly(world.location, "SELECT * FROM link"))).not.toContain(codeIn(resetUrl));
    expect(await actorOfSession(world.house, ada.sessionId)).toMatchObject({ id: ada.actor.id });
    expect(await use(resetUrl)).toEqual({ email: ada.email });
    expect(await actorOfSession(world.house, ada.sessionId)).toBe(anonymousActor);
    await expect(actorOfToken(world.house, token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(world.signIn(ada.email)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect((await world.signIn(ada.email, { password: next })).actor.id).toBe(ada.actor.id);
    await expect(use(resetUrl)).rejects.toMatchObject(gone);
  });

  it("is told in the sessions of its account, while its link waits or works, and to nobody else", async () => {
    const { world, ada, sue, grace, use } = await openReset();
    const told = async (actor: Actor) => (await getMe(world.house, world.call(actor), {})).passwordReset;
    expect(await told(ada.actor)).toBeNull();
    const madeAt = world.clock.now().toISOString();
    const offered = { actorId: ada.actor.id };
    const { resetUrl, worksFrom, expiresAt } = await offerPasswordReset(world.house, grace, offered);
    expect(await told(ada.actor)).toEqual({ madeAt, worksFrom, expiresAt });
    expect(await told({ ...ada.actor, via: "token" })).toBeNull();
    expect(await told(world.grace.actor)).toBeNull();
    await confirmPasswordReset(world.house, world.call(sue), offered);
    expect(await told(ada.actor)).toMatchObject({ madeAt, worksFrom: madeAt });
    await use(resetUrl);
    expect(await told(ada.actor)).toBeNull();
    await offerPasswordReset(world.house, grace, offered);
    world.clock.advance(48 * 3_600_000);
    expect(await told(ada.actor)).toBeNull();
  });

  it("works after a day, or once a second person confirms it, and not before", async () => {
    const { world, ada, gus, sue, grace, use } = await openReset();
    const asked = { actorId: ada.actor.id };
    const waits = { code: "ILLEGAL_TRANSITION", reasons: [{ code: "link_waits" }] };
    const first = await offerPasswordReset(world.house, grace, asked);
    expect(first.worksFrom).toBe(new Date(world.clock.now().getTime() + day).toISOString());
    world.clock.advance(day - 1);
    await expect(use(first.resetUrl)).rejects.toMatchObject(waits);
    world.clock.advance(1);
    await expect(use(first.resetUrl)).resolves.toEqual({ email: ada.email });
    const { actor: back } = await world.signIn(ada.email, { password: next });
    const second = await offerPasswordReset(world.house, grace, asked);
    const confirm = (by: Actor) => confirmPasswordReset(world.house, world.call(by), asked);
    for (const [by, code] of [
      [world.grace.actor, "confirmer_made_link"],
      [gus, "account_unvouched"], // Grace invited Gus, and nobody has vouched for him
      [back, "role_missing"],
    ] as const)
      await expect(confirm(by)).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code }] });
    await expect(use(second.resetUrl)).rejects.toMatchObject(waits);
    await confirm(sue);
    await expect(confirm(sue)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "reset_works" }],
    });
    await expect(use(second.resetUrl)).resolves.toEqual({ email: ada.email });
    await expect(confirm(sue)).rejects.toMatchObject({ reasons: [{ code: "no_reset_waits" }] });
  });

  it("is cancelled in the holder's sessions, or by an admin", async () => {
    const { world, ada, gus, grace, use } = await openReset();
    const asked = { actorId: ada.actor.id };
    for (const by of [ada.actor, gus]) {
      const { resetUrl } = await offerPasswordReset(world.house, grace, asked);
      await cancelPasswordReset(world.house, world.call(by), asked);
      world.clock.advance(day);
      await expect(use(resetUrl)).rejects.toMatchObject(gone);
      await expect(cancelPasswordReset(world.house, world.call(by), asked)).rejects.toMatchObject({
        reasons: [{ code: "no_reset_waits" }],
      });
    }
    const stranger = await world.join("Stranger");
    await offerPasswordReset(world.house, grace, asked);
    await expect(cancelPasswordReset(world.house, world.call(stranger.actor), asked)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is of the newest link alone, within a day, and of an active account", async () => {
    const { world, ada, use, offer } = await openReset();
    const [first, second] = [await offer(), await offer()];
    await expect(use(first)).rejects.toMatchObject(gone);
    world.clock.advance(24 * 3_600_000);
    await expect(use(second)).rejects.toMatchObject(gone);
    const third = (await offerResetTo(world.house, ada.email))?.url ?? "";
    await disableAccount(world.house, world.call({ ...world.grace.actor }), { actorId: ada.actor.id, reason: "left" });
    await expect(use(third)).rejects.toMatchObject(gone);
  });

  it("is offered by an admin signed in, to another person, never by a token that does not name it", async () => {
    const { world, ada, grace } = await openReset();
    const asked = { actorId: ada.actor.id };
    await expect(offerPasswordReset(world.house, world.call(ada.actor), asked)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(offerPasswordReset(world.house, grace, { actorId: world.grace.actor.id })).rejects.toMatchObject({
      reasons: [{ code: "reset_own" }],
    });
    const { token } = await createToken(world.house, grace, { name: "n", scopes: ["*"] });
    const by = world.call(await actorOfToken(world.house, token));
    await expect(offerPasswordReset(world.house, by, asked)).rejects.toMatchObject({
      reasons: [{ code: "scope_missing" }],
    });
  });

  it("from the server opens the way for the last admin, a disabled account and an open invitation, with entries by the system", async () => {
    const { world, ada, grace, use } = await openReset();
    await use((await offerResetTo(world.house, world.grace.email.toUpperCase()))?.url ?? "");
    expect((await world.signIn(world.grace.email, { password: next })).actor.id).toBe(world.grace.actor.id);
    await disableAccount(world.house, grace, { actorId: ada.actor.id, reason: "left" });
    await use((await offerResetTo(world.house, ada.email))?.url ?? "");
    expect((await world.signIn(ada.email, { password: next })).actor.id).toBe(ada.actor.id);
    await addPerson(world.house, grace, { name: "New", email: "new@example.test" });
    expect((await offerResetTo(world.house, "new@example.test"))?.url).toContain("/join/");
    expect(await offerResetTo(world.house, "nobody@example.test")).toBeUndefined();
    const offered = (await world.leaves()).filter(({ type }) => type.includes("reset-offered"));
    expect(offered.map(({ authid }) => authid)).toEqual(["system", "system"]);
  });

  it.each([
    ["that waits is not made to work at once", [], ["UPDATE link SET works_from = created_at"]],
    [
      "that waits is not made an older one",
      [],
      ["UPDATE link SET created_at = (SELECT min(at) FROM (SELECT min(created_at) AS at FROM actor) AS first)"],
    ],
    ["that was used is not made new", ["use"], ["UPDATE link SET used_at = NULL"]],
    ["that was cancelled is not put back", ["cancel"], ["INSERT INTO link SELECT * FROM kept"]],
    ["that was replaced is not put back", ["replace"], ["INSERT INTO link SELECT * FROM kept"]],
  ] as const)("link %s with SQL alone", async (_what, acts, edits) => {
    const { world, ada, sue, grace, use } = await openReset();
    const asked = { actorId: ada.actor.id };
    const { resetUrl } = await offerPasswordReset(world.house, grace, asked);
    await plainly(world.location, "CREATE TABLE kept AS SELECT * FROM link WHERE purpose = 'password-reset'");
    const confirm = () => confirmPasswordReset(world.house, world.call(sue), asked);
    for (const act of acts) {
      if (act === "use") await confirm();
      if (act === "use") await use(resetUrl);
      if (act === "cancel") await cancelPasswordReset(world.house, grace, asked);
      world.clock.advance(1);
      if (act === "replace") await offerPasswordReset(world.house, grace, asked);
      if (act === "replace") await confirm();
    }
    for (const edit of edits) await plainly(world.location, edit);
    const refused: unknown = await use(resetUrl).catch((error: unknown) => error);
    expect(["NOT_FOUND", "ILLEGAL_TRANSITION"]).toContain((refused as ChanceryError).code);
    await expect(world.signIn(ada.email, { password: acts[0] === "use" ? next : password })).resolves.toBeDefined();
  });

  it("is confirmed for the link that was shown, and not for one made since", async () => {
    const { world, ada, sue, grace } = await openReset();
    const asked = { actorId: ada.actor.id };
    const shown = async () => {
      const page = await listPeople(world.house, world.call(sue), { id: ada.actor.id });
      return { ...asked, madeAt: page.items[0]?.reset?.madeAt };
    };
    await offerPasswordReset(world.house, grace, asked);
    const first = await shown();
    world.clock.advance(1000);
    await offerPasswordReset(world.house, grace, asked);
    const confirm = (seen: typeof first) => confirmPasswordReset(world.house, world.call(sue), seen);
    await expect(confirm(first)).rejects.toMatchObject({ code: "CONFLICT", reasons: [{ code: "reset_replaced" }] });
    await expect(confirm(await shown())).resolves.toBeDefined();
  });
});
