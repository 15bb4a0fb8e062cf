// Grants: intervals of who may do what where; groups carry them to their members.
import { rolesOn, organisation, type Actor } from "@chancery/core";
import { grantsOf } from "@chancery/db";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { addGroupMember } from "../groups/add-member.ts";
import { createGroup } from "../groups/create.ts";
import { openClaimed, type Claimed } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { endGrant } from "./end.ts";
import { giveGrant } from "./give.ts";
import { listGrants } from "./list.ts";

const everywhere = { scope: "organisation", scopeId: "organisation" };
const rolesNow = async (world: Claimed, actor: Actor) =>
  rolesOn(
    actor,
    await grantsOf(world.house.db.read, { actorId: actor.id, at: world.clock.now() }),
    organisation,
  ).filter((role) => role !== "member" && role !== "anyone");

eachEngine("grants", (open) => {
  it("begin when given, end when ended, and stay on record", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const given = await giveGrant(world.house, grace, { actorId: ada.actor.id, role: "reviewer", ...everywhere });
    expect(given).toMatchObject({
      holder: { name: "Ada", kind: "person" },
      scopeName: "organisation",
      grantedBy: "Grace Hopper",
      to: null,
    });
    expect(await rolesNow(world, ada.actor)).toEqual(["reviewer"]);
    const during = world.clock.now();
    world.clock.advance(1000);
    const ended = await endGrant(world.house, grace, { grantId: given.id });
    expect(ended.to).toBe(world.clock.now().toISOString());
    expect(await rolesNow(world, ada.actor)).toEqual([]);
    expect(await grantsOf(world.house.db.read, { actorId: ada.actor.id, at: during })).toHaveLength(1);
    await expect(endGrant(world.house, grace, { grantId: given.id })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect((await listGrants(world.house, grace, { holderId: ada.actor.id })).items).toEqual([ended]);
    expect((await world.leaves()).slice(-3).map((leaf) => leaf.data.outcome)).toEqual(["success", "success", "denied"]);
  });

  it("refuses one that is in force already, also of ten given at once", async () => {
    const world = await openClaimed(await open());
    const ada = await world.join("Ada");
    const team = await world.team("speech");
    const give = () =>
      giveGrant(world.house, world.call(world.grace.actor), {
        actorId: ada.actor.id,
        role: "contributor",
        scope: "team",
        scopeId: team.id,
      });
    const given = await Promise.allSettled(Array.from({ length: 10 }, give));
    expect(given.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of given)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "CONFLICT", reasons: [{ code: "grant_in_force" }] });
  });

  it("refuses places that do not exist, holders that do not, and two holders", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const actorId = world.grace.actor.id;
    const team = await world.team("speech");
    const nowhere = world.house.newId();
    const give = (input: object) => giveGrant(world.house, grace, { role: "viewer", ...everywhere, ...input });
    for (const input of [
      { actorId, scope: "team", scopeId: nowhere },
      { actorId, scope: "model", scopeId: nowhere },
      { actorId, scope: "organisation", scopeId: team.id },
      { actorId, scope: "team", scopeId: team.id, role: "admin" },
      { actorId, scope: "team", scopeId: team.id, role: "auditor" },
      { actorId, role: "owner" },
      { actorId, groupId: nowhere },
      {},
    ])
      await expect(give(input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(give({ actorId: nowhere })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(give({ groupId: nowhere })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("reach a group's members, from when they joined", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const group = await createGroup(world.house, grace, { slug: "auditors", name: "Auditors" });
    const given = await giveGrant(world.house, grace, { groupId: group.id, role: "auditor", ...everywhere });
    expect(given.holder).toEqual({ id: group.id, name: "Auditors", kind: "group" });
    world.clock.advance(1000);
    await addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    const [fact] = await grantsOf(world.house.db.read, { actorId: ada.actor.id, at: world.clock.now() });
    expect(fact).toMatchObject({ role: "auditor", from: world.clock.now() });
  });

  it("give a default team with the first role in one, and take it with that role", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const [speech, vision] = [await world.team("speech"), await world.team("vision")];
    const teamNow = async () => (await world.signIn(ada.email)).actor.defaultTeam?.slug;
    const give = (scopeId: string) =>
      giveGrant(world.house, grace, { actorId: ada.actor.id, role: "contributor", scope: "team", scopeId });
    const first = await give(speech.id);
    await give(vision.id);
    expect(await teamNow()).toBe("speech");
    await endGrant(world.house, grace, { grantId: first.id });
    expect(await teamNow()).toBeUndefined();
  });

  it("list in as many statements for many as for few", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const list = () => listGrants(world.house, grace, {});
    const give = async (n: number) => {
      const team = await world.team(`team-${n}`);
      await giveGrant(world.house, grace, {
        actorId: world.grace.actor.id,
        role: "viewer",
        scope: "team",
        scopeId: team.id,
      });
    };
    await give(0);
    await list();
    const few = await countStatements(list);
    for (let n = 1; n < 10; n += 1) await give(n);
    await list(); // what is kept while nothing is written is not counted either time
    expect(await countStatements(list)).toBe(few);
    expect((await list()).items.map((grant) => grant.scopeName).slice(0, 2)).toEqual(["team-9", "team-8"]);
  });
});
