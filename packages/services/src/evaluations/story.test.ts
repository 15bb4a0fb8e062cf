// Newest does not win: what an approval rested on stays what is shown and compared, wherever a metric is read.
import { expect, it } from "vitest";
import { listModels } from "../models/list.ts";
import { modelHistory } from "../models/history.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { compareVersions } from "../versions/compare.ts";
import { getVersion } from "../versions/get.ts";
import { listEvaluations } from "./list.ts";
import { recordEvaluation } from "./record.ts";

const holdout = { name: "holdout", sha256: "d".repeat(64), version: "1" };

/** Version 1 is approved with 0.700, measured by Rolf; afterwards its uploader records 0.999 for the same thing. */
async function openApproved(world: World) {
  const scene = await openScene(world);
  await scene.grant(scene.rolf, { role: "contributor", scope: "model", scopeId: scene.modelId });
  const measure = (versionId: string, value: string, by = scene.ada) => {
    scene.clock.advance(1);
    return recordEvaluation(scene.house, scene.call(by), {
      versionId,
      phase: "validation",
      dataset: holdout,
      metrics: [{ name: "auc", value, direction: "higher" }],
    });
  };
  const one = await scene.version();
  const first = await measure(one.id, "0.700");
  const independent = await measure(one.id, "0.700", scene.rolf);
  const promotion = await scene.promote(one.id);
  const later = await measure(one.id, "0.999");
  return { ...scene, one, promotion, measure, first, independent, later };
}

eachEngine("an approved 0.700 and a later 0.999", (open) => {
  it("shows what the approval rested on, and lists and marks what came later", async () => {
    const scene = await openApproved(await open());
    const call = scene.call(scene.ada);
    const version = await getVersion(scene.house, call, { versionId: scene.one.id });
    expect(version.metrics).toMatchObject([
      {
        name: "auc",
        candidate: "0.700",
        measured: {
          candidate: {
            evaluationId: scene.independent.id,
            because: "rested-on",
            count: 3,
            others: [
              { value: "0.999", marks: ["after-approval", "by-contributor"] },
              { value: "0.700", marks: ["by-contributor"] },
            ],
          },
        },
      },
    ]);
    const { items } = await listEvaluations(scene.house, call, { versionId: scene.one.id });
    expect(items.map(({ id, metrics, marks }) => [id, metrics[0]?.value, marks])).toEqual([
      [scene.later.id, "0.999", ["after-approval", "by-contributor"]],
      [scene.independent.id, "0.700", ["rested-on"]],
      [scene.first.id, "0.700", ["by-contributor"]],
    ]);
  });

  it("holds a new candidate against the approved value, in the comparison, the models list and the dossier", async () => {
    const scene = await openApproved(await open());
    const call = scene.call(scene.ada);
    expect((await listModels(scene.house, call, {})).items).toMatchObject([
      { mainMetric: { number: 1, name: "auc", value: "0.700", dataset: "holdout" } },
    ]);
    const two = await scene.version();
    await scene.measure(two.id, "0.800");
    expect(await compareVersions(scene.house, call, { ref: `${scene.model}:2` })).toMatchObject({
      metrics: [{ name: "auc", candidate: "0.800", incumbent: "0.700", change: "0.100", verdict: "better" }],
    });
    expect((await listModels(scene.house, call, {})).items).toMatchObject([
      { mainMetric: { number: 2, value: "0.800", verdict: "better" } },
    ]);
    const asked = await scene.ask(two.id);
    expect((await scene.see(asked)).dossier?.metrics).toMatchObject([{ candidate: "0.800", incumbent: "0.700" }]);
  });

  it("keeps what the decision showed, for as long as the stay is in the history", async () => {
    const scene = await openApproved(await open());
    const { items } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(items).toMatchObject([{ versionNumber: 1, promotionNumber: scene.promotion.number }]);
    const { dossier } = await scene.see(scene.promotion);
    expect(dossier?.metrics).toMatchObject([{ name: "auc", candidate: "0.700" }]);
  });
});
