// One person alone, an admin too, lets nothing into production: each way to an approval that takes two, tried by one.
import type { Actor } from "@chancery/core";
import { insertToken, occupanciesOf } from "@chancery/db";
import { expect, it } from "vitest";
import { confirmGrant } from "../grants/confirm.ts";
import { giveGrant } from "../grants/give.ts";
import { addGroupMember } from "../groups/add-member.ts";
import { confirmGroupMember } from "../groups/confirm-member.ts";
import { createGroup } from "../groups/create.ts";
import { acceptInvitation } from "../identity/accept-invitation.ts";
import { resetPassword } from "../identity/reset-password.ts";
import { createModel } from "../models/create.ts";
import { addPerson } from "../people/add.ts";
import { offerPasswordReset } from "../people/offer-reset.ts";
import { confirmPasswordReset } from "../people/settle-reset.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { disableAccount } from "../people/disable.ts";
import { acceptServiceAccount } from "../service-accounts/accept.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { proposeOwner } from "../service-accounts/propose-owner.ts";
import { settleAppointments } from "../appointments/settle.ts";
import { approveAs, askForProduction } from "../testing/ask-and-approve.ts";
import { attempt } from "../testing/attempt.ts";
import { codeIn, openClaimed, password, type Claimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";

const everywhere = { scope: "organisation", scopeId: "organisation" } as const;
const all = { name: "n", scopes: ["*"] };

/** Grace and Gus are admins, Rita reviews, Ada makes versions, Max does all of it: two people could always confirm. */
type Stage = Claimed & {
  readonly gus: Actor;
  readonly rita: Actor;
  readonly ada: Actor;
  readonly max: Actor;
  /** Has no role and opened her account herself: she can vouch for the others. */
  readonly sue: Actor;
  readonly teamId: string;
  give(by: Actor, to: { actorId?: string; groupId?: string }, role: string): Promise<{ readonly id: string }>;
  /** A version registered by one and asked into production by another. */
  ask(by: Actor, asker?: Actor): Promise<{ readonly id: string; readonly number: number }>;
  approve(by: Actor, promotion: { readonly id: string; readonly number: number }): Promise<unknown>;
  /** What stands in production. */
  executed(): Promise<number>;
};

async function openStage(world: World): Promise<Stage> {
  const claimed = await openClaimed(world);
  const { house, call } = claimed;
  const [{ actor: gus }, { actor: rita }, { actor: ada }, { actor: max }] = [
    await claimed.join("Gus"),
    await claimed.join("Rita"),
    await claimed.join("Ada"),
    await claimed.join("Max"),
  ];
  const { id: teamId } = await world.team("speech");
  await world.grant(gus, { role: "admin" });
  await world.grant(rita, { role: "reviewer", team: "speech" });
  await world.grant(ada, { role: "contributor", team: "speech" });
  await world.grant(max, { role: "admin" });
  for (const role of ["reviewer", "contributor"] as const) await world.grant(max, { role, team: "speech" });
  const { id: modelId } = await createModel(house, call(ada), { team: "speech", name: "vad" });
  const sue = await world.person("Sue");
  for (const { id: actorId } of [gus, rita, ada, max]) await vouchForHolder(house, call(sue), { actorId });
  let made = 0;
  return {
    ...claimed,
    gus,
    rita,
    ada,
    max,
    sue,
    teamId,
    give: (by, to, role) =>
      giveGrant(house, call(by), {
        ...to,
        role,
        ...(role === "admin" ? everywhere : { scope: "team", scopeId: teamId }),
      }),
    ask: (by, asker = by) => askForProduction(claimed, { by, asker, version: `${(made += 1)}` }),
    approve: (by, asked) => approveAs(claimed, by, asked),
    executed: async () => (await occupanciesOf(house.db.read, { modelId, limit: 10 })).length,
  };
}

/** Gives oneself what one lacks, and confirms it oneself: signed in, and with a token that names it. */
async function appointOneself(stage: Stage, me: Actor): Promise<void> {
  const { house, call } = stage;
  const scopes = ["*", "grant:confirm", "group:confirm"];
  const token = await createToken(house, call(me), { name: "n", scopes });
  const bearer = await actorOfToken(house, token.token);
  for (const role of ["contributor", "reviewer", "admin"]) {
    const given = await attempt(() => stage.give(me, { actorId: me.id }, role));
    for (const by of given ? [me, bearer] : [])
      await attempt(() => confirmGrant(house, call(by), { grantId: given?.id }));
  }
}

/**
 * Asks as oneself and as whoever else one can act as, and approves whatever came of it as each of them. Whoever is no reviewer
 * tries what another asked for too: no role that one came to alone decides on it.
 */
async function askAndApprove(stage: Stage, [me, ...others]: readonly [Actor, ...Actor[]]): Promise<void> {
  const hands = [me, ...others];
  const asked = [];
  if (![stage.rita, stage.max].some(({ id }) => id === me.id))
    asked.push(await stage.ask(me.id === stage.ada.id ? stage.max : stage.ada));
  for (const by of hands)
    for (const asker of hands) {
      const promotion = await attempt(() => stage.ask(by, asker));
      if (promotion) asked.push(promotion);
    }
  for (const promotion of asked) for (const voter of hands) await attempt(() => stage.approve(voter, promotion));
}

/** A service account with the contributor's role and, where one can be had, its token. */
async function machine(stage: Stage, { me, owner }: { me: Actor; owner: Actor }): Promise<readonly Actor[]> {
  const { house, call } = stage;
  const bot = await attempt(() =>
    createServiceAccount(house, call(me), { name: `bot of ${me.name}`, ownerId: owner.id }),
  );
  if (!bot) return [];
  for (const role of ["contributor", "reviewer", "admin"])
    await attempt(() => stage.give(me, { actorId: bot.id }, role));
  const made = await attempt(() => createToken(house, call(me), { ...all, actorId: bot.id }));
  return made ? [await actorOfToken(house, made.token)] : [];
}

/** An account that one opened with one's own link, where one may; it makes versions, and vouches for itself as far as it can. */
async function puppetOf(stage: Stage, me: Actor): Promise<readonly Actor[]> {
  const { house, call } = stage;
  const email = `${house.newId()}@example.test`;
  const puppet = await attempt(() => addPerson(house, call(me), { name: `Puppet of ${me.name}`, email }));
  if (!puppet) return [];
  await acceptInvitation(house, call(me), { code: codeIn(puppet.invitationUrl), password });
  const { actor } = await stage.signIn(email);
  await attempt(() => stage.give(me, { actorId: actor.id }, "contributor"));
  for (const by of [me, actor]) await attempt(() => vouchForHolder(house, call(by), { actorId: actor.id }));
  return [actor];
}

/** Each answers whom one may then act as besides oneself. */
const ways: Readonly<Record<string, (stage: Stage, me: Actor) => Promise<readonly Actor[]>>> = {
  "giving oneself the role of a reviewer": () => Promise.resolve([]),
  "a service account that somebody else answers for": (stage, me) => machine(stage, { me, owner: stage.ada }),
  "a service account of one's own": (stage, me) => machine(stage, { me, owner: me }),
  "a service account of one's own, handed over": async (stage, me) => {
    const { house, call } = stage;
    const hands = await machine(stage, { me, owner: me });
    for (const { id: actorId } of hands) {
      await stage.ask(me, hands[0]).catch(() => undefined);
      await attempt(() => proposeOwner(house, call(me), { actorId, ownerId: stage.gus.id }));
      await attempt(() => acceptServiceAccount(house, call(me), { actorId }));
    }
    return hands;
  },
  "a token of somebody's service account from before only owners made them": async (stage, me) => {
    const { house, clock, give, grace } = stage;
    const bot = await stage.service(`old bot of ${me.name}`, stage.ada);
    await give(grace.actor, { actorId: bot.id }, "contributor");
    const [id, createdAt] = [house.newId(), clock.now()];
    const expiresAt = new Date(createdAt.getTime() + 24 * 3_600_000);
    const token = { id, actorId: bot.id, name: "n", prefix: "chys", secretHash: id, scopes: ["*"], parentId: null };
    await house.db.transaction((tx) => insertToken(tx, { ...token, createdBy: me.id, createdAt, expiresAt }));
    return [{ ...bot, tokenId: id, minterId: me.id }];
  },
  "a plain group that is filled, and given the role afterwards": async (stage, me) => {
    const { house, call } = stage;
    const group = await attempt(() =>
      createGroup(house, call(me), { slug: `g-${me.name.toLowerCase().split(" ")[0]}`, name: "G" }),
    );
    if (!group) return [];
    await attempt(() => addGroupMember(house, call(me), { groupId: group.id, actorId: me.id }));
    const given = await attempt(() => stage.give(me, { groupId: group.id }, "reviewer"));
    await attempt(() => confirmGrant(house, call(me), { grantId: given?.id }));
    return [];
  },
  "a group of reviewers joined, and confirmed through a service account": async (stage, me) => {
    const { house, call } = stage;
    const hands = await machine(stage, { me, owner: stage.ada });
    const own = await machine(stage, { me, owner: me });
    const group = await attempt(() =>
      createGroup(house, call(me), { slug: `r-${me.name.toLowerCase().split(" ")[0]}`, name: "R" }),
    );
    if (!group) return hands;
    await attempt(() => stage.give(me, { groupId: group.id }, "reviewer"));
    const joined = await attempt(() => addGroupMember(house, call(me), { groupId: group.id, actorId: me.id }));
    for (const by of [me, ...hands, ...own])
      for (const { id } of joined?.members ?? [])
        await attempt(() => confirmGroupMember(house, call(by), { membershipId: id }));
    return [...hands, ...own];
  },
  "an account of one's own making, made a reviewer or an admin": async (stage, me) => {
    const { house, call } = stage;
    const [actor] = await puppetOf(stage, me);
    if (!actor) return [];
    for (const role of ["reviewer", "admin"]) {
      const given = await attempt(() => stage.give(me, { actorId: actor.id }, role));
      for (const by of [me, actor]) await attempt(() => confirmGrant(house, call(by), { grantId: given?.id }));
    }
    return [actor];
  },
  "an account of one's own making, whose roles somebody else confirmed": async (stage, me) => {
    const { house, call, gus } = stage;
    const [actor] = await puppetOf(stage, me);
    if (!actor) return [];
    for (const role of ["reviewer", "admin"]) {
      const given = await attempt(() => stage.give(me, { actorId: actor.id }, role));
      await attempt(() => confirmGrant(house, call(gus), { grantId: given?.id }));
    }
    return [actor];
  },
  "accounts of one's own making, opened for each other and vouching for each other": async (stage, me) => {
    const { house, call, gus } = stage;
    const [first] = await puppetOf(stage, me);
    if (!first) return [];
    const made = [first, ...(await puppetOf(stage, me))];
    const given = await attempt(() => stage.give(me, { actorId: first.id }, "admin"));
    await attempt(() => confirmGrant(house, call(gus), { grantId: given?.id }));
    made.push(...(await puppetOf(stage, first)));
    for (const { id: actorId } of made) {
      const role = await attempt(() => stage.give(me, { actorId }, "reviewer"));
      await attempt(() => confirmGrant(house, call(gus), { grantId: role?.id }));
    }
    for (const by of [me, ...made])
      for (const { id: actorId } of made) await attempt(() => vouchForHolder(house, call(by), { actorId }));
    return made;
  },
  "reset links of those who make and review, kept for oneself": async (stage, me) => {
    const { house, call, clock } = stage;
    const opened: Actor[] = [];
    for (const { id: actorId, name } of [stage.ada, stage.rita].filter(({ id }) => id !== me.id)) {
      const offered = await attempt(() => offerPasswordReset(house, call(me), { actorId }));
      await attempt(() => confirmPasswordReset(house, call(me), { actorId }));
      const use = () =>
        resetPassword(house, call(me), { code: codeIn(offered?.resetUrl ?? ""), password: "amber meadow 17 rain" });
      await attempt(use); // nothing yet: it waits for a second person, or for a day
      if (offered) clock.advance(24 * 3_600_000);
      if (!(await attempt(use))) continue;
      const email = `${name.toLowerCase()}@example.test`;
      opened.push((await stage.signIn(email, { password: "amber meadow 17 rain" })).actor);
    }
    for (const by of [me, ...opened])
      for (const { id: actorId } of opened) await attempt(() => vouchForHolder(house, call(by), { actorId }));
    return opened;
  },
};

eachEngine("one person alone", (open) => {
  for (const [way, hands] of Object.entries(ways))
    it(`lets nothing into production by ${way}`, async () => {
      const stage = await openStage(await open());
      for (const me of [stage.grace.actor, stage.rita, stage.ada, stage.max]) {
        await appointOneself(stage, me);
        await askAndApprove(stage, [me, ...(await hands(stage, me))]);
        expect([me.name, await stage.executed()]).toEqual([me.name, 0]);
      }
      for (const { id: actorId } of [stage.rita, stage.ada])
        // as far as they were taken over
        await attempt(() => vouchForHolder(stage.house, stage.call(stage.sue), { actorId }));
      await stage.approve(stage.rita, await stage.ask(stage.ada)); // what takes two is done by two
      expect(await stage.executed()).toBe(1);
    }, 120_000);

  it("lets nothing into production by the reset links of everybody else, within the days in which all are told", async () => {
    const stage = await openStage(await open());
    const { house, call, clock } = stage;
    const me = stage.grace.actor;
    const others = [stage.gus, stage.rita, stage.ada, stage.max];
    const links: { readonly email: string; readonly url: string }[] = [];
    for (const { id: actorId, name } of others) {
      const { resetUrl } = await offerPasswordReset(house, call(me), { actorId });
      links.push({ email: `${name.toLowerCase()}@example.test`, url: resetUrl });
    }
    await disableAccount(house, call(me), { actorId: stage.sue.id, reason: "out of the way" });
    clock.advance(24 * 3_600_000);
    const opened: Actor[] = [];
    for (const { email, url } of links) {
      await resetPassword(house, call(me), { code: codeIn(url), password: "amber meadow 17 rain" });
      opened.push((await stage.signIn(email, { password: "amber meadow 17 rain" })).actor);
    }
    const hands = [me, ...opened] as const;
    for (const by of hands)
      for (const { id: actorId } of opened) await attempt(() => vouchForHolder(house, call(by), { actorId }));
    await askAndApprove(stage, hands);
    clock.advance(5 * 24 * 3_600_000);
    for (const voter of hands)
      for (const asker of hands) {
        const promotion = await attempt(() => stage.ask(asker));
        if (promotion) await attempt(() => stage.approve(voter, promotion));
      }
    expect(await stage.executed()).toBe(0);
  }, 120_000);

  it("lets nothing into production by disabling everybody else, within the days in which all are told", async () => {
    const stage = await openStage(await open());
    const { house, call } = stage;
    const me = stage.grace.actor;
    for (const { id: actorId } of [stage.gus, stage.rita, stage.max])
      await disableAccount(house, call(me), { actorId, reason: "out of the way" });
    await appointOneself(stage, me);
    stage.clock.advance(6 * 24 * 3_600_000);
    await settleAppointments(house);
    const { actor } = await stage.signIn(stage.grace.email);
    await askAndApprove(stage, [actor]);
    expect(await stage.executed()).toBe(0);
  });
});

eachEngine("a small team", (open) => {
  it("of one admin sets itself up alone, and is marked for it", async () => {
    const world = await openClaimed(await open());
    await world.team("speech");
    const given = await giveGrant(world.house, world.call(world.grace.actor), {
      actorId: world.grace.actor.id,
      role: "reviewer",
      ...everywhere,
    });
    expect(given).toMatchObject({ beginning: "alone", from: world.clock.now().toISOString() });
  });

  it("of one admin and one reviewer comes to a second reviewer, marked while all go back to one link", async () => {
    const world = await openClaimed(await open());
    const [rita, rolf] = [await world.join("Rita"), await world.join("Rolf")];
    const give = (actorId: string) =>
      giveGrant(world.house, world.call(world.grace.actor), { actorId, role: "reviewer", ...everywhere });
    await give(rita.actor.id);
    const { id: grantId } = await give(rolf.actor.id);
    await expect(confirmGrant(world.house, world.call(rita.actor), { grantId })).resolves.toMatchObject({
      beginning: "alone",
      confirmedBy: "Rita",
    });
  });

  for (const [team, requester] of [
    ["of two who share the work", 0],
    ["whose reviewers all make versions", 1],
  ] as const)
    it(`${team} promotes: each reviews the other's`, async () => {
      const stage = await openStage(await open());
      const pair = [stage.rita, stage.max];
      for (const one of pair) await stage.grant(one, { role: "contributor", team: "speech" });
      await stage.approve(pair[1 - requester]!, await stage.ask(pair[requester]!));
      expect(await stage.executed()).toBe(1);
    });
});
