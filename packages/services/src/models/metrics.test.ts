// A model's own list of metrics: who sets it, what it speaks for, how it is read.
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { listModelMetrics } from "./list-metrics.ts";
import { setModelMetric } from "./set-metric.ts";

const model = "speech/vad";
const set = (scene: Catalogue, input: object, by = scene.max) => setModelMetric(scene.house, scene.call(by), input);
const listed = (scene: Catalogue, input: object = {}, by = scene.zoe) =>
  listModelMetrics(scene.house, scene.call(by), { model, ...input });

eachEngine("a model's metrics", (open) => {
  it("says once which way a metric is better, for what was measured before and for what is measured later", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const measure = (slice: string) => {
      scene.clock.advance(1);
      const fields = { phase: "validation", slice, metrics: [{ name: "psi_drift", value: "0.1" }] };
      return recordEvaluation(scene.house, scene.call(scene.ada), { versionId, ...fields });
    };
    expect((await measure("")).warnings).toMatchObject([{ code: "direction_unknown" }]);
    const shown = async () =>
      (await getVersion(scene.house, scene.call(scene.zoe), { versionId })).metrics.map(({ direction }) => direction);
    expect(await shown()).toEqual(["none"]);
    await set(scene, { modelId, name: "psi_drift", direction: "lower" });
    expect((await measure("noisy")).warnings).toEqual([]);
    expect(await shown()).toEqual(["lower", "lower"]);
    const leaf = (await scene.leaves()).find(({ type }) => type === "chancery.model.metric-set.v1");
    expect(leaf?.data.after).toMatchObject({ metric: "psi_drift", direction: "lower", before: null, revision: 1 });
  });

  it("warns of a measurement that says the opposite, and then calls neither better", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    await set(scene, { modelId, name: "wer", direction: "lower" });
    const metrics = [{ name: "wer", value: "0.1", direction: "higher" }];
    const recorded = await recordEvaluation(scene.house, scene.call(scene.ada), {
      versionId,
      phase: "validation",
      metrics,
    });
    expect(recorded.warnings).toMatchObject([{ code: "direction_contradicted" }]);
    const shown = await getVersion(scene.house, scene.call(scene.zoe), { versionId });
    expect(shown.metrics).toMatchObject([{ name: "wer", direction: "none" }]);
  });

  it("refuses an edit that was based on another state, and who may not change the model", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const metric = { modelId, name: "auc", direction: "higher" };
    await expect(set(scene, { ...metric, revision: 1 })).rejects.toEqual(refusal("CONFLICT", "revision_stale"));
    expect(await set(scene, { ...metric, revision: 0 })).toMatchObject({ revision: 1, setBy: "Max" });
    await expect(set(scene, { ...metric, revision: 0 })).rejects.toEqual(refusal("CONFLICT", "revision_stale"));
    expect(await set(scene, { ...metric, direction: "lower" })).toMatchObject({ revision: 2, direction: "lower" });
    await expect(set(scene, metric, scene.zoe)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listed(scene)).items).toMatchObject([{ name: "auc", direction: "lower", revision: 2 }]);
  });

  it("lets one of two who set a metric for the first time at once win, and tells the other", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const answers = await Promise.allSettled(
      (["higher", "lower"] as const).map((direction) => set(scene, { modelId, name: "auc", direction, revision: 0 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listed(scene)).items).toHaveLength(1);
  });

  it("is walked by name, whatever is added on the way, and only by who sees the model", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model({ by: scene.max, visibility: "restricted" });
    for (const name of ["f1", "auc", "F1 (macro)", "mAP@0.5:0.95"])
      await set(scene, { modelId, name, direction: "higher" });
    await expect(listed(scene)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const names: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await listed(scene, { limit: 1, ...(after && { after }) }, scene.max);
      names.push(...page.items.map(({ name }) => name));
      after = page.next;
      if (names.length === 2) await set(scene, { modelId, name: "aaa", direction: "lower" });
    } while (after);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["f1", "auc", "F1 (macro)", "mAP@0.5:0.95"]));
  });
});
