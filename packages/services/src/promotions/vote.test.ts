// Voting: who may, on what content, and what the completing vote does.
import { plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { modelHistory } from "../models/history.ts";
import { updateModel } from "../models/update.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { needApprovals, openScene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { voteOnPromotion } from "./vote.ts";

const unmet = (reason: string) => refusal("POLICY_UNMET", reason);
const lastLeaf = async (world: World) => (await world.leaves()).at(-1);

eachEngine("voting", (open) => {
  it("lets the version into its stage on the approval that completes the rule", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const asked = await scene.ask(version.id);
    expect(asked).toMatchObject({
      number: 1,
      state: "open",
      approvals: 0,
      approvalsNeeded: 1,
      waitsFor: "one approval by an independent reviewer",
    });
    const decided = await scene.vote(asked, scene.rita);
    expect(decided).toMatchObject({ state: "executed", approvals: 1, waitsFor: "nothing: it is executed" });
    const history = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(history.items).toMatchObject([
      { stage: "production", versionNumber: 1, to: null, promotionNumber: 1, requestedBy: "Ada", letInBy: ["Rita"] },
    ]);
  });

  it("chains the entry into the stage to the vote that caused it, and keeps the note out of the leaf", async () => {
    const scene = await openScene(await open());
    await scene.promote((await scene.version()).id);
    const [voted, executed] = (await scene.leaves()).slice(-2);
    expect(voted).toMatchObject({ type: "chancery.promotion.voted.v4", authid: scene.rita.id });
    expect(executed).toMatchObject({
      type: "chancery.promotion.executed.v1",
      causationid: voted?.id,
      data: { after: { supersedes: null, stage: "production" } },
    });
    expect(JSON.stringify(voted)).not.toMatch(/read it all|Rita/);
  });

  it("keeps the printed name and the note as long as what they sign, and the reason of a request as anything typed", async () => {
    const scene = await openScene(await open());
    await scene.promote((await scene.version()).id);
    const kept = await plainly(
      scene.location,
      `SELECT e.kind AS kind, d.retention_class AS kept FROM audit_disclosure d JOIN audit_entry e ON e.idx = d.entry_idx
       WHERE e.kind LIKE 'promotion.%' ORDER BY d.entry_idx, d.n`,
    );
    expect(kept).toEqual([
      { kind: "promotion.requested@4", kept: "standard" },
      { kind: "promotion.requested@4", kept: "standard" }, // the salt of the row's own words
      { kind: "promotion.voted@4", kept: "signature" },
      { kind: "promotion.voted@4", kept: "signature" },
      { kind: "promotion.voted@4", kept: "signature" },
    ]);
  });

  it("refuses approval by the requester, reviewer though he is", async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const asked = await scene.ask((await scene.version()).id, { by: scene.rolf });
    await expect(scene.vote(asked, scene.rolf)).rejects.toEqual(unmet("voter_is_requester"));
    expect(await lastLeaf(scene)).toMatchObject({
      type: "chancery.promotion.voted.v4",
      data: { outcome: "denied", reasons: ["voter_is_requester"] },
    });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("refuses approval by the uploader", async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const asked = await scene.ask((await scene.version(scene.rolf)).id);
    await expect(scene.vote(asked, scene.rolf)).rejects.toEqual(unmet("voter_is_uploader"));
  });

  it("refuses approval by whoever sent a file of it, and by the owner of the service account that did", async () => {
    const scene = await openScene(await open());
    await scene.grant(scene.rolf, { role: "contributor", team: "speech" });
    const robot = await scene.service("training-job", scene.rita, { role: "contributor", team: "speech" });
    const byRolf = await scene.ask((await scene.versionOfTwo(scene.ada, scene.rolf)).id);
    await expect(scene.vote(byRolf, scene.rolf)).rejects.toEqual(unmet("voter_is_uploader"));
    const byRobot = await scene.ask((await scene.versionOfTwo(scene.ada, robot)).id);
    await expect(scene.vote(byRobot, scene.rita)).rejects.toEqual(unmet("voter_owns_uploader"));
    await expect(scene.vote(byRobot, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("refuses approval by the owner of the service account that uploaded, and of the one that asked", async () => {
    const scene = await openScene(await open());
    const robot = await scene.service("training-job", scene.rolf, { role: "contributor", team: "speech" });
    const uploaded = await scene.ask((await scene.version(robot)).id);
    await expect(scene.vote(uploaded, scene.rolf)).rejects.toEqual(unmet("voter_owns_uploader"));
    const requested = await scene.ask((await scene.version()).id, { by: robot });
    await expect(scene.vote(requested, scene.rolf)).rejects.toEqual(unmet("voter_is_requester"));
  });

  it("refuses a service account's vote", async () => {
    const scene = await openScene(await open());
    const robot = await scene.service("approver", scene.rita, { role: "reviewer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id);
    await expect(scene.vote(asked, robot)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "person_needed" }],
    });
  });

  it("binds admins: being one is no reviewer's role, and does not lift the separation", async () => {
    const scene = await openScene(await open());
    const root = await scene.person("Root", { role: "admin" });
    const asked = await scene.ask((await scene.version()).id);
    await expect(scene.vote(asked, root)).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const role of ["contributor", "reviewer"] as const) await scene.grant(root, { role, team: "speech" });
    const own = await scene.ask((await scene.version()).id, { by: root });
    await expect(scene.vote(own, root)).rejects.toMatchObject({
      code: "POLICY_UNMET",
      reasons: [{ code: "voter_is_requester" }],
    });
  });

  it("does not count a reviewer of later date than the request, unless an older grant reaches the model", async () => {
    const scene = await openScene(await open());
    const lena = await scene.person("Lena");
    const asked = await scene.ask((await scene.version()).id);
    scene.clock.advance(1000);
    await scene.grant(lena, { role: "reviewer", team: "speech" });
    await expect(scene.vote(asked, lena)).rejects.toEqual(unmet("reviewer_too_late"));
    await scene.grant(scene.rita, { role: "reviewer" });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("refuses a vote on content that changed since it was seen", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const { id: promotionId, number } = await scene.ask(version.id);
    const { digests: seen } = await scene.see({ number });
    await reviseVersionCard(scene.house, scene.call(scene.ada), {
      versionId: version.id,
      body: "# Limits\nNone.",
      revision: 0,
    });
    const ballot = { promotionId, decision: "approve", note: "fine", seen };
    await expect(voteOnPromotion(scene.house, scene.call(scene.rita), ballot)).rejects.toEqual(
      unmet("content_changed"),
    );
    expect(await scene.see({ number })).toMatchObject({ state: "open", votes: [] });
  });

  it("lets an approval go stale when an evaluation is added after it", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const version = await scene.version();
    const asked = await scene.ask(version.id);
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({
      state: "open",
      approvals: 1,
      approvalsNeeded: 2,
    });
    const metrics = [{ name: "recall", value: "0.1", direction: "higher" }];
    await recordEvaluation(scene.house, scene.call(scene.ada), { versionId: version.id, phase: "validation", metrics });
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "open", approvals: 1 });
    const seen = await scene.see(asked);
    expect(seen.votes.map(({ printedName, isStale }) => [printedName, isStale])).toEqual([
      ["Rita", true],
      ["Rolf", false],
    ]);
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed", approvals: 2 });
  });

  it("counts one voter once, however often she approves", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const asked = await scene.ask((await scene.version()).id);
    await scene.vote(asked, scene.rita);
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "open", approvals: 1 });
  });

  it("holds an approval back while a reviewer asks for changes, until she agrees", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    await expect(scene.vote(asked, scene.rita, "request-changes")).resolves.toMatchObject({
      state: "open",
      waitsFor: "the changes a reviewer asked for",
    });
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "open", approvals: 1 });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "executed" });
  });

  it("names who let it in although the clock was set back between two votes", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const sam = await scene.person("Sam", { role: "reviewer", team: "speech" });
    scene.clock.advance(1000);
    const { id: versionId } = await scene.version();
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rolf);
    await reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body: "# Better", revision: 0 });
    scene.clock.advance(-5);
    await scene.vote(asked, scene.rita);
    scene.clock.advance(-5);
    expect(await scene.vote(asked, sam)).toMatchObject({ state: "executed", approvals: 2 });
    expect((await scene.see(asked)).votes.map(({ isStale }) => isStale)).toEqual([true, false, false]);
    const history = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(history.items).toMatchObject([{ letInBy: ["Rita", "Sam"] }]);
  });

  it("closes on a rejection, and takes no vote after", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    await expect(scene.vote(asked, scene.rita, "reject")).resolves.toMatchObject({ state: "rejected", approvals: 0 });
    expect(await lastLeaf(scene)).toMatchObject({ type: "chancery.promotion.rejected.v1" });
    await expect(scene.vote(asked, scene.rolf)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "promotion_closed" }],
    });
  });

  it("ends the incumbent's stay at the instant the next one begins", async () => {
    const scene = await openScene(await open());
    await scene.promote((await scene.version()).id);
    scene.clock.advance(60_000);
    await scene.promote((await scene.version()).id);
    const { items, holders } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(items.map(({ versionNumber, endedByPromotionNumber }) => [versionNumber, endedByPromotionNumber])).toEqual([
      [2, null],
      [1, 2],
    ]);
    expect(items[1]?.to).toBe(items[0]?.from);
    expect(holders).toMatchObject([{ stage: "production", number: 2 }]);
  });

  it("keeps an objection whatever of the content changes, until its author agrees", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rolf, "request-changes");
    await reviseVersionCard(scene.house, scene.call(scene.ada), { versionId, body: ".", revision: 0 });
    await expect(scene.vote(asked, scene.rita)).resolves.toMatchObject({ state: "open", approvals: 1 });
    expect((await scene.see(asked)).votes).toMatchObject([{ isStale: false, staleBecause: null }, { isStale: false }]);
    await expect(scene.vote(asked, scene.rolf)).resolves.toMatchObject({ state: "executed" });
  });

  it("leaves the other requests for a stage open and says that the incumbent changed", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    const [one, two] = [await scene.ask(first.id), await scene.ask(second.id)];
    expect(await scene.see(two)).toMatchObject({ isIncumbentChanged: false });
    await scene.vote(one, scene.rita);
    expect(await scene.see(two)).toMatchObject({ state: "open", isIncumbentChanged: true });
  });

  it("lets no revoked version in, though it may be rejected", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const version = await scene.version();
    const asked = await scene.ask(version.id);
    await revokeVersion(scene.house, scene.call(mia), { versionId: version.id, reason: "trained on the test set" });
    await expect(scene.vote(asked, scene.rita)).rejects.toEqual(unmet("version_revoked"));
    await expect(scene.vote(asked, scene.rita, "reject")).resolves.toMatchObject({ state: "rejected" });
  });

  it("answers a promotion of an invisible model like one that does not exist, and logs what was tried", async () => {
    const scene = await openScene(await open());
    const stranger = await scene.person("Stranger", { role: "reviewer", team: "vision" });
    const asked = await scene.ask((await scene.version()).id);
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    await updateModel(scene.house, scene.call(mia), { modelId: scene.modelId, revision: 1, visibility: "team" });
    const { digests: seen } = await scene.see(asked);
    const ballot = (promotionId: string) => ({ promotionId, decision: "approve", note: "let me", seen });
    const refusalOf = async (promotionId: string) => {
      const [answer] = await Promise.allSettled([
        voteOnPromotion(scene.house, scene.call(stranger), ballot(promotionId)),
      ]);
      return JSON.stringify((answer as PromiseRejectedResult).reason).replaceAll(promotionId, "the id asked for");
    };
    const unknown = await refusalOf(scene.house.newId());
    expect(await refusalOf(asked.id)).toBe(unknown);
    expect(await lastLeaf(scene)).toMatchObject({
      subject: `promotion/${asked.id}`,
      authid: stranger.id,
      data: { outcome: "denied" },
    });
  });

  it("answers a repeated Idempotency-Key with the first answer, and casts one vote", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    const { digests: seen } = await scene.see(asked);
    const call = scene.call(scene.rita, { idempotencyKey: "k1" });
    const ballot = { promotionId: asked.id, decision: "approve", note: "fine", seen };
    const answers = [
      await voteOnPromotion(scene.house, call, ballot),
      await voteOnPromotion(scene.house, call, ballot),
    ];
    expect(answers[1]).toEqual(answers[0]);
    expect((await scene.see(asked)).votes).toHaveLength(1);
  });

  it("takes no vote without a note", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    const { digests: seen } = await scene.see(asked);
    const ballot = { promotionId: asked.id, decision: "approve", note: " ", seen };
    await expect(voteOnPromotion(scene.house, scene.call(scene.rita), ballot)).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});
