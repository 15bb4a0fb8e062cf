// Evaluations: which ones a comparison looks at, and how they are read page by page.
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { insertEvaluation, evaluationsCompared, evaluationsOf, maxEvaluationsCompared } from "./evaluations.ts";
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
  it("are compared by the newest of each phase, so that monitoring never crowds out validation", async () => {
    const { db } = await open();
    await fill(db);
    await record(db, "0000", { versionId: "v1" });
    for (let n = 1; n <= maxEvaluationsCompared + 1; n += 1)
      await record(db, String(n).padStart(4, "0"), { versionId: "v1", phase: "training" });
    await record(db, "0001-v2", { versionId: "v2" });
    const ids = async (named: readonly string[]) =>
      (await evaluationsCompared(db.read, { versionIds: ["v1", "v2"], ids: named })).map(({ id }) => id);
    const compared = await ids([]);
    expect(compared).toHaveLength(maxEvaluationsCompared + 2);
    expect(compared).toEqual([...compared].sort().reverse());
    expect([compared.includes("0000"), compared.includes("0001-v2"), compared.includes("0001")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await ids(["0001"])).toContain("0001");
    expect(await evaluationsCompared(db.read, { versionIds: [], ids: [] })).toEqual([]);
  });

  it("are read page by page, newest first, none missed", async () => {
    const { db } = await open();
    await fill(db);
    for (const id of ["01", "02", "03"]) await record(db, id, { versionId: "v1" });
    const first = await evaluationsOf(db.read, { versionId: "v1", limit: 2 });
    const rest = await evaluationsOf(db.read, { versionId: "v1", before: first.at(-1)?.id, limit: 2 });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(["03", "02", "01"]);
  });
});
