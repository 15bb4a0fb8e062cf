// Groups: joining one that approves takes two people.
import { grantsOf } from "@chancery/db";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { endGrant } from "../grants/end.ts";
import { giveGrant } from "../grants/give.ts";
import { listGrants } from "../grants/list.ts";
import { openClaimed, type Claimed } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { addGroupMember } from "./add-member.ts";
import { confirmGroupMember } from "./confirm-member.ts";
import { createGroup } from "./create.ts";
import { listGroups } from "./list.ts";
import { removeGroupMember } from "./remove-member.ts";

const everywhere = { scope: "organisation", scopeId: "organisation" };
const openGroup = async (world: Claimed, role: string) => {
  const grace = world.call(world.grace.actor);
  const group = await createGroup(world.house, grace, { slug: "validators", name: "Validators" });
  await giveGrant(world.house, grace, { groupId: group.id, role, ...everywhere });
  return group;
};
const rolesOf = async (world: Claimed, actorId: string) =>
  (await grantsOf(world.house.db.read, { actorId, at: world.clock.now() })).map((grant) => grant.role);

eachEngine("groups", (open) => {
  it("takes a member at once where the group approves nothing", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const group = await openGroup(world, "viewer");
    const view = await addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    expect(view).toMatchObject({
      isApprover: false,
      members: [{ actor: { name: "Ada" }, addedBy: "Grace Hopper", isPending: false }],
    });
    expect(await rolesOf(world, ada.actor.id)).toEqual(["viewer"]);
  });

  it("keeps a member of an approver group waiting until a second person confirms", async () => {
    const world = await openClaimed(await open());
    const [ada, rita] = [await world.join("Ada"), await world.join("Rita")];
    const group = await openGroup(world, "reviewer");
    await giveGrant(world.house, world.call(world.grace.actor), {
      actorId: rita.actor.id,
      role: "reviewer",
      ...everywhere,
    });
    const view = await addGroupMember(world.house, world.call(world.grace.actor), {
      groupId: group.id,
      actorId: ada.actor.id,
    });
    const membershipId = view.members[0]?.id;
    expect(view).toMatchObject({ isApprover: true, members: [{ from: null, isPending: true }] });
    expect(await rolesOf(world, ada.actor.id)).toEqual([]);
    world.clock.advance(1000);
    const confirmed = await confirmGroupMember(world.house, world.call(rita.actor), { membershipId });
    expect(confirmed.members).toMatchObject([{ from: world.clock.now().toISOString(), isPending: false }]);
    expect(await rolesOf(world, ada.actor.id)).toEqual(["reviewer"]);
    await expect(confirmGroupMember(world.house, world.call(rita.actor), { membershipId })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("keeps a member waiting although the clock was set back since the group came to approve", async () => {
    const world = await openClaimed(await open());
    const [ada, rita] = [await world.join("Ada"), await world.join("Rita")];
    await world.grant(rita.actor, { role: "admin" });
    world.clock.advance(120_000);
    const { id: groupId } = await openGroup(world, "reviewer");
    world.clock.advance(-60_000);
    const asked = { groupId, actorId: ada.actor.id };
    const view = await addGroupMember(world.house, world.call(world.grace.actor), asked);
    expect(view).toMatchObject({ isApprover: true, members: [{ from: null, isPending: true }] });
  });

  it("takes two people for a group of admins as for one of reviewers", async () => {
    const world = await openClaimed(await open());
    const [ada, rita] = [await world.join("Ada"), await world.join("Rita")];
    await world.grant(rita.actor, { role: "reviewer" });
    const group = await openGroup(world, "admin");
    const view = await addGroupMember(world.house, world.call(world.grace.actor), {
      groupId: group.id,
      actorId: ada.actor.id,
    });
    expect(view).toMatchObject({ isApprover: true, members: [{ isPending: true }] });
    expect(await rolesOf(world, ada.actor.id)).toEqual([]);
    await confirmGroupMember(world.house, world.call(rita.actor), { membershipId: view.members[0]?.id });
    expect(await rolesOf(world, ada.actor.id)).toEqual(["admin"]);
  });

  it("refuses confirmation by whoever added, by whoever was added, and by a machine", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const [ada, rita] = [await world.join("Ada"), await world.join("Rita")];
    const group = await openGroup(world, "reviewer");
    await world.grant(ada.actor, { role: "admin" });
    await world.grant(rita.actor, { role: "reviewer" });
    const bot = await world.service("bot", world.grace.actor, { role: "admin" });
    const view = await addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    const confirm = (by: typeof grace) => confirmGroupMember(world.house, by, { membershipId: view.members[0]?.id });
    await expect(confirm(grace)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "giver_may_not_confirm" }],
    });
    await expect(confirm(world.call(ada.actor))).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "receiver_may_not_confirm" }],
    });
    await expect(confirm(world.call(bot))).rejects.toMatchObject({ reasons: [{ code: "person_needed" }] });
    expect(await rolesOf(world, ada.actor.id)).toEqual(["admin"]);
    expect((await world.leaves()).slice(-3).map((leaf) => leaf.data.outcome)).toEqual(["denied", "denied", "denied"]);
  });

  it("has each member once, and again after leaving", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const group = await openGroup(world, "viewer");
    const add = () => addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    const added = await Promise.allSettled(Array.from({ length: 10 }, add));
    expect(added.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of added) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CONFLICT" });
    const [shown] = (await listGroups(world.house, grace, {})).items;
    const membershipId = shown?.members[0]?.id;
    expect((await removeGroupMember(world.house, grace, { membershipId })).members).toEqual([]);
    expect(await rolesOf(world, ada.actor.id)).toEqual([]);
    await expect(removeGroupMember(world.house, grace, { membershipId })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect((await add()).members).toHaveLength(1);
  });

  it("keeps the last admin of the registry a member", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const group = await openGroup(world, "admin");
    const view = await addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    const own = (await listGrants(world.house, grace, { holderId: world.grace.actor.id })).items[0];
    await endGrant(world.house, grace, { grantId: own?.id });
    await expect(
      removeGroupMember(world.house, world.call(ada.actor), { membershipId: view.members[0]?.id }),
    ).rejects.toMatchObject({
      reasons: [{ code: "last_admin" }],
    });
  });

  it("answers NOT_FOUND for unknown groups, accounts and memberships", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const group = await openGroup(world, "viewer");
    const unknown = world.house.newId();
    const attempts = [
      () => addGroupMember(world.house, grace, { groupId: unknown, actorId: world.grace.actor.id }),
      () => addGroupMember(world.house, grace, { groupId: group.id, actorId: unknown }),
      () => confirmGroupMember(world.house, grace, { membershipId: unknown }),
      () => removeGroupMember(world.house, grace, { membershipId: unknown }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(createGroup(world.house, grace, { slug: "validators", name: "x" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("lists in as many statements for many as for few", async () => {
    const world = await openClaimed(await open());
    const grace = world.call(world.grace.actor);
    const ada = await world.join("Ada");
    const list = () => listGroups(world.house, grace, {});
    const fill = async (n: number) => {
      const { id } = await createGroup(world.house, grace, { slug: `group-${n}`, name: `Group ${n}` });
      await addGroupMember(world.house, grace, { groupId: id, actorId: ada.actor.id });
    };
    await fill(0);
    await list();
    const few = await countStatements(list);
    for (let n = 1; n < 8; n += 1) await fill(n);
    await list(); // what is kept while nothing is written is not counted either time
    expect(await countStatements(list)).toBe(few);
    expect((await list()).items).toHaveLength(8);
  });
});
