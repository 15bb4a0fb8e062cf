// Becoming a reviewer or an admin takes two people, by every path, and locks no small team out.
import type { Actor } from "@chancery/core";
import { grantsOf } from "@chancery/db";
import { expect, it } from "vitest";
import { acceptInvitation } from "../identity/accept-invitation.ts";
import { getMe } from "../identity/me.ts";
import { addGroupMember } from "../groups/add-member.ts";
import { confirmGroupMember } from "../groups/confirm-member.ts";
import { createGroup } from "../groups/create.ts";
import { confirmGrant } from "../grants/confirm.ts";
import { endGrant } from "../grants/end.ts";
import { giveGrant } from "../grants/give.ts";
import { addPerson } from "../people/add.ts";
import { disableAccount } from "../people/disable.ts";
import { enableAccount } from "../people/enable.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { codeIn, openClaimed, password, type Claimed } from "../testing/claimed.ts";
import { eachEngine } from "../testing/index.ts";
import { recoverAppointments, settleAppointments } from "./settle.ts";
import { waitingAppointments } from "./waiting.ts";

const day = 24 * 3_600_000;
const everywhere = { scope: "organisation", scopeId: "organisation" };
const rolesOf = async (world: Claimed, { id: actorId }: Pick<Actor, "id">) =>
  (await grantsOf(world.house.db.read, { actorId, at: world.clock.now() })).map(({ role }) => role);
const give = (
  world: Claimed,
  by: Actor,
  to: { actorId?: string; groupId?: string },
  role = "reviewer",
  on: object = everywhere,
) => giveGrant(world.house, world.call(by), { ...to, role, ...on });
const typesAfter = async (world: Claimed, count: number) => (await world.leaves()).slice(count).map(({ type }) => type);

/** Grace is admin, Rita, who opened her account herself, reviews: two people who may confirm. */
async function openTwo(open: () => Promise<Parameters<typeof openClaimed>[0]>) {
  const world = await openClaimed(await open());
  const rita = await world.joinByServer("Rita");
  const first = await give(world, world.grace.actor, { actorId: rita.actor.id });
  return { ...world, rita, first };
}

