// Versions as comparisons see them: what costs how much, what a stage's approval adds, and when it is said that some were left out.
import type { Phase } from "@chancery/core";
import { insertEvaluation, maxEvaluationsCompared } from "@chancery/db";
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { recordEvaluation } from "./record.ts";
import { sidesOf } from "./sides.ts";

async function openSides(world: World) {
  const scene = await openScene(world);
  const { house, modelId } = scene;
  const sealed = await scene.version();
  const measure = (value: string) => {
    scene.clock.advance(1);
    const fields = { phase: "validation", metrics: [{ name: "wer", value, direction: "lower" }] };
    return recordEvaluation(house, scene.call(scene.ada), { versionId: sealed.id, ...fields });
  };
  const many = (count: number, phase: Phase) =>
    house.db.transaction(async (tx) => {
      for (let n = 0; n < count; n += 1)
        await insertEvaluation(tx, {
          ...{ id: house.newId(), versionId: sealed.id, evaluatorId: scene.ada.id, phase, datasetId: null },
          ...{ slice: `${n}`, metrics: [{ name: "wer", value: "0.1", direction: "lower" as const }] },
          ...{ codeCommit: null, observedFrom: null, observedTo: null, digest: "0".repeat(64) },
          createdAt: scene.clock.now(),
        });
    });
  const sideOf = async (stage: "production" | "development" | null) =>
    (await sidesOf(house.db.read, [{ versionId: sealed.id, modelId, stage }])).get(sealed.id);
  return { ...scene, sealed, measure, many, sideOf };
}

eachEngine("the sides of a comparison", (open) => {
  it("know the approval only of an occupant that is looked at as one", async () => {
    const scene = await openSides(await open());
    const { id } = await scene.measure("0.2");
    expect((await scene.sideOf("production"))?.approval).toBeNull();
    const { number } = await scene.promote(scene.sealed.id);
    expect((await scene.sideOf(null))?.approval).toBeNull();
    expect((await scene.sideOf("development"))?.approval).toBeNull();
    expect(await scene.sideOf("production")).toMatchObject({
      contributorIds: [scene.ada.id],
      recorded: 1,
      approval: { promotionNumber: number, restedOn: [{ name: "wer", value: "0.2", evaluationId: id }] },
    });
  });

  it("keep what the approval rested on though so many were recorded since that they are cut, and say how many there are", async () => {
    const scene = await openSides(await open());
    const { id } = await scene.measure("0.2");
    await scene.promote(scene.sealed.id);
    await scene.many(maxEvaluationsCompared + 2, "validation");
    const side = await scene.sideOf("production");
    expect(side?.recorded).toBe(maxEvaluationsCompared + 3);
    expect(side?.evaluations).toHaveLength(maxEvaluationsCompared + 1);
    expect(side?.evaluations.map((evaluation) => evaluation.id)).toContain(id);
  });

  it("take as many statements for many versions as for one", async () => {
    const scene = await openSides(await open());
    await scene.measure("0.2");
    const seen = [{ versionId: scene.sealed.id, modelId: scene.modelId, stage: null }];
    for (let n = 0; n < 4; n += 1) seen.push({ ...seen[0]!, versionId: (await scene.version()).id });
    const read = (count: number) => countStatements(() => sidesOf(scene.house.db.read, seen.slice(0, count)));
    expect(await read(5)).toBe(await read(1));
    expect(await read(5)).toBeLessThanOrEqual(5);
  });
});
