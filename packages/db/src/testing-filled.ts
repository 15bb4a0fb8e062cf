// A database with a row in every table a guard stands over, children of parents that a rebuild could cascade away included.
import { eq } from "drizzle-orm";
import type { Db } from "./db.ts";
import { appendToLog, lockHead } from "./audit-log.ts";
import { open } from "./handle.ts";

const at = new Date("2026-03-01T09:00:00.000Z");
const digest = "ab".repeat(32);
const digests = { manifest: digest, card: digest, evaluations: digest, policy: digest };

/** Two versions (`draft` and `sealed`), each with a file, and one row of each append-only table. */
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
    for (const id of ["draft", "sealed"]) {
      const number = id === "draft" ? 2 : 1;
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
      .where(eq(t.versions.id, "sealed"));
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
    await run.insert(t.promotions).values({
      id: "promotion",
      number: 1,
      modelId: "model",
      versionId: "sealed",
      stage: "production",
      requesterId: "ada",
      requesterAnswerableId: "ada",
      reason: "r",
      policyVersionId: "policy",
      state: "open",
      createdAt: at,
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
      head: { size: 1, root: digest, edge: new Uint8Array(32), lastTime: at },
    });
  });
}
