// Each part a vote binds to: what changes it, what does not, and that the dossier is marked old in the very act and frozen anew.
import { partsInWords, type VotePart } from "@chancery/core";
import { dossierRevision, promotionByNumber } from "@chancery/db";
import { expect, it } from "vitest";
import { withdrawDataset } from "../datasets/withdraw.ts";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { assessTier } from "../models/assess-tier.ts";
import { reviseModelCard } from "../models/revise-card.ts";
import { setModelMetric } from "../models/set-metric.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { reviseVersionTags } from "../versions/revise-tags.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { getPromotion } from "./get.ts";
import { voteOnPromotion } from "./vote.ts";

const calls = { name: "calls", sha256: "d".repeat(64), version: "2026-01" };

/** Mia maintains the model. Version 1 holds production; version 2 is asked into it, measured, described and approved by Rita; two approvals are needed. */
async function openReviewed(scene: Scene) {
  const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
  const root = await scene.person("Root", { role: "admin" });
  const { house, call, ada, modelId } = scene;
  const incumbent = await scene.version();
  const candidate = await scene.version();
  const measure = (versionId: string, value: string, fields: object = {}) => {
    scene.clock.advance(1000);
    const metrics = [{ name: "recall", value, direction: "higher" }];
    return recordEvaluation(house, call(ada), { versionId, phase: "validation", metrics, ...fields });
  };
  await measure(incumbent.id, "0.8");
  await measure(candidate.id, "0.9", { dataset: calls });
  await measure(candidate.id, "0.5", { phase: "monitoring" });
  await scene.promote(incumbent.id);
  await needApprovals(scene, 2);
  const asked = await scene.ask(candidate.id);
  await scene.vote(asked, scene.rita);
  const other = await scene.version();
  return { ...scene, mia, root, modelId, incumbent, candidate, other, asked, measure };
}
type Reviewed = Awaited<ReturnType<typeof openReviewed>>;

