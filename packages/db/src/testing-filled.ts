// A database with a row in every table a guard stands over, children of parents that a rebuild could cascade away included.
import { eq, ne } from "drizzle-orm";
import type { Db } from "./db.ts";
import { appendToLog, lockHead } from "./audit-log.ts";
import { open, type Tx } from "./handle.ts";
import { keepKnown } from "./known-rows.ts";
import { builtIn } from "./known.ts";

const at = new Date("2026-03-01T09:00:00.000Z");
const digest = "ab".repeat(32);
const digests = { manifest: digest, card: digest, evaluations: digest, policy: digest };

/** Three versions (`draft`, `sealed` and `revoked`), each with a file, and rows of each guarded table. */
export async function fill(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const { run, t } = open(tx);
    await run.insert(t.teams).values({ id: "team", slug: "speech", name: "Speech", createdAt: at });
    await run
      .insert(t.actors)
      .values({ id: "ada", kind: "person", name: "Ada", defaultTeamId: "team", state: "active", createdAt: at });
    await run.insert(t.models).values({
      id: "model",
      teamId: "team",
      name: "vad",
      nameKey: "vad",
      description: "",
      tags: {},
      visibility: "organisation",
      createdAt: at,
      createdBy: "ada",
      changedAt: at,
    });
    for (const [number, id] of [
      [2, "draft"],
      [1, "sealed"],
      [3, "revoked"],
    ] as const) {
      await run.insert(t.versions).values({
        id,
        modelId: "model",
        number,
        kind: "files",
        state: "draft",
        params: { lr: "0.1" },
        environment: {},
        createdBy: "ada",
        answerableId: "ada",
        createdAt: at,
      });
      await run
        .insert(t.versionFiles)
        .values({ versionId: id, path: "a.onnx", pathKey: "a.onnx", sha256: digest, sizeBytes: 1, addedAt: at });
    }
    await run
      .update(t.versions)
      .set({ state: "sealed", manifest: "{}", manifestDigest: digest, sealedAt: at })
      .where(ne(t.versions.id, "draft"));
    await run
      .update(t.versions)
      .set({ state: "revoked", revokedAt: at, revokedReason: "r" })
      .where(eq(t.versions.id, "revoked"));
    await run.insert(t.revisions).values({
      id: "card",
      modelId: "model",
      versionId: "",
      field: "card",
      number: 1,
      body: "# VAD",
      digest,
      authorId: "ada",
      createdAt: at,
    });
    await run.insert(t.evaluations).values({
      id: "evaluation",
      versionId: "sealed",
      evaluatorId: "ada",
      phase: "training",
      slice: "",
      metrics: [],
      digest,
      createdAt: at,
    });
    await run.insert(t.lineageEdges).values({
      id: "edge",
      versionId: "sealed",
      kind: "built_from",
      facts: { repository: "git.test/vad", commit: "a".repeat(40), isDirty: false },
      createdBy: "ada",
      createdAt: at,
    });
    await run
      .insert(t.policyVersions)
      .values({ id: "policy", name: "two-person", number: 1, document: "{}", digest, createdAt: at });
    for (const [number, id] of ["promotion", "closed"].entries())
      await run.insert(t.promotions).values({
        id,
        number: number + 1,
        modelId: "model",
        versionId: "sealed",
        stage: "production",
        requesterId: "ada",
        requesterAnswerableId: "ada",
        reason: "r",
        policyVersionId: "policy",
        state: id === "closed" ? "rejected" : "open",
        createdAt: at,
        decidedAt: id === "closed" ? at : null,
      });
    await run.insert(t.promotionTargets).values(
      ["promotion", "closed"].map((promotionId) => ({
        promotionId,
        position: 1,
        kind: "stage" as const,
        name: "production",
      })),
    );
    await run.insert(t.promotionWaits).values({
      promotionId: "promotion",
      gate: "approvals",
      role: "reviewer",
      scope: "model",
      scopeId: "model",
    });
    await run.insert(t.dossierRevisions).values({
      promotionId: "promotion",
      number: 1,
      document: "{}",
      digest,
      digests,
      createdAt: at,
    });
    await run.insert(t.votes).values({
      id: "vote",
      promotionId: "promotion",
      voterId: "bob",
      decision: "approve",
      meaning: "approval",
      note: "ok",
      printedName: "Bob",
      digests,
      createdAt: at,
    });
    await run.insert(t.voteConditions).values({ voteId: "vote", position: 1, text: "for a quarter" });
    await run.insert(t.retractions).values({
      id: "retraction",
      versionId: "sealed",
      targetId: "evaluation",
      target: "evaluation",
      retractedBy: "ada",
      reason: "r",
      createdAt: at,
    });
    await run.insert(t.dismissals).values({
      id: "dismissal",
      voteId: "vote",
      objectorId: "bob",
      promotionId: "promotion",
      dismisserId: "ada",
      printedName: "Ada",
      reason: "r",
      createdAt: at,
    });
    await fillIntervals(tx);
    await keepKnown(tx, builtIn);
    await run.insert(t.auditCheckpoints).values({ size: 1, note: "note", createdAt: at });
    await appendToLog(tx, {
      oldSize: (await lockHead(tx)).size,
      entries: [
        {
          index: 0,
          id: "entry",
          time: at,
          kind: "team.created@1",
          actorId: "ada",
          subject: "team/team",
          outcome: "success",
          requestId: "r",
          leaf: new Uint8Array([1]),
          leafHash: digest,
          disclosures: ["disclosure"],
          disclosedActorId: "ada",
          retentionClass: "standard",
          nodes: [{ level: 1, idx: 0, hash: digest }],
          rows: [{ table: "votes", id: "vote", place: null }],
        },
      ],
      head: { size: 1, root: digest, edge: new Uint8Array(32), lastTime: at, mac: digest },
    });
  });
}

