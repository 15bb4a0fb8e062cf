// A service account whose owner is disabled: it reads for 14 days, and the maintainers of what it reaches hand it over.
import type { Actor } from "@chancery/core";
import { bytesLiteral, countStatements, meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { createModel } from "../models/create.ts";
import { listModels } from "../models/list.ts";
import { disableAccount } from "../people/disable.ts";
import { disablingOfAccount } from "../people/disabling.ts";
import { enableAccount } from "../people/enable.ts";
import { listPeople } from "../people/list.ts";
import { leafAt } from "../testing/attacks.ts";
import { openClaimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import { acceptServiceAccount } from "./accept.ts";
import { createServiceAccount } from "./create.ts";
import { proposeOwner } from "./propose-owner.ts";

const day = 24 * 3_600_000;
const refused = { code: "UNAUTHENTICATED", reasons: [{ code: "token_refused" }] };

/** Ada owns the contributor `ci` of speech, which Max maintains; Grace is the admin. */
async function openOwned(opened: World) {
  const world = await openClaimed(opened);
  const grace = world.grace.actor;
  const ada = (await world.join("Ada")).actor;
  const max = await world.person("Max", { role: "maintainer", team: "speech" });
  const { id } = await createServiceAccount(world.house, world.call(grace), { name: "ci", ownerId: ada.id });
  const bot: Actor = { ...ada, id, kind: "service", via: "token" };
  await world.grant(bot, { role: "contributor", team: "speech" });
  const { token } = await createToken(world.house, world.call(ada), { actorId: id, name: "job", scopes: ["*"] });
  const of = { actorId: ada.id, reason: "left" };
  return {
    ...world,
    grace,
    ada,
    max,
    bot,
    token,
    disable: () => disableAccount(world.house, world.call(grace), of),
    enable: () => enableAccount(world.house, world.call(grace), of),
    as: async () => world.call(await actorOfToken(world.house, token)),
    propose: (by: Actor, ownerId: string | null) => proposeOwner(world.house, world.call(by), { actorId: id, ownerId }),
    shown: async (by: Actor) =>
      (await listPeople(world.house, world.call(by), { id })).items.map(({ ownerDisabled }) => ownerDisabled)[0],
  };
}

eachEngine("a service account whose owner is disabled", (open) => {
  it("reads for 14 days and writes nothing, and then does nothing at all", async () => {
    const scene = await openOwned(await open());
    const { house, clock } = scene;
    const write = async (name: string) => createModel(house, await scene.as(), { team: "speech", name });
    await write("before");
    await scene.disable();
    await expect(write("after")).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code: "owner_disabled" }] });
    await expect(write("after")).rejects.toThrow("until 2026-03-15 09:00 UTC");
    const since = new Date((await scene.shown(scene.max))?.at ?? "").getTime();
    const goTo = (time: number) => clock.advance(time - clock.now().getTime());
    goTo(since + 14 * day - 1);
    expect((await listModels(house, await scene.as(), {})).items).toHaveLength(1);
    goTo(since + 14 * day);
    await expect(scene.as()).rejects.toMatchObject(refused);
  });

  it("does all it did once its owner is enabled again, and reads anew for 14 days when disabled again", async () => {
    const scene = await openOwned(await open());
    await scene.disable();
    scene.clock.advance(20 * day);
    await scene.enable();
    await expect(createModel(scene.house, await scene.as(), { team: "speech", name: "again" })).resolves.toBeDefined();
    expect(await scene.shown(scene.max)).toBeNull();
    await scene.disable();
    scene.clock.advance(13 * day);
    await expect(listModels(scene.house, await scene.as(), {})).resolves.toBeDefined();
  });

  it("reads nothing where a row says disabled and no entry does", async () => {
    const scene = await openOwned(await open());
    await plainly(scene.location, `UPDATE actor SET state = 'disabled' WHERE id = '${scene.ada.id}'`);
    await expect(scene.as()).rejects.toMatchObject(refused);
    expect(await scene.shown(scene.max)).toMatchObject({ at: null, readsUntil: null });
  });

  it("reads no longer because the entry that disabled its owner is dated anew, be it in its leaf", async () => {
    for (const isLeafEdited of [false, true]) {
      const scene = await openOwned(await open());
      await scene.disable();
      await scene.as(); // this process has read the entry
      const index = (await scene.leaves()).findLastIndex(({ type }) => type === "chancery.account.disabled.v1");
      const leaf = (await leafAt(scene, index)).toString();
      const later = Buffer.from(leaf.replaceAll("2026-03-01T", "2026-03-20T"));
      expect(later.toString()).not.toBe(leaf);
      const edit = isLeafEdited
        ? `leaf = ${bytesLiteral(scene.location, later)}`
        : `time = (SELECT expires_at FROM token WHERE actor_id = '${scene.bot.id}')`;
      await meddle(scene.location, `UPDATE audit_entry SET ${edit} WHERE idx = ${index}`);
      scene.clock.advance(15 * day);
      await expect(scene.as()).rejects.toMatchObject(refused);
    }
  });

  it("is handed over by a maintainer of all that it reaches, who may take it over, and ends every earlier token", async () => {
    const scene = await openOwned(await open());
    const { house, call, max, bot } = scene;
    await expect(scene.propose(max, max.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await scene.disable();
    await expect(scene.propose(max, max.id)).resolves.toMatchObject({ proposedOwner: { name: "Max" } });
    await acceptServiceAccount(house, call(max), { actorId: bot.id });
    await expect(scene.as()).rejects.toMatchObject(refused);
    const { token } = await createToken(house, call(max), { actorId: bot.id, name: "job", scopes: ["*"] });
    const again = call(await actorOfToken(house, token));
    await expect(createModel(house, again, { team: "speech", name: "vad" })).resolves.toBeDefined();
    expect(await scene.shown(max)).toBeNull();
  });

  it("is not handed over by who maintains less than it reaches, nor when it is more than a maintainer", async () => {
    const scene = await openOwned(await open());
    const { max, bot, grace } = scene;
    const bob = await scene.person("Bob", { role: "contributor", team: "speech" });
    await scene.disable();
    await expect(scene.propose(bob, bob.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await scene.grant(bot, { role: "viewer", team: "vision" });
    await expect(scene.propose(max, max.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await scene.grant(max, { role: "maintainer", team: "vision" });
    await expect(scene.propose(max, max.id)).resolves.toBeDefined();
    await scene.grant(bot, { role: "auditor" });
    await expect(scene.propose(max, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(scene.propose(grace, bob.id)).resolves.toMatchObject({ proposedOwner: { name: "Bob" } });
  });

  it("is listed with since when, until when it reads, and who may hand it over", async () => {
    const scene = await openOwned(await open());
    const { max, grace, clock } = scene;
    const bob = await scene.person("Bob");
    expect(await scene.shown(max)).toBeNull();
    await scene.disable();
    const at = (await scene.leaves()).findLast(({ type }) => type === "chancery.account.disabled.v1")?.time ?? "";
    const shown = {
      at,
      readsUntil: new Date(new Date(at).getTime() + 14 * day).toISOString(),
      custodians: "teams",
      teams: ["speech"],
    };
    expect(await scene.shown(max)).toEqual({ ...shown, mayHandOver: true });
    expect(await scene.shown(grace)).toEqual({ ...shown, mayHandOver: true });
    expect(await scene.shown(bob)).toEqual({ ...shown, mayHandOver: false });
    clock.advance(14 * day + 1000);
    expect(await scene.shown(bob)).toEqual({ ...shown, readsUntil: null, mayHandOver: false });
  });

  it("is listed in as many statements for many as for few", async () => {
    const scene = await openOwned(await open());
    const { house, call, grace, ada } = scene;
    await createServiceAccount(house, call(grace), { name: "one", ownerId: grace.id });
    for (let n = 0; n < 5; n += 1) await createServiceAccount(house, call(grace), { name: `bot${n}`, ownerId: ada.id });
    await scene.disable();
    const list = (limit: number) => countStatements(() => listPeople(house, call(grace), { kind: "service", limit }));
    await list(1);
    expect(await list(7)).toBe(await list(1));
  });
});

eachEngine("what somebody leaves behind", (open) => {
  it("is said before and after they are disabled: service accounts, models, open requests, and roles that nobody else holds", async () => {
    const scene = await openScene(await open());
    const { house, call, ada, rita, rolf, clock } = scene;
    const grace = await scene.person("Grace", { role: "admin" });
    const say = (of: Actor) => disablingOfAccount(house, call(grace), { actorId: of.id });
    const { id: botId } = await createServiceAccount(house, call(grace), { name: "ci", ownerId: ada.id });
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(await scene.ask((await scene.version()).id, { stage: "staging" }), rita);
    await scene.grant(ada, { role: "maintainer", team: "speech" });
    const owned = {
      serviceAccounts: [{ id: botId, name: "ci" }],
      models: [{ team: "speech", name: "vad" }],
      requests: [{ number: asked.number, team: "speech", name: "vad", versionNumber: 1, stage: "production" }],
      soleRoles: [{ role: "maintainer", scope: "team", scopeName: "speech" }],
    };
    clock.advance(1);
    expect(await say(ada)).toMatchObject(owned);
    await disableAccount(house, call(grace), { actorId: ada.id, reason: "left" });
    expect(await say(ada)).toMatchObject(owned);
    expect(await say(rita)).toMatchObject({ serviceAccounts: [], models: [], requests: [], soleRoles: [] });
    await disableAccount(house, call(grace), { actorId: rolf.id, reason: "left" });
    expect(await say(rita)).toMatchObject({ soleRoles: [{ role: "reviewer", scopeName: "speech" }] });
    const max = await scene.person("Max", { role: "maintainer" });
    await scene.grant(max, { role: "reviewer", team: "vision" });
    expect(await say(ada)).toMatchObject({ soleRoles: [] });
    expect(await say(max)).toMatchObject({
      soleRoles: [
        { role: "maintainer", scope: "organisation" },
        { role: "reviewer", scope: "team", scopeName: "vision" },
      ],
    });
  });
});