type Change = (scene: Reviewed) => Promise<unknown>;
const changes: readonly [string, readonly VotePart[], Change][] = [
  [
    "the version's card is revised",
    ["card"],
    ({ house, call, ada, candidate }) =>
      reviseVersionCard(house, call(ada), { versionId: candidate.id, body: ".", revision: 0 }),
  ],
  [
    "the model's card is revised",
    ["modelCard"],
    ({ house, call, mia, modelId }) => reviseModelCard(house, call(mia), { modelId, body: ".", revision: 0 }),
  ],
  [
    "a tag is set",
    ["tags"],
    ({ house, call, ada, candidate }) =>
      reviseVersionTags(house, call(ada), { versionId: candidate.id, tags: { task: "vad" }, revision: 0 }),
  ],
  [
    "another value is measured",
    ["evaluations"],
    ({ measure, candidate }) => measure(candidate.id, "0.95", { dataset: calls }),
  ],
  ["a slice is measured", ["evaluations"], ({ measure, candidate }) => measure(candidate.id, "0.9", { slice: "far" })],
  [
    "the model's list says which way is better",
    ["evaluations", "incumbent"],
    ({ house, call, mia, modelId }) =>
      setModelMetric(house, call(mia), { modelId, name: "recall", direction: "lower" }),
  ],
  [
    "an edge is recorded",
    ["lineage"],
    ({ house, call, ada, candidate }) =>
      recordLineage(house, call(ada), { versionId: candidate.id, fact: { kind: "produced_by", job: "train-17" } }),
  ],
  [
    "its dataset is withdrawn",
    ["lineage"],
    async ({ house, call, mia, see, asked }) => {
      const edge = (await see(asked)).lineage.find(({ kind }) => kind === "evaluated_on");
      const reason = "consent was withdrawn";
      return withdrawDataset(house, call(mia), { datasetId: edge?.dataset?.id, reason, revision: 1 });
    },
  ],
  [
    "the tier is assessed",
    ["tier"],
    ({ house, call, mia, modelId }) =>
      assessTier(house, call(mia), {
        modelId,
        tier: "high",
        exposure: "all callers",
        purpose: "vad",
        rationale: "it listens",
      }),
  ],
  [
    "another version becomes the incumbent",
    ["incumbent"],
    async (scene) => {
      const promotion = await scene.ask(scene.other.id);
      for (const by of [scene.rita, scene.rolf]) await scene.vote(promotion, by);
    },
  ],
  [
    "the incumbent is revoked",
    ["incumbent"],
    ({ house, call, mia, incumbent }) =>
      revokeVersion(house, call(mia), { versionId: incumbent.id, reason: "found wanting" }),
  ],
  [
    "the incumbent's card is revised",
    ["incumbent"],
    ({ house, call, ada, incumbent }) =>
      reviseVersionCard(house, call(ada), { versionId: incumbent.id, body: ".", revision: 0 }),
  ],
  [
    "the incumbent is measured on a slice",
    ["incumbent"],
    ({ measure, incumbent }) => measure(incumbent.id, "1", { slice: "far" }),
  ],
  ["the policy in force is another", ["policy"], (scene) => needApprovals(scene, 3)],
];
const nothing: readonly [string, Change][] = [
  [
    "a value that is shown is measured again",
    ({ measure, candidate }) => measure(candidate.id, "0.9", { dataset: calls }),
  ],
  ["monitoring is recorded", ({ measure, candidate }) => measure(candidate.id, "0.1", { phase: "monitoring" })],
  [
    "monitoring of the incumbent is recorded",
    ({ measure, incumbent }) => measure(incumbent.id, "0.1", { phase: "monitoring" }),
  ],
  ["the incumbent is measured again", ({ measure, incumbent }) => measure(incumbent.id, "0.1")],
  ["another version is measured", ({ measure, other }) => measure(other.id, "0.1")],
  [
    "the tags are set to none, as they were",
    ({ house, call, ada, candidate }) =>
      reviseVersionTags(house, call(ada), { versionId: candidate.id, tags: {}, revision: 0 }),
  ],
  [
    "an edge is refused",
    ({ house, call, candidate, rita }) =>
      expect(
        recordLineage(house, call(rita), { versionId: candidate.id, fact: { kind: "produced_by", job: "train-17" } }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" }),
  ],
];

eachEngine("a vote on parts", (open) => {
  it.each(changes)("is stale once %s", async (_, parts, change) => {
    const scene = await openReviewed(await openScene(await open()));
    const { asked, house } = scene;
    const before = await scene.see(asked);
    expect(before.votes).toMatchObject([{ isStale: false, revision: 1 }]);
    scene.clock.advance(1000);
    await change(scene);
    const row = await promotionByNumber(house.db.read, asked.number);
    const entries = (await scene.leaves()).map(({ id }) => id);
    // A policy of the tests comes into force by no act.
    if (!parts.includes("policy")) expect(entries).toContain(row?.dossierOldBy);
    const ballot = { promotionId: asked.id, decision: "approve", note: "fine" };
    const late = voteOnPromotion(house, scene.call(scene.rolf), { ...ballot, seen: before.digests, revision: 1 });
    await expect(late).rejects.toMatchObject({
      code: "POLICY_UNMET",
      reasons: [{ code: "content_changed", message: expect.stringContaining(partsInWords(parts)) as string }],
    });
    const now = await scene.see(asked);
    expect(now).toMatchObject({
      revision: 2,
      newestRevision: 2,
      isDossierOld: false,
      votes: [{ isStale: true, staleBecause: `${partsInWords(parts)} changed since it was cast` }],
    });
    expect(now.revisions.map(({ changed }) => changed)).toEqual([[], parts]);
    expect(new Set(now.changes.map(({ part }) => part))).toEqual(new Set(parts));
    expect(await scene.vote(asked, scene.rolf)).toMatchObject({ state: "open", approvals: 1 });
    const old = await getPromotion(house, scene.call(scene.rolf), { number: asked.number, revision: 1 });
    expect(old).toMatchObject({ revision: 1, newestRevision: 2, dossier: before.dossier, digests: before.digests });
    expect(old.blockedBecause.find(({ action }) => action === "approve")?.reasons).toMatchObject([
      { code: "revision_old" },
    ]);
  });

  it.each(nothing)("counts on after %s", async (_, act) => {
    const scene = await openReviewed(await openScene(await open()));
    scene.clock.advance(1000);
    await act(scene);
    expect(await promotionByNumber(scene.house.db.read, scene.asked.number)).toMatchObject({ dossierOldBy: null });
    expect(await scene.see(scene.asked)).toMatchObject({
      revision: 1,
      votes: [{ isStale: false, staleBecause: null }],
    });
    expect(await scene.vote(scene.asked, scene.rolf)).toMatchObject({ state: "executed", approvals: 2 });
  });

  it("names the revision it was cast on, in its row and in its leaf", async () => {
    const scene = await openReviewed(await openScene(await open()));
    await reviseVersionCard(scene.house, scene.call(scene.ada), {
      versionId: scene.candidate.id,
      body: "# Limits",
      revision: 0,
    });
    await scene.vote(scene.asked, scene.rolf);
    const voted = (await scene.leaves()).findLast(({ type }) => type === "chancery.promotion.voted.v4");
    const kept = await dossierRevision(scene.house.db.read, { promotionId: scene.asked.id, number: 2 });
    expect(voted?.data.after).toMatchObject({ revision: 2, dossierDigest: kept?.digest, digests: kept?.digests });
    expect((await scene.see(scene.asked)).votes).toMatchObject([{ revision: 1 }, { revision: 2 }]);
  });

  it("is refused on a revision that is not the newest, though nothing it shows changed", async () => {
    const scene = await openReviewed(await openScene(await open()));
    const revise = (body: string, revision: number) =>
      reviseVersionCard(scene.house, scene.call(scene.ada), { versionId: scene.candidate.id, body, revision });
    await revise("# Limits", 0);
    await scene.see(scene.asked);
    await revise("", 1);
    const { digests: seen } = await scene.see(scene.asked);
    const ballot = { promotionId: scene.asked.id, decision: "approve", note: "fine", seen };
    const cast = (revision: number) => voteOnPromotion(scene.house, scene.call(scene.rolf), { ...ballot, revision });
    await expect(cast(1)).rejects.toEqual(refusal("POLICY_UNMET", "revision_old"));
    await expect(cast(9)).rejects.toEqual(refusal("POLICY_UNMET", "revision_old"));
    await expect(cast(3)).resolves.toMatchObject({ state: "executed" }); // Rita's, on the same content, counts again
  });

  it("answers a revision that is not there with NOT_FOUND", async () => {
    const scene = await openReviewed(await openScene(await open()));
    const read = getPromotion(scene.house, scene.call(scene.rita), { number: scene.asked.number, revision: 2 });
    await expect(read).rejects.toEqual(refusal("NOT_FOUND", "revision_unknown"));
  });
});
