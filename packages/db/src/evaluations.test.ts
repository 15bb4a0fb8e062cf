// Evaluations: which ones speak for a version in a comparison.
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { evaluationDigests, insertEvaluation, newestEvaluations } from "./evaluations.ts";
import { insertModel } from "./models.ts";
import { insertTeam } from "./teams.ts";
import { eachDatabase } from "./testing.ts";
import { insertVersion } from "./versions.ts";

const now = new Date("2026-03-01T09:00:00.000Z");

async function fill(db: Db): Promise<void> {
  const made = { createdAt: now, createdBy: "ada" };
  const frozen = { kind: "files", descriptor: null, params: {}, signature: null, environment: {} } as const;
  await db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: now });
    const model = {
      id: "model",
      teamId: "team",
      name: "vad",
      description: "",
      tags: {},
      visibility: "organisation",
      ...made,
    } as const;
    await insertModel(tx, model, () => new Error("taken"));
    for (const number of [1, 2])
      await insertVersion(tx, {
        id: `v${number}`,
        modelId: "model",
        number,
        label: null,
        answerableId: "ada",
        ...frozen,
        ...made,
      });
  });
}

async function record(
  db: Db,
  id: string,
  fields: { versionId: string; slice?: string; phase?: "training" | "validation" },
): Promise<void> {
  const metrics = [{ name: "wer", value: "1", direction: "lower" as const }];
  const blank = { datasetId: null, codeCommit: null, observedFrom: null, observedTo: null };
  await db.transaction((tx) =>
    insertEvaluation(tx, {
      id,
      slice: "",
      phase: "validation",
      evaluatorId: "ada",
      metrics,
      digest: id,
      createdAt: now,
      ...blank,
      ...fields,
    }),
  );
}

eachDatabase("evaluations", (open) => {
  it("speak by the newest one of each version, phase and slice", async () => {
    const { db } = await open();
    await fill(db);
    await record(db, "01", { versionId: "v1" });
    await record(db, "02", { versionId: "v1", slice: "noisy" });
    await record(db, "03", { versionId: "v1", phase: "training" });
    await record(db, "04", { versionId: "v1" });
    await record(db, "05", { versionId: "v2" });
    const newest = await newestEvaluations(db.read, ["v1", "v2"]);
    expect(newest.map(({ id }) => id).sort()).toEqual(["02", "03", "04", "05"]);
    expect(await newestEvaluations(db.read, [])).toEqual([]);
  });

  it("all count for what a vote binds to", async () => {
    const { db } = await open();
    await fill(db);
    for (const id of ["01", "02"]) await record(db, id, { versionId: "v1" });
    await record(db, "03", { versionId: "v2" });
    expect([...(await evaluationDigests(db.read, "v1"))].sort()).toEqual(["01", "02"]);
  });
});
