// Who owns a service account, and how it comes to another.
import { expect, it } from "vitest";
import { disableAccount } from "../people/disable.ts";
import { openClaimed } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { acceptServiceAccount } from "./accept.ts";
import { createServiceAccount } from "./create.ts";
import { proposeOwner } from "./propose-owner.ts";

const all = { name: "ci", scopes: ["*"] };

eachEngine("handing a service account over", (open) => {
  const openOwned = async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const [ada, bob] = [await world.join("Ada"), await world.join("Bob")];
    const bot = await createServiceAccount(world.house, grace, { name: "trainer", ownerId: ada.actor.id });
    const { token } = await createToken(world.house, world.call(ada.actor), { ...all, actorId: bot.id });
    const of = { actorId: bot.id };
    return { world, grace, ada: world.call(ada.actor), bob: world.call(bob.actor), bot, token, of };
  };

  it("takes its new owner's word, and ends every earlier token", async () => {
    const { world, grace, ada, bob, bot, token, of } = await openOwned();
    const proposed = await proposeOwner(world.house, grace, { ...of, ownerId: bob.actor.id });
    expect(proposed).toMatchObject({ owner: { name: "Ada" }, proposedOwner: { name: "Bob" } });
    expect(await actorOfToken(world.house, token)).toMatchObject({ id: bot.id, answerableId: ada.actor.id });
    const taken = await acceptServiceAccount(world.house, bob, of);
    expect(taken).toMatchObject({ owner: { name: "Bob" }, proposedOwner: null });
    await expect(actorOfToken(world.house, token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(createToken(world.house, ada, { ...all, ...of })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(createToken(world.house, bob, { ...all, ...of })).resolves.toBeDefined();
    expect((await world.leaves()).map(({ type }) => type).slice(-4)).toEqual([
      "chancery.service-account.handed-over.v1",
      "chancery.token.revoked.v1",
      "chancery.token.created.v2",
      "chancery.token.created.v2",
    ]);
  });

  it("is accepted by nobody but who was proposed, and with no token", async () => {
    const { world, grace, ada, bob, token, of } = await openOwned();
    await expect(acceptServiceAccount(world.house, bob, of)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await proposeOwner(world.house, ada, { ...of, ownerId: bob.actor.id });
    const ofBob = await createToken(world.house, bob, { name: "n", scopes: ["*"] });
    await expect(acceptServiceAccount(world.house, grace, of)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(acceptServiceAccount(world.house, ada, of)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const text of [token, ofBob.token])
      await expect(
        acceptServiceAccount(world.house, world.call(await actorOfToken(world.house, text)), of),
      ).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "sign_in_needed" }] });
    await proposeOwner(world.house, grace, { ...of, ownerId: null });
    await expect(acceptServiceAccount(world.house, bob, of)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is proposed to another active person, by the owner or an admin, signed in or with a token that names it", async () => {
    const { world, grace, ada, bob, bot, token, of } = await openOwned();
    const gone = await world.join("Gone");
    await disableAccount(world.house, grace, { actorId: gone.actor.id, reason: "left" });
    for (const ownerId of [ada.actor.id, bot.id, gone.actor.id])
      await expect(proposeOwner(world.house, grace, { ...of, ownerId })).rejects.toMatchObject({
        reasons: [{ code: "owner_unfit" }],
      });
    await expect(proposeOwner(world.house, grace, { ...of, ownerId: null })).rejects.toMatchObject({
      reasons: [{ code: "nothing_proposed" }],
    });
    await expect(
      proposeOwner(world.house, grace, { actorId: ada.actor.id, ownerId: bob.actor.id }),
    ).rejects.toMatchObject({ reasons: [{ code: "not_a_service_account" }] });
    await expect(proposeOwner(world.house, bob, { ...of, ownerId: bob.actor.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const itself = world.call(await actorOfToken(world.house, token));
    await expect(proposeOwner(world.house, itself, { ...of, ownerId: bob.actor.id })).rejects.toMatchObject({
      reasons: [{ code: "person_needed" }],
    });
    await expect(proposeOwner(world.house, ada, { ...of, ownerId: bob.actor.id })).resolves.toMatchObject({
      proposedOwner: { name: "Bob" },
    });
  });
});
