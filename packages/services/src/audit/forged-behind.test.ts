// Every table that a decision rests on: a row of it edited, taken away or added with SQL stops the decision.
import { isChanceryError } from "@chancery/core";
import { insertGrant, insertGroup, insertMembership, type Behind } from "@chancery/db";
import * as db from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { retractEvaluation } from "../evaluations/retract.ts";
import { recordLineage } from "../lineage/record.ts";
import { assessTier } from "../models/assess-tier.ts";
import { setModelMetric } from "../models/set-metric.ts";
import { dismissObjection } from "../promotions/dismiss.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { withdrawPromotion } from "../promotions/withdraw.ts";
import { quiet } from "../testing/attacks.ts";
import { sendBatch, sendFile } from "../testing/catalogue-scene.ts";
import { eachEngine, inForce, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { createToken } from "../tokens/create.ts";
import { createVersion } from "../versions/create.ts";
import { reviseVersionTags } from "../versions/revise-tags.ts";
import { sealVersion } from "../versions/seal.ts";
import { takeBaseline } from "./baseline.ts";

/** A request that rests on a row of every table, and the vote that would execute it. */
async function openResting(world: World) {
  const scene = await openScene(quiet(world));
  const { house, ada, rita, rolf, call, modelId } = scene;
  await scene.grant(ada, { role: "maintainer", team: "speech" });
  const omar = await scene.person("Omar");
  const at = house.clock.now();
  const group = { id: house.newId(), slug: "reviewers", name: "Reviewers", createdAt: at };
  const membership = { groupId: group.id, actorId: omar.id, addedBy: ada.id, addedAt: at, from: at };
  const { teamId } = (await db.modelSubject(house.db.read, modelId))!; // the scene made it
  const role = { actorId: null, groupId: group.id, role: "reviewer", scope: "team", scopeId: teamId } as const;
  await house.db.transaction(async (tx) => {
    await insertGroup(tx, group);
    await insertMembership(tx, { id: house.newId(), beginning: null, waitsUntil: null, ...membership });
    await insertGrant(tx, { id: house.newId(), ...role, grantedBy: ada.id, ...inForce(at) });
    await db.insertOpening(tx, {
      ...{ id: house.newId(), actorId: ada.id, by: "invitation", issuerId: rolf.id, openedAt: at },
      ...{ vouchedBy: rita.id, vouchedAt: at, independentBy: rita.id, independentAt: at },
    });
  });
  const ci = await scene.service("ci", ada, { role: "contributor", team: "speech" });
  await createToken(house, call(ada), { actorId: ci.id, name: "ci", scopes: ["*"] });
  await setModelMetric(house, call(ada), { modelId, name: "recall", direction: "higher" });
  const assessed = { tier: "high", exposure: "all calls", purpose: "find speech", rationale: "Nobody checked it yet." };
  await assessTier(house, call(ada), { modelId, ...assessed });
  const measure = (versionId: string, value: string) =>
    recordEvaluation(house, call(ada), {
      ...{ versionId, phase: "validation", metrics: [{ name: "recall", value }] },
      dataset: { name: "calls", sha256: "a".repeat(64) },
    });
  const first = await scene.version();
  await measure(first.id, "0.9");
  await scene.promote(first.id);
  const made = async () => {
    const { id: versionId } = await createVersion(house, call(ci), { model: scene.model });
    await sendFile(scene, ci, { versionId, path: "model.onnx", content: "weights" });
    await sendBatch(scene, ci, { versionId, files: [{ path: "vocab.txt", content: "a b c" }] });
    return sealVersion(house, call(ci), { versionId });
  };
  const [twin, { id: versionId }] = [await made(), await made()];
  await measure(versionId, "0.8");
  const wrong = await measure(versionId, "0.1");
  await retractEvaluation(house, call(ada), { evaluationId: wrong.id, reason: "It was another model." });
  const source = { repository: "https://git.test/vad", commit: "b".repeat(40), isDirty: false };
  await recordLineage(house, call(ada), { versionId, fact: { kind: "built_from", ...source } });
  await reviseVersionTags(house, call(ada), { versionId, tags: { lang: "en" }, revision: 0 });
  const earlier = await scene.ask(versionId);
  await scene.vote(earlier, rolf, "request-changes");
  const ballot = async ({ id, number }: { readonly id: string; readonly number: number }) => {
    const { digests: seen } = await scene.see({ number });
    return { promotionId: id, decision: "approve", note: "read it all", seen, conditions: ["Only in English."] };
  };
  await voteOnPromotion(house, call(omar), await ballot(earlier));
  const [objection] = (await scene.see(earlier)).votes;
  const reason = "The card names its limits now.";
  await dismissObjection(house, call(rita), { promotionId: earlier.id, voteId: objection?.id, reason });
  await withdrawPromotion(house, call(ada), { promotionId: earlier.id, note: "later" });
  const asked = await scene.ask(versionId, { answers: earlier.number });
  await takeBaseline(house);
  const shown = await ballot(asked);
  const behind: readonly Behind[] = [
    ...(await db.rowsBehindVersion(house.db.read, { versionId, modelId, stage: "production" })),
    ...(await db.rowsBehindPromotion(house.db.read, asked.id)),
    ...(await db.rowsBehindAccounts(house.db.read, [ci.id])),
    ...(await db.rowsBehindHolders(house.db.read, [ada.id])),
    ...(await db.rowsBehindRoles(house.db.read, { actorId: omar.id, at: house.clock.now() })),
  ];
  const of = { asked: asked.id, earlier: earlier.id, versionId, twinId: twin.id, omarId: omar.id, modelId };
  return { ...scene, of, behind, asked, vote: () => voteOnPromotion(house, call(omar), shown) };
}
type Ids = Awaited<ReturnType<typeof openResting>>["of"];

/** Of a table: its name in SQL, one row that the vote rests on, and what makes it another. */
type Case = {
  readonly name: string;
  where(of: Ids): string;
  readonly edit: string;
  /** What a copy of the row needs to stand beside it; undefined where it is asked for by its id alone. */
  readonly added?: string;
  /** How the vote is refused where the row is gone, unless that is a contradiction. */
  readonly gone?: string;
};
const id = "id = '00000000-0000-4000-8000-00000000f00d'";
const cases: Readonly<Record<string, Case>> = {
  promotions: {
    name: "promotion",
    where: (of) => `id = '${of.earlier}'`,
    edit: "state = 'rejected'",
    added: `${id}, number = 99`,
  },
  promotionTargets: {
    name: "promotion_target",
    where: (of) => `promotion_id = '${of.asked}'`,
    edit: "name = 'staging'",
    added: "position = 9",
  },
  dossierRevisions: {
    name: "dossier_revision",
    where: (of) => `promotion_id = '${of.asked}'`,
    edit: "document = '{}'",
    added: "number = 99",
    gone: "NOT_FOUND not_found",
  },
  votes: { name: "vote", where: (of) => `promotion_id = '${of.earlier}'`, edit: "note = 'no'", added: id },
  voteConditions: { name: "vote_condition", where: () => "1 = 1", edit: `"text" = 'none'`, added: "position = 9" },
  dismissals: {
    name: "dismissal",
    where: () => "1 = 1",
    edit: "reason = 'none'",
    added: `${id}, vote_id = (SELECT id FROM vote WHERE decision = 'approve' AND promotion_id = (SELECT promotion_id FROM dismissal))`,
  },
  versions: {
    name: "version",
    where: (of) => `id = '${of.twinId}'`,
    edit: `manifest_digest = 'another'`,
    added: `${id}, number = 99`,
  },
  batches: { name: "batch", where: () => "1 = 1", edit: "files = '[]'" },
  models: { name: "model", where: () => "1 = 1", edit: "visibility = 'team'", gone: "NOT_FOUND not_found" },
  stages: { name: "stage", where: () => "id = 'production'", edit: "rank = 99" },
  revisions: { name: "revision", where: () => "1 = 1", edit: "body = '{}'", added: `${id}, number = 9` },
  modelMetrics: { name: "model_metric", where: () => "1 = 1", edit: "direction = 'lower'", added: "name = 'loss'" },
  datasets: { name: "dataset", where: () => "1 = 1", edit: "status = 'withdrawn'" },
  evaluations: {
    name: "evaluation",
    where: (of) => `version_id <> '${of.versionId}'`,
    edit: "metrics = '[]'",
    added: id,
  },
  lineageEdges: { name: "lineage_edge", where: () => "kind = 'built_from'", edit: "facts = '{}'", added: id },
  retractions: {
    name: "retraction",
    where: () => "target = 'evaluation'",
    edit: "reason = 'none'",
    added: `${id}, target_id = 'another'`,
  },
  tierAssessments: {
    name: "tier_assessment",
    where: () => "1 = 1",
    edit: "tier = 'minimal'",
    added: `${id}, "to" = "assessed_at"`,
  },
  policyVersions: {
    name: "policy_version",
    where: () => "1 = 1",
    edit: "document = '{}'",
    added: `${id}, number = 99`,
    gone: "NOT_FOUND not_found",
  },
  occupancies: {
    name: "stage_occupancy",
    where: () => `"to" IS NULL`,
    edit: "promotion_id = 'another'",
    added: `${id}, slot = 'another'`,
  },
  actors: { name: "actor", where: () => "name = 'ci'", edit: "revision = 9" },
  tokens: {
    name: "token",
    where: () => "1 = 1",
    edit: "created_by = 'another'",
    added: `${id}, secret_hash = 'another'`,
  },
  accountOpenings: { name: "account_opening", where: () => "1 = 1", edit: "issuer_id = 'another'", added: id },
  groupMembers: {
    name: "group_member",
    where: (of) => `actor_id = '${of.omarId}'`,
    edit: "added_by = 'another'",
    gone: "FORBIDDEN role_missing",
  },
  grants: {
    name: `"grant"`,
    where: () => "group_id IS NOT NULL",
    edit: "granted_by = 'another'",
    added: `${id}, scope = 'organisation', scope_id = 'organisation'`,
    gone: "FORBIDDEN role_missing",
  },
};
/** What makes of a row of the case another, takes it away, or puts another beside it; undefined where that is nothing. */
const sqlOf = {
  edited: ({ name, where, edit }: Case, of: Ids) => `UPDATE ${name} SET ${edit} WHERE ${where(of)}`,
  gone: ({ name, where }: Case, of: Ids) => `DELETE FROM ${name} WHERE ${where(of)}`,
  added: ({ name, where, added }: Case, of: Ids) =>
    added &&
    [
      `CREATE TABLE more AS SELECT * FROM ${name} WHERE ${where(of)} LIMIT 1`,
      `UPDATE more SET ${added}`,
      `INSERT INTO ${name} SELECT * FROM more`,
      "DROP TABLE more",
    ].join(";"),
};

eachEngine("a decision", (open) => {
  it("has a row above for every table that it rests on", async () => {
    const { behind } = await openResting(await open());
    const named = behind.flatMap((one) =>
      "table" in one ? [one.table] : "set" in one ? [one.set] : "place" in one ? [one.place.split("/")[0]] : [],
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(cases).sort());
  });

  it.each(["edited", "gone", "added"] as const)(
    "rests on no row, of whatever table, that is %s with SQL",
    async (how) => {
      const { location, of, vote, see, asked } = await openResting(await open());
      const loose = location.startsWith("postgres")
        ? "SET session_replication_role = replica"
        : "PRAGMA foreign_keys = OFF";
      const meddleAll = (...statements: readonly string[]) => meddle(location, [loose, ...statements].join(";"));
      const outcomes: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const [table, one] of Object.entries(cases)) {
        const sql = sqlOf[how](one, of);
        if (sql === undefined) continue;
        await meddleAll(`CREATE TABLE kept AS SELECT * FROM ${one.name}`, sql);
        outcomes[table] = await vote().then(
          ({ state }) => state,
          (error: unknown) => (isChanceryError(error) ? `${error.code} ${error.reasons[0]?.code}` : String(error)),
        );
        expected[table] = (how === "gone" ? one.gone : undefined) ?? "ILLEGAL_TRANSITION record_contradicts_log";
        await meddleAll(`DELETE FROM ${one.name}`, `INSERT INTO ${one.name} SELECT * FROM kept`, "DROP TABLE kept");
      }
      expect(outcomes).toEqual(expected);
      expect(await see(asked)).toMatchObject({ state: "open" });
      expect(await vote()).toMatchObject({ state: "executed" }); // nothing else stood in the way
    },
    60_000,
  );
});