eachEngine("a reviewer's or an admin's role", (open) => {
  it("is given alone, and marked so, while there never were two who could confirm one", async () => {
    const { rita, first, ...world } = await openTwo(open);
    expect(first).toMatchObject({ beginning: "alone", from: world.clock.now().toISOString(), confirmedBy: null });
    expect(await rolesOf(world, rita.actor)).toEqual(["reviewer"]);
    expect(await give(world, world.grace.actor, { actorId: rita.actor.id }, "auditor")).toMatchObject({
      beginning: null,
      from: world.clock.now().toISOString(),
    });
  });

  it("is marked as given alone where giver and confirmer go back to one link, for they may be one person", async () => {
    const world = await openClaimed(await open());
    const [ada, bo] = [(await world.join("Ada")).actor, (await world.join("Bo")).actor];
    await vouchForHolder(world.house, world.call(bo), { actorId: ada.id });
    await give(world, world.grace.actor, { actorId: ada.id });
    await vouchForHolder(world.house, world.call(ada), { actorId: bo.id });
    const { id: grantId } = await give(world, world.grace.actor, { actorId: bo.id });
    const confirmed = await confirmGrant(world.house, world.call(ada), { grantId });
    expect(confirmed).toMatchObject({ beginning: "alone", confirmedBy: "Ada" });
    const group = await createGroup(world.house, world.call(world.grace.actor), { slug: "g", name: "G" });
    const waiting = await give(world, world.grace.actor, { groupId: group.id });
    expect(waiting).toMatchObject({ beginning: null });
    const { members } = await addGroupMember(world.house, world.call(world.grace.actor), {
      groupId: group.id,
      actorId: bo.id,
    });
    const [member] = members;
    await confirmGroupMember(world.house, world.call(ada), { membershipId: member?.id });
    const told = (await world.leaves()).slice(-1);
    expect(told).toMatchObject([
      { type: "chancery.group.member-confirmed.v2", data: { after: { beginning: "alone" } } },
    ]);
  });

  for (const role of ["reviewer", "admin"])
    it(`waits for a second person when it is ${role}, given to a person`, async () => {
      const world = await openTwo(open);
      const ada = await world.joinByServer("Ada");
      const given = await give(world, world.grace.actor, { actorId: ada.actor.id }, role);
      expect(given).toMatchObject({
        from: null,
        to: null,
        beginning: null,
        waitsUntil: null,
        grantedBy: "Grace Hopper",
      });
      expect(await rolesOf(world, ada.actor)).toEqual([]);
      await expect(give(world, world.grace.actor, { actorId: ada.actor.id }, role)).rejects.toMatchObject({
        reasons: [{ code: "grant_waits" }],
      });
      const confirm = (by: Actor) => confirmGrant(world.house, world.call(by), { grantId: given.id });
      for (const [by, code] of [
        [world.grace.actor, "giver_may_not_confirm"],
        [ada.actor, "role_missing"],
      ] as const)
        await expect(confirm(by)).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code }] });
      world.clock.advance(1000);
      const from = world.clock.now().toISOString();
      expect(await confirm(world.rita.actor)).toMatchObject({ from, beginning: "confirmed", confirmedBy: "Rita" });
      expect(await rolesOf(world, ada.actor)).toEqual([role]);
      expect((await world.leaves()).at(-1)).toMatchObject({
        type: "chancery.grant.confirmed.v1",
        authid: world.rita.actor.id,
        data: { after: { grantId: given.id, holderId: ada.actor.id, from, beginning: "confirmed" } },
      });
      await expect(confirm(world.rita.actor)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    });

  it("waits when it is given to a group that has members, and not to one that has none", async () => {
    const world = await openTwo(open);
    const grace = world.call(world.grace.actor);
    const ada = await world.joinByServer("Ada");
    const [filled, empty] = [
      await createGroup(world.house, grace, { slug: "filled", name: "Filled" }),
      await createGroup(world.house, grace, { slug: "empty", name: "Empty" }),
    ];
    await addGroupMember(world.house, grace, { groupId: filled.id, actorId: ada.actor.id });
    const given = await give(world, world.grace.actor, { groupId: filled.id });
    expect(given).toMatchObject({ from: null });
    expect(await give(world, world.grace.actor, { groupId: empty.id })).toMatchObject({
      from: world.clock.now().toISOString(),
      beginning: null,
    });
    expect(await rolesOf(world, ada.actor)).toEqual([]);
    await confirmGrant(world.house, world.call(world.rita.actor), { grantId: given.id });
    expect(await rolesOf(world, ada.actor)).toEqual(["reviewer"]);
  });

  it("does not come to who joins while the group's own role still waits", async () => {
    const world = await openTwo(open);
    const grace = world.call(world.grace.actor);
    const [ada, bo] = [await world.joinByServer("Ada"), await world.joinByServer("Bo")];
    const group = await createGroup(world.house, grace, { slug: "validators", name: "Validators" });
    await addGroupMember(world.house, grace, { groupId: group.id, actorId: ada.actor.id });
    const given = await give(world, world.grace.actor, { groupId: group.id });
    const { members } = await addGroupMember(world.house, grace, { groupId: group.id, actorId: bo.actor.id });
    const joining = members.find(({ actor }) => actor.id === bo.actor.id);
    expect(joining).toMatchObject({ isPending: true });
    await confirmGrant(world.house, world.call(world.rita.actor), { grantId: given.id });
    expect([await rolesOf(world, ada.actor), await rolesOf(world, bo.actor)]).toEqual([["reviewer"], []]);
    await confirmGroupMember(world.house, world.call(world.rita.actor), { membershipId: joining?.id });
    expect(await rolesOf(world, bo.actor)).toEqual(["reviewer"]);
  });

  it("is confirmed once the invitation is accepted", async () => {
    const world = await openTwo(open);
    const grace = world.call(world.grace.actor);
    const { actor, invitationUrl } = await addPerson(world.house, grace, { name: "Ada", email: "ada@example.test" });
    const { id: grantId } = await give(world, world.grace.actor, { actorId: actor.id });
    const confirm = () => confirmGrant(world.house, world.call(world.rita.actor), { grantId });
    await expect(confirm()).rejects.toMatchObject({ reasons: [{ code: "receiver_not_active" }] });
    expect((await getMe(world.house, world.call(world.rita.actor), {})).waitingAppointments).toBe(0);
    await acceptInvitation(world.house, grace, { code: codeIn(invitationUrl), password });
    expect((await getMe(world.house, world.call(world.rita.actor), {})).waitingAppointments).toBe(1);
    await expect(confirm()).resolves.toMatchObject({ beginning: "confirmed" });
  });

  it("is no service account's, by any path", async () => {
    const world = await openTwo(open);
    const grace = world.call(world.grace.actor);
    const bot = await world.service("bot", world.rita.actor);
    const group = await createGroup(world.house, grace, { slug: "jobs", name: "Jobs" });
    const refusedTo = { code: "INVALID_INPUT", reasons: [{ code: "role_for_people" }] };
    for (const role of ["reviewer", "admin"])
      await expect(give(world, world.grace.actor, { actorId: bot.id }, role)).rejects.toMatchObject(refusedTo);
    await addGroupMember(world.house, grace, { groupId: group.id, actorId: bot.id });
    await expect(give(world, world.grace.actor, { groupId: group.id })).rejects.toMatchObject(refusedTo);
    const validators = await createGroup(world.house, grace, { slug: "validators", name: "Validators" });
    await give(world, world.grace.actor, { groupId: validators.id });
    await expect(addGroupMember(world.house, grace, { groupId: validators.id, actorId: bot.id })).rejects.toMatchObject(
      refusedTo,
    );
    await expect(give(world, world.grace.actor, { actorId: bot.id }, "contributor")).resolves.toMatchObject({
      from: world.clock.now().toISOString(),
    });
  });

  it("is shown to those who may confirm it, and to admins; counted only where it may be confirmed", async () => {
    const world = await openTwo(open);
    const [ada, bo] = [await world.joinByServer("Ada"), await world.joinByServer("Bo")];
    const speech = await world.team("speech");
    await give(world, world.grace.actor, { actorId: ada.actor.id }, "reviewer", { scope: "team", scopeId: speech.id });
    const seenBy = (who: Actor) => waitingAppointments(world.house, world.call(who), {});
    expect(await seenBy(world.rita.actor)).toMatchObject([
      {
        kind: "grant",
        receivers: ["Ada"],
        group: null,
        roles: [{ role: "reviewer", scope: "team", scopeName: "speech" }],
        givenBy: "Grace Hopper",
        confirmers: ["Rita"],
        blockedBecause: [],
      },
    ]);
    expect(await seenBy(world.grace.actor)).toMatchObject([{ blockedBecause: [{ code: "giver_may_not_confirm" }] }]);
    expect([await seenBy(ada.actor), await seenBy(bo.actor)]).toEqual([[], []]);
    const counts = await Promise.all(
      [world.grace, world.rita, ada].map(
        async ({ actor }) => (await getMe(world.house, world.call(actor), {})).waitingAppointments,
      ),
    );
    expect(counts).toEqual([0, 1, 0]);
  });
});

