// An account is its holder's: whoever made the link that opened it does not decide on what it made until another vouches.
import { anonymousActor, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { askErasure } from "../erasures/ask.ts";
import { confirmGrant } from "../grants/confirm.ts";
import { giveGrant } from "../grants/give.ts";
import { createGroup } from "../groups/create.ts";
import { getMe } from "../identity/me.ts";
import { resetPassword } from "../identity/reset-password.ts";
import { assessTier } from "../models/assess-tier.ts";
import { confirmTier } from "../models/confirm-tier.ts";
import { createModel } from "../models/create.ts";
import { dismissObjection } from "../promotions/dismiss.ts";
import { getPromotion } from "../promotions/get.ts";
import { listPromotions } from "../promotions/list.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { approveAs, askForProduction } from "../testing/ask-and-approve.ts";
import { codeIn, openClaimed, type Claimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { disableAccount } from "./disable.ts";
import { listPeople } from "./list.ts";
import { offerPasswordReset } from "./offer-reset.ts";
import { offerResetTo } from "./offer-reset-to.ts";
import { confirmPasswordReset } from "./settle-reset.ts";
import { vouchForHolder } from "./vouch.ts";
import { countWaitingReviews } from "../promotions/waiting.ts";

const day = 24 * 3_600_000;

/** Grace, admin and reviewer, invited Ada, who makes versions. */
async function openPair(world: World) {
  const claimed = await openClaimed(world);
  await world.team("speech");
  const ada = await claimed.join("Ada");
  await world.grant(claimed.grace.actor, { role: "reviewer", team: "speech" });
  await world.grant(ada.actor, { role: "contributor", team: "speech" });
  const { id: modelId } = await createModel(world.house, world.call(ada.actor), { team: "speech", name: "vad" });
  return { ...claimed, modelId, ada: ada.actor };
}

const ask = (world: Claimed, by: Actor) => askForProduction(world, { by });
const see = ({ house, call }: Claimed, by: Actor, { number }: { readonly number: number }) =>
  getPromotion(house, call(by), { number });
const approve = approveAs;
const waitingFor = ({ house, clock }: Claimed, { id }: Actor) =>
  countWaitingReviews(house.db.read, { actorId: id, answerableId: id, at: clock.now() });
const vouch = ({ house, call }: Claimed, by: Actor, { id: actorId }: Pick<Actor, "id">) =>
  vouchForHolder(house, call(by), { actorId });
const barred = { code: "POLICY_UNMET", reasons: [{ code: "actor_opened_account" }] };

eachEngine("whoever made the link that opened an account", (open) => {
  it("does not vote on what it made or asked for until another person has vouched for its holder", async () => {
    const { ada, ...world } = await openPair(await open());
    const { actor: grace } = world.grace;
    const sue = await world.person("Sue");
    const robot = await world.service("robot", ada, { role: "contributor", team: "speech" });
    const asked = [await ask(world, ada), await ask(world, robot)];
    expect(await waitingFor(world, grace)).toBe(0);
    for (const one of asked) {
      expect((await see(world, grace, one)).blockedBecause).toContainEqual({
        action: "approve",
        reasons: [expect.objectContaining({ code: "actor_opened_account" })],
      });
      await expect(approve(world, grace, one)).rejects.toMatchObject(barred);
    }
    expect((await see(world, sue, asked[0]!)).headline).toMatch(
      /reviewer, and before that for somebody to vouch under People$/,
    );
    await vouch(world, sue, ada);
    expect((await see(world, sue, asked[0]!)).headline).toContain("Grace Hopper");
    expect(await waitingFor(world, grace)).toBe(2);
    for (const one of asked) await expect(approve(world, grace, one)).resolves.toMatchObject({ state: "executed" });
    expect((await see(world, grace, asked[0]!)).votes).toMatchObject([{ unvouched: null }]);
  });

  it("votes where nobody else exists, marked", async () => {
    const { ada, ...world } = await openPair(await open());
    const { actor: grace } = world.grace;
    const asked = await ask(world, ada);
    expect(await waitingFor(world, grace)).toBe(1);
    await expect(approve(world, grace, asked)).resolves.toMatchObject({ state: "executed" });
    expect((await see(world, grace, asked)).votes).toMatchObject([{ unvouched: "Ada" }]);
  });

  it("is not freed by disabling whoever could vouch, for seven days", async () => {
    const { ada, ...world } = await openPair(await open());
    const { actor: grace } = world.grace;
    const sue = await world.person("Sue");
    await disableAccount(world.house, world.call(grace), { actorId: sue.id, reason: "left" });
    const asked = await ask(world, ada);
    expect(await waitingFor(world, grace)).toBe(0);
    await expect(approve(world, grace, asked)).rejects.toMatchObject(barred);
    world.clock.advance(7 * day);
    const { actor: later } = await world.signIn(world.grace.email);
    await expect(approve(world, later, asked)).resolves.toMatchObject({ state: "executed" });
  });

  it("does not vouch, nor does the holder, nor whoever they opened an account for as well, nor a machine", async () => {
    const { ada, ...world } = await openPair(await open());
    const bo = await world.join("Bo");
    const sue = await world.person("Sue");
    const robot = await world.service("robot", sue);
    for (const [by, code] of [
      [world.grace.actor, "voucher_opened_it"],
      [ada, "account_unvouched"],
      [bo.actor, "account_unvouched"],
      [robot, "person_needed"],
    ] as const)
      await expect(vouch(world, by, ada)).rejects.toMatchObject({ code: "FORBIDDEN", reasons: [{ code }] });
    const seenBy = async (who: Actor) =>
      (await listPeople(world.house, world.call(who), { id: ada.id })).items.map(({ unvouched }) => unvouched);
    const openedAt = expect.any(String) as string;
    expect(await seenBy(sue)).toEqual([
      { openedBy: ["Grace Hopper"], openedAt, isVouchedAlone: false, blockedBecause: [] },
    ]);
    expect(await seenBy(world.grace.actor)).toMatchObject([{ blockedBecause: [{ code: "voucher_opened_it" }] }]);
    expect(await seenBy(bo.actor)).toMatchObject([{ blockedBecause: [{ code: "voucher_opened_by_same" }] }]);
    const waiting = async (who: Actor) => (await getMe(world.house, world.call(who), {})).waitingVouches;
    expect([await waiting(sue), await waiting(world.grace.actor), await waiting(bo.actor)]).toEqual([2, 0, 0]);
    expect(await vouch(world, sue, ada)).toMatchObject({ name: "Ada", email: null, unvouched: null });
    expect((await world.leaves()).at(-1)).toMatchObject({
      type: "chancery.account.vouched.v1",
      authid: sue.id,
      data: { after: { actorId: ada.id, isAlone: false } },
    });
    expect(await waiting(sue)).toBe(1);
    await expect(vouch(world, sue, ada)).rejects.toMatchObject({ reasons: [{ code: "nothing_to_vouch" }] });
  });

  it("is vouched for as it was when it was shown, and not opened again since", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const sue = await world.person("Sue", { role: "admin" });
    const shown = async () => {
      const page = await listPeople(house, call(sue), { id: ada.id });
      return { actorId: ada.id, openedAt: page.items[0]?.unvouched?.openedAt };
    };
    const first = await shown();
    world.clock.advance(1000);
    const { resetUrl } = await offerPasswordReset(house, call(world.grace.actor), { actorId: ada.id });
    await confirmPasswordReset(house, call(sue), { actorId: ada.id });
    await resetPassword(house, call(anonymousActor), { code: codeIn(resetUrl), password: "amber meadow 17 rain" });
    const stale = vouchForHolder(house, call(sue), first);
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT", reasons: [{ code: "opened_again" }] });
    await expect(vouchForHolder(house, call(sue), await shown())).resolves.toMatchObject({ unvouched: null });
  });

  it("dismisses no objection to what it asked for", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const sue = await world.person("Sue");
    await world.grant(sue, { role: "reviewer", team: "speech" });
    const asked = await ask(world, ada);
    const { digests: seen } = await see(world, sue, asked);
    const objection = { promotionId: asked.id, decision: "request-changes", note: "the card names no limits", seen };
    await voteOnPromotion(house, call(sue), objection);
    const { votes } = await see(world, sue, asked);
    const dismissal = { promotionId: asked.id, voteId: votes[0]?.id, reason: "the card does name its limits" };
    const dismiss = () => dismissObjection(house, call(world.grace.actor), dismissal);
    await expect(dismiss()).rejects.toMatchObject(barred);
    await vouch(world, sue, ada);
    await expect(dismiss()).resolves.toMatchObject({ state: "open" });
  });

  it("is no second person on what it did otherwise, nor on what it is given", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const { actor: grace } = world.grace;
    const sue = await world.person("Sue", { role: "admin" });
    await world.grant(ada, { role: "maintainer", team: "speech" });
    const assess = { modelId: world.modelId, exposure: "internal", purpose: "triage", rationale: "seen by staff only" };
    const { id: assessmentId } = await assessTier(house, call(ada), { ...assess, tier: "limited" });
    const confirmLower = () => confirmTier(house, call(grace), { assessmentId });
    const { id: grantId } = await giveGrant(house, call(sue), {
      actorId: ada.id,
      role: "reviewer",
      scope: "organisation",
      scopeId: "organisation",
    });
    const confirmRole = () => confirmGrant(house, call(grace), { grantId });
    await expect(confirmLower()).rejects.toMatchObject(barred);
    await expect(confirmRole()).rejects.toMatchObject({ code: "FORBIDDEN", reasons: barred.reasons });
    expect((await getMe(house, call(grace), {})).waitingAppointments).toBe(0);
    await vouch(world, sue, ada);
    await expect(confirmLower()).resolves.toMatchObject({ confirmedBy: "Grace Hopper" });
    await expect(confirmRole()).resolves.toMatchObject({ beginning: "confirmed" });
  });
});