/** What is begun and ended: some of it is over, some waits, some is in force. */
async function fillIntervals(tx: Tx): Promise<void> {
  const { run, t } = open(tx);
  const stay = { modelId: "model", versionId: "sealed", stage: "production", promotionId: "closed", from: at };
  await run.insert(t.occupancies).values({ ...stay, id: "stay", slot: "model" });
  await run.insert(t.occupancies).values({ ...stay, id: "left", slot: "left", to: at });
  const alias = { modelId: "model", name: "stable", nameKey: "stable", versionId: "sealed", from: at, setBy: "ada" };
  await run.insert(t.aliases).values({ ...alias, id: "alias" });
  await run.insert(t.modelOwners).values({ id: "owner", modelId: "model", ownerId: "ada", from: at, setBy: "ada" });
  await run.insert(t.batches).values({
    ...{ id: "batch", versionId: "sealed", actorId: "ada", fileCount: 1, sizeBytes: 1, files: "[]", createdAt: at },
  });
  await run.insert(t.tierAssessments).values({
    id: "tier",
    modelId: "model",
    tier: "high",
    exposure: "e",
    purpose: "p",
    rationale: "r",
    assessorId: "ada",
    assessedAt: at,
    from: at,
  });
  const dataset = { teamId: "team", name: "noise", digest, ownerId: "ada", createdAt: at };
  await run
    .insert(t.datasets)
    .values({ ...dataset, id: "dataset", version: "1", nameVersionKey: "noise 1", status: "active" });
  await run
    .insert(t.datasets)
    .values({ ...dataset, id: "withdrawn", version: "2", digest: "cd".repeat(32), status: "withdrawn" });
  await run.insert(t.groups).values({ id: "group", slug: "validators", name: "Validators", createdAt: at });
  const member = { groupId: "group", addedBy: "ada", addedAt: at };
  await run.insert(t.groupMembers).values({ ...member, id: "member", actorId: "ada", from: at });
  await run.insert(t.actors).values({ id: "bob", kind: "person", name: "Bob", state: "active", createdAt: at });
  await run.insert(t.groupMembers).values({ ...member, id: "pending", actorId: "bob" });
  const grant = {
    actorId: "ada",
    role: "viewer",
    scope: "organisation",
    scopeId: "organisation",
    from: at,
    givenAt: at,
    grantedBy: "bob",
  } as const;
  await run.insert(t.grants).values({ ...grant, id: "grant" });
  await run.insert(t.grants).values({ ...grant, id: "ended", to: at, endedBy: "bob" });
  const opening = { actorId: "ada", by: "invitation", issuerId: "bob", openedAt: at } as const;
  await run.insert(t.accountOpenings).values({ ...opening, id: "opening" });
  await run.insert(t.accountOpenings).values({ ...opening, id: "vouched", vouchedBy: "cy", vouchedAt: at });
  const apart = { vouchedBy: "cy", vouchedAt: at, independentBy: "cy", independentAt: at };
  await run.insert(t.accountOpenings).values({ ...opening, id: "apart", ...apart });
  const token = { actorId: "ada", name: "ci", prefix: "chyp_", scopes: ["*"], createdBy: "ada", createdAt: at };
  await run.insert(t.tokens).values({ ...token, id: "token", secretHash: "a", expiresAt: at });
  await run.insert(t.tokens).values({ ...token, id: "revoked", secretHash: "b", expiresAt: at, revokedAt: at });
  const access = { actorId: "ada", action: "artifact.read", subject: "version/sealed", requestId: "r" };
  await run.insert(t.accesses).values({ ...access, id: "access", at });
  await run.insert(t.counters).values({ name: "promotion", value: 2 });
}