eachEngine("an appointment that nobody is left to confirm", (open) => {
  const openShort = async () => {
    const world = await openTwo(open);
    const grace = world.call(world.grace.actor);
    await disableAccount(world.house, grace, { actorId: world.rita.actor.id, reason: "left" });
    const ada = await world.joinByServer("Ada");
    const given = await give(world, world.grace.actor, { actorId: ada.actor.id });
    return { world, grace, ada, given };
  };

  it("waits seven days, told to everybody, and then holds", async () => {
    const { world, ada, given } = await openShort();
    const waitsUntil = new Date(world.clock.now().getTime() + 7 * day).toISOString();
    expect(given).toMatchObject({ from: null, beginning: null, waitsUntil });
    for (const who of [ada.actor, world.grace.actor])
      expect((await getMe(world.house, world.call(who), {})).unconfirmable).toMatchObject([
        { receivers: ["Ada"], waitsUntil, confirmers: [] },
      ]);
    world.clock.advance(7 * day - 1);
    expect([await settleAppointments(world.house), await rolesOf(world, ada.actor)]).toEqual([0, []]);
    world.clock.advance(1);
    const before = (await world.leaves()).length;
    expect(await settleAppointments(world.house)).toBe(1);
    expect(await rolesOf(world, ada.actor)).toEqual(["reviewer"]);
    expect((await world.leaves()).slice(before)).toMatchObject([
      { type: "chancery.grant.confirmed.v1", authid: "system", data: { after: { beginning: "waited" } } },
    ]);
    expect(await settleAppointments(world.house)).toBe(0);
  });

  it("does not wait out its time while somebody may confirm it", async () => {
    const { world, grace, ada } = await openShort();
    const back = { actorId: world.rita.actor.id, reason: "is back" };
    await enableAccount(world.house, grace, back);
    const before = (await world.leaves()).length;
    expect(await settleAppointments(world.house)).toBe(1);
    expect(await typesAfter(world, before)).toEqual(["chancery.appointment.wait-changed.v1"]);
    expect((await getMe(world.house, world.call(ada.actor), {})).unconfirmable).toEqual([]);
    world.clock.advance(8 * day);
    expect([await settleAppointments(world.house), await rolesOf(world, ada.actor)]).toEqual([0, []]);
    await disableAccount(world.house, world.call((await world.signIn(world.grace.email)).actor), {
      ...back,
      reason: "left again",
    });
    expect(await settleAppointments(world.house)).toBe(1); // the seven days begin anew
    expect([await settleAppointments(world.house), await rolesOf(world, ada.actor)]).toEqual([0, []]);
    world.clock.advance(7 * day);
    await settleAppointments(world.house);
    expect(await rolesOf(world, ada.actor)).toEqual(["reviewer"]);
  });

  it("holds at once on the server, and nothing else does", async () => {
    const { world, grace, ada } = await openShort();
    const invited = await addPerson(world.house, grace, { name: "Bo", email: "bo@example.test" });
    await give(world, world.grace.actor, { actorId: invited.actor.id });
    const recovered = await recoverAppointments(world.house);
    expect(recovered.flatMap(({ appointment }) => appointment.receivers.map(({ name }) => name))).toEqual(["Ada"]);
    expect(await rolesOf(world, ada.actor)).toEqual(["reviewer"]);
    expect(await rolesOf(world, invited.actor)).toEqual([]);
    expect((await world.leaves()).at(-1)).toMatchObject({
      authid: "system",
      data: { after: { beginning: "recovered" } },
    });
    expect(await recoverAppointments(world.house)).toEqual([]); // Ada may confirm from now on
  });

  it("is ended like any other role while it waits", async () => {
    const { world, grace, ada, given } = await openShort();
    await endGrant(world.house, grace, { grantId: given.id });
    world.clock.advance(8 * day);
    expect([await settleAppointments(world.house), await rolesOf(world, ada.actor)]).toEqual([0, []]);
  });
});