eachEngine("an account that somebody else opened", (open) => {
  it("does nothing that takes two people until another person has vouched for its holder", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const sue = await world.person("Sue", { role: "admin" });
    for (const role of ["reviewer", "admin"] as const) await world.grant(ada, { role });
    const bo = await world.join("Bo");
    await world.grant(sue, { role: "contributor", team: "speech" });
    const promotion = await ask(world, sue);
    const own = { actorId: bo.actor.id, role: "viewer", scope: "organisation", scopeId: "organisation" };
    const acts: readonly (() => Promise<unknown>)[] = [
      () => approve(world, ada, promotion),
      () => giveGrant(house, call(ada), own),
      () => createGroup(house, call(ada), { slug: "g", name: "G" }),
      () => offerPasswordReset(house, call(ada), { actorId: bo.actor.id }),
      () => askErasure(house, call(ada), { actorId: bo.actor.id, basis: "objection" }),
    ];
    const unvouched = { code: "FORBIDDEN", reasons: [{ code: "account_unvouched" }] };
    for (const act of acts) await expect(act()).rejects.toMatchObject(unvouched);
    expect(await waitingFor(world, ada)).toBe(0);
    await vouch(world, sue, ada);
    expect(await waitingFor(world, ada)).toBe(1);
    await expect(approve(world, ada, promotion)).resolves.toMatchObject({ state: "executed" });
    await expect(giveGrant(house, call(ada), own)).resolves.toMatchObject({ role: "viewer" });
  });

  it("is vouched for where one person opened all by any third, and from then on by who stands alone", async () => {
    const { ada, ...world } = await openPair(await open());
    const [bo, cy] = [(await world.join("Bo")).actor, (await world.join("Cy")).actor];
    await vouch(world, bo, ada);
    expect((await world.leaves()).at(-1)).toMatchObject({ data: { after: { actorId: ada.id, isAlone: true } } });
    await expect(vouch(world, bo, cy)).rejects.toMatchObject({ reasons: [{ code: "account_unvouched" }] });
    await vouch(world, ada, bo);
    await vouch(world, bo, cy);
    expect((await world.leaves()).at(-1)).toMatchObject({ data: { after: { actorId: cy.id, isAlone: true } } });
  });

  it("stays marked by a word of those who go back to the same link, on votes, promotions and in the log", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const bo = (await world.join("Bo")).actor;
    await vouch(world, bo, ada);
    await vouch(world, ada, bo);
    const asked = await ask(world, ada);
    await expect(approve(world, world.grace.actor, asked)).resolves.toMatchObject({
      state: "executed",
      isUnvouched: true,
    });
    const said = "nobody independent had vouched for the holder of the account of Ada";
    const shown = await see(world, bo, asked);
    expect(shown).toMatchObject({ isUnvouched: true, votes: [{ unvouched: "Ada" }] });
    expect(shown.headline).toContain(said);
    const told = (await world.leaves()).findLast(({ type }) => type === "chancery.promotion.voted.v4");
    expect(told).toMatchObject({ data: { after: { unvouchedId: ada.id } } });
    const { items } = await listPromotions(house, call(bo), { tab: "decided" });
    expect(items).toMatchObject([{ number: asked.number, isUnvouched: true }]);
    const seen = (await listPeople(house, call(bo), { id: ada.id })).items;
    expect(seen).toMatchObject([{ unvouched: { isVouchedAlone: true, blockedBecause: [{ code: "voucher_linked" }] } }]);
  });

  it("is marked no more once its holder has a link made on the server, or somebody independent vouches too", async () => {
    const { ada, ...world } = await openPair(await open());
    const { house, call } = world;
    const [bo, cy] = [(await world.join("Bo")).actor, (await world.join("Cy")).actor];
    await vouch(world, bo, ada);
    for (const one of [bo, cy]) await vouch(world, ada, one);
    const offered = await offerResetTo(house, "bo@example.test");
    const next = { code: codeIn(offered?.url ?? ""), password: "amber meadow 17 rain" };
    await resetPassword(house, call(anonymousActor), next);
    const { actor: proven } = await world.signIn("bo@example.test", { password: next.password });
    expect((await getMe(house, call(proven), {})).waitingVouches).toBe(2);
    const before = await ask(world, ada);
    await approve(world, world.grace.actor, before);
    expect((await see(world, cy, before)).isUnvouched).toBe(true);
    expect(await vouch(world, proven, ada)).toMatchObject({ unvouched: null });
    expect((await world.leaves()).at(-1)).toMatchObject({ data: { after: { actorId: ada.id, isAlone: false } } });
    const after = await ask(world, ada);
    await approve(world, world.grace.actor, after);
    expect(await see(world, cy, after)).toMatchObject({ isUnvouched: false, votes: [{ unvouched: null }] });
    expect((await see(world, cy, before)).isUnvouched).toBe(true); // what was voted on then stays as it was
    await disableAccount(house, call(world.grace.actor), { actorId: cy.id, reason: "left" });
    await expect(vouch(world, proven, cy)).rejects.toMatchObject({ reasons: [{ code: "holder_not_active" }] });
    expect((await getMe(house, call(proven), {})).waitingVouches).toBe(0);
  });

  it("is its holder's by a link made on the server", async () => {
    const { ada: _ada, ...world } = await openPair(await open());
    await world.person("Sue");
    const offered = await offerResetTo(world.house, "ada@example.test");
    const next = { code: codeIn(offered?.url ?? ""), password: "amber meadow 17 rain" };
    await resetPassword(world.house, world.call(anonymousActor), next);
    const { actor } = await world.signIn("ada@example.test", { password: next.password });
    const asked = await ask(world, actor);
    await expect(approve(world, world.grace.actor, asked)).resolves.toMatchObject({ state: "executed" });
  });
});
