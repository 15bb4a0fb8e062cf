// A token made by a token: it ends with that one, whatever ends it, and what takes two people is done with neither unless named.
import { namedPermissions } from "@chancery/core";
import { expect, it } from "vitest";
import { changePassword } from "../identity/change-password.ts";
import { giveGrant } from "../grants/give.ts";
import { disableAccount } from "../people/disable.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { openClaimed, password } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { actorOfToken } from "./actor-of-token.ts";
import { createToken } from "./create.ts";
import { listTokens } from "./list.ts";
import { revokeToken } from "./revoke.ts";

const day = 24 * 3_600_000;
const refused = { code: "UNAUTHENTICATED", reasons: [{ code: "token_refused" }] };

eachEngine("a token made by a token", (open) => {
  async function chain(length: number) {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const made = [await createToken(world.house, grace, { name: "0", scopes: ["*"], expiresInDays: 30 })];
    for (let n = 1; n < length; n += 1) {
      const by = world.call(await actorOfToken(world.house, made.at(-1)!.token));
      made.push(await createToken(world.house, by, { name: String(n), scopes: ["*"], expiresInDays: 365 }));
    }
    return { world, grace, made };
  }
  const alive = async ({ world, made }: Awaited<ReturnType<typeof chain>>) =>
    Promise.all(
      made.map(({ token }) =>
        actorOfToken(world.house, token).then(
          () => true,
          () => false,
        ),
      ),
    );

  it("ends with that one, at the latest when that one expires", async () => {
    const scene = await chain(2);
    const [parent, child] = scene.made;
    expect(child?.view).toMatchObject({ parentId: parent?.view.id, expiresAt: parent?.view.expiresAt });
    expect((await scene.world.leaves()).at(-1)?.data).toMatchObject({ after: { parentId: parent?.view.id } });
    scene.world.clock.advance(30 * day - 1);
    expect(await alive(scene)).toEqual([true, true]);
    scene.world.clock.advance(1);
    expect(await alive(scene)).toEqual([false, false]);
  });

  it("is revoked with it, an entry for each", async () => {
    const scene = await chain(2);
    const { world, grace, made } = scene;
    const holderId = world.grace.actor.id;
    await revokeToken(world.house, grace, { tokenId: made[0]?.view.id });
    expect(await alive(scene)).toEqual([false, false]);
    const [own, caused] = (await world.leaves()).slice(-2);
    expect(own).toMatchObject({ data: { after: { tokenId: made[0]?.view.id } } });
    expect(caused).toMatchObject({ subject: `actor/${holderId}`, causationid: own?.id });
    expect(caused?.data).toMatchObject({ after: { tokenId: made[1]?.view.id, holderId } });
    const { items } = await listTokens(world.house, grace, {});
    const revokedAt = world.clock.now().toISOString();
    expect(items).toMatchObject([{ revokedAt }, { revokedAt }]);
  });

  it("is revoked through one that was revoked before it", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const all = { name: "n", scopes: ["*"] };
    const first = await createToken(world.house, world.call(ada.actor), all);
    const second = await createToken(world.house, world.call(await actorOfToken(world.house, first.token)), all);
    const third = await createToken(world.house, world.call(await actorOfToken(world.house, second.token)), all);
    await revokeToken(world.house, world.call(ada.actor), { tokenId: second.view.id });
    await expect(actorOfToken(world.house, third.token)).rejects.toMatchObject(refused);
    expect(await actorOfToken(world.house, first.token)).toMatchObject({ id: ada.actor.id });
  });

  it("ends with the account that made it, and with its password", async () => {
    for (const what of ["disabled", "password changed"]) {
      const world = await openClaimed(await open());
      const grace = world.call(world.grace.actor);
      const ada = await world.join("Ada");
      const own = await createToken(world.house, world.call(ada.actor), { name: "n", scopes: ["*"] });
      const by = world.call(await actorOfToken(world.house, own.token));
      const made = await createToken(world.house, by, { name: "n", scopes: ["*"] });
      const bot = await createServiceAccount(world.house, grace, { name: "trainer", ownerId: world.grace.actor.id });
      const others = await createToken(world.house, grace, { actorId: bot.id, name: "n", scopes: ["*"] });
      if (what === "disabled") await disableAccount(world.house, grace, { actorId: ada.actor.id, reason: "left" });
      else
        await changePassword(world.house, world.call(ada.actor), { current: password, next: "amber meadow 17 rain" });
      for (const { token } of [own, made])
        await expect(actorOfToken(world.house, token)).rejects.toMatchObject(refused);
      expect(await actorOfToken(world.house, others.token)).toMatchObject({ id: bot.id });
    }
  });

  it("goes on three times over and no further", async () => {
    const world = await openClaimed(await open());
    let by = world.call(world.grace.actor);
    for (let n = 0; n < 4; n += 1)
      by = world.call(
        await actorOfToken(world.house, (await createToken(world.house, by, { name: "n", scopes: ["*"] })).token),
      );
    await expect(createToken(world.house, by, { name: "n", scopes: ["*"] })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "token_chain_long" }],
    });
  });

  it("is not made by a token revoked meanwhile", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const { token, view } = await createToken(world.house, grace, { name: "n", scopes: ["*"] });
    const by = world.call(await actorOfToken(world.house, token));
    await revokeToken(world.house, grace, { tokenId: view.id });
    await expect(createToken(world.house, by, { name: "n", scopes: ["*"] })).rejects.toMatchObject(refused);
  });

  it("does what takes two people only where it was named by somebody signed in, never for a service account", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const grant = { actorId: ada.actor.id, role: "viewer", scope: "organisation", scopeId: "organisation" };
    const tokenOf = async (scopes: string[]) => {
      const { token } = await createToken(world.house, grace, { name: "n", scopes });
      return world.call(await actorOfToken(world.house, token));
    };
    const all = await tokenOf(["*"]);
    await expect(giveGrant(world.house, all, grant)).rejects.toMatchObject({ reasons: [{ code: "scope_missing" }] });
    await expect(createToken(world.house, all, { name: "n", scopes: ["grant:give"] })).rejects.toMatchObject({
      reasons: [{ code: "scope_exceeded" }],
    });
    await expect(giveGrant(world.house, await tokenOf(["*", "grant:give"]), grant)).resolves.toBeDefined();
    const bot = await createServiceAccount(world.house, grace, { name: "bot", ownerId: world.grace.actor.id });
    for (const scope of namedPermissions)
      await expect(
        createToken(world.house, grace, { actorId: bot.id, name: "n", scopes: ["*", scope] }),
      ).rejects.toMatchObject({ reasons: [{ code: "scope_for_people" }] });
    await world.grant({ ...world.grace.actor, id: bot.id }, { role: "admin" }); // from before only people could be one
    const { token } = await createToken(world.house, grace, { actorId: bot.id, name: "n", scopes: ["*"] });
    await expect(
      giveGrant(world.house, world.call(await actorOfToken(world.house, token)), { ...grant, role: "auditor" }),
    ).rejects.toMatchObject({ reasons: [{ code: "person_needed" }] });
  });
});
