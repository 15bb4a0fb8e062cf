// Retracting what was recorded wrongly: it stays in the lists and counts nowhere.
import { expect, it } from "vitest";
import type { Actor } from "@chancery/core";
import { getModel } from "../models/get.ts";
import { listLineage } from "../lineage/list.ts";
import { recordLineage } from "../lineage/record.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { getPromotion } from "../promotions/get.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import { getVersion } from "../versions/get.ts";
import { listEvaluations } from "./list.ts";
import { recordEvaluation } from "./record.ts";
import { retractEvaluation, retractLineage } from "./retract.ts";

const reason = "measured on the training split";
const dataset = { name: "calls", version: "1", sha256: "ab".repeat(32) };

async function measure(scene: Scene, versionId: string, value: string, by: Actor = scene.ada, on = {}) {
  scene.clock.advance(1);
  const metrics = [{ name: "recall", value, direction: "higher" }];
  return recordEvaluation(scene.house, scene.call(by), { versionId, phase: "validation", metrics, ...on });
}
const retract = (scene: Scene, evaluationId: string, by: Actor) =>
  retractEvaluation(scene.house, scene.call(by), { evaluationId, reason });
const evaluations = async (scene: Scene, versionId: string, by: Actor = scene.ada) =>
  (await listEvaluations(scene.house, scene.call(by), { versionId })).items;
const edges = async (scene: Scene, versionId: string, by: Actor = scene.ada) =>
  (await listLineage(scene.house, scene.call(by), { versionId })).items;

eachEngine("a retracted evaluation", (open) => {
  it("stays in the list with who took it back and why, and counts nowhere", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const right = await measure(scene, versionId, "0.9");
    const wrong = await measure(scene, versionId, "0.99");
    const before = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(before.metrics[0]?.candidate).toBe("0.99");
    await expect(retract(scene, wrong.id, scene.ada)).resolves.toMatchObject({ by: "Ada", reason });
    expect(await evaluations(scene, versionId)).toMatchObject([
      { id: wrong.id, retraction: { by: "Ada", reason }, marks: [], mayRetract: false },
      { id: right.id, retraction: null, mayRetract: true },
    ]);
    const after = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(after.metrics[0]?.candidate).toBe("0.9");
    expect(after.evaluations.map(({ id }) => id)).toEqual([right.id]);
    expect([after.evaluationCounts.recorded, after.retractedEvaluationCount]).toEqual([1, 1]);
    const model = await getModel(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(model.mainMetric?.value).toBe("0.9");
    await retract(scene, right.id, scene.ada);
    const bare = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(bare.missing.map(({ code }) => code)).toContain("no_evaluation");
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.evaluation.retracted.v1",
      subject: `version/${versionId}`,
      data: { after: { evaluationId: right.id, edgeId: null } },
    });
  });

  it("is retracted by who recorded it, who answers for that, or a reviewer, once, and by nobody else", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const bo = await scene.person("Bo", { role: "contributor", team: "speech" });
    const robot = await scene.service("training-job", bo, { role: "contributor", team: "speech" });
    const byRobot = await measure(scene, versionId, "0.9", robot);
    await expect(retract(scene, byRobot.id, scene.ada)).rejects.toEqual(refusal("POLICY_UNMET", "not_recorder"));
    expect((await evaluations(scene, versionId, scene.ada))[0]?.mayRetract).toBe(false);
    expect((await evaluations(scene, versionId, bo))[0]?.mayRetract).toBe(true);
    await retract(scene, byRobot.id, bo);
    await expect(retract(scene, byRobot.id, bo)).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "already_retracted"));
    const byAda = await measure(scene, versionId, "0.8");
    await retract(scene, byAda.id, scene.rita);
    await expect(retract(scene, scene.house.newId(), scene.rita)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("takes a reviewer who may vote where an open promotion rests on it, and makes approvals stale", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const { id: versionId } = await scene.version();
    const wrong = await measure(scene, versionId, "0.99");
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rolf);
    await expect(retract(scene, wrong.id, scene.ada)).rejects.toEqual(refusal("POLICY_UNMET", "under_review"));
    expect((await evaluations(scene, versionId))[0]?.retraction).toBeNull(); // nothing half done
    expect(await scene.see(asked)).toMatchObject({ approvals: 1 });
    await retract(scene, wrong.id, scene.rita);
    const view = await scene.see(asked);
    expect(view).toMatchObject({ approvals: 0, newestRevision: 2, dossier: { metrics: [] } });
    expect(view.votes[0]?.staleBecause).toBe("the evaluations changed since it was cast");
    expect(view.missing.map(({ code }) => code)).toContain("no_evaluation");
    expect(view.retracted).toMatchObject([{ id: wrong.id, versionNumber: 1, retraction: { by: "Rita", reason } }]);
  });

  it("takes nobody else where the promotion shows the same without it", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    await measure(scene, versionId, "0.9");
    const again = await measure(scene, versionId, "0.9");
    const asked = await scene.ask(versionId);
    await retract(scene, again.id, scene.ada);
    expect((await scene.see(asked)).newestRevision).toBe(1);
  });

  it("of an incumbent counts in no comparison with it, and takes a reviewer too", async () => {
    const scene = await openScene(await open());
    const incumbent = await scene.version();
    const wrong = await measure(scene, incumbent.id, "0.5");
    await scene.promote(incumbent.id);
    const candidate = await scene.version();
    await measure(scene, candidate.id, "0.9");
    const asked = await scene.ask(candidate.id);
    expect((await scene.see(asked)).dossier?.metrics[0]).toMatchObject({ candidate: "0.9", incumbent: "0.5" });
    await expect(retract(scene, wrong.id, scene.ada)).rejects.toEqual(refusal("POLICY_UNMET", "under_review"));
    await retract(scene, wrong.id, scene.rita);
    expect((await scene.see(asked)).dossier?.metrics[0]).toMatchObject({ candidate: "0.9", incumbent: null });
  });

  it("takes the edge to its dataset along, unless another evaluation is on it, and a new one brings it back", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const [first, second] = [
      await measure(scene, versionId, "0.9", scene.ada, { dataset }),
      await measure(scene, versionId, "0.8", scene.ada, { dataset }),
    ];
    await retract(scene, first.id, scene.ada);
    expect(await edges(scene, versionId)).toMatchObject([{ kind: "evaluated_on", retraction: null }]);
    await retract(scene, second.id, scene.ada);
    expect(await edges(scene, versionId)).toMatchObject([{ kind: "evaluated_on", retraction: { by: "Ada", reason } }]);
    await measure(scene, versionId, "0.7", scene.ada, { dataset });
    const [, anew] = await edges(scene, versionId);
    expect(anew).toMatchObject({ kind: "evaluated_on", retraction: null });
  });
});

eachEngine("a retracted edge", (open) => {
  it("is offered to who recorded it, who answers for that, or a reviewer, and to nobody else", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const bo = await scene.person("Bo", { role: "contributor", team: "speech" });
    const robot = await scene.service("training-job", bo, { role: "contributor", team: "speech" });
    const fact = { kind: "produced_by", job: "train-17" };
    const { id: edgeId } = await recordLineage(scene.house, scene.call(robot), { versionId, fact });
    const offered = async (by: Actor) => (await edges(scene, versionId, by))[0]?.mayRetract;
    expect([await offered(bo), await offered(scene.rita), await offered(scene.ada)]).toEqual([true, true, false]);
    await expect(retractLineage(scene.house, scene.call(scene.ada), { edgeId, reason })).rejects.toEqual(
      refusal("POLICY_UNMET", "not_recorder"),
    );
    await retractLineage(scene.house, scene.call(bo), { edgeId, reason });
    expect(await offered(scene.rita)).toBe(false);
  });

  it("stays in the list, leaves the version and the dossier, and makes approvals stale", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const { id: versionId } = await scene.version();
    const fact = { kind: "produced_by", job: "train-17" };
    const { id: edgeId } = await recordLineage(scene.house, scene.call(scene.ada), { versionId, fact });
    const asked = await scene.ask(versionId);
    await scene.vote(asked, scene.rolf);
    const input = { edgeId, reason: "another job made it" };
    const byAda = retractLineage(scene.house, scene.call(scene.ada), input);
    await expect(byAda).rejects.toEqual(refusal("POLICY_UNMET", "under_review"));
    await retractLineage(scene.house, scene.call(scene.rita), input);
    expect(await edges(scene, versionId)).toMatchObject([
      { id: edgeId, recordedBy: "Ada", retraction: { by: "Rita", reason: input.reason }, mayRetract: false },
    ]);
    const version = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect([version.lineage, version.lineageCount]).toEqual([[], 0]);
    const view = await scene.see(asked);
    expect([view.dossier?.lineage, view.approvals]).toEqual([[], 0]);
    expect(view.lineage).toMatchObject([{ id: edgeId, retraction: { by: "Rita", reason: input.reason } }]);
    const asShown = await getPromotion(scene.house, scene.call(scene.rita), { number: asked.number, revision: 1 });
    expect(asShown.dossier?.lineage).toMatchObject([{ kind: "produced_by", summary: "train-17" }]); // as it was approved
    expect(view.votes[0]?.staleBecause).toBe("the lineage changed since it was cast");
    expect((await scene.leaves()).filter(({ type }) => type === "chancery.lineage.retracted.v1")).toHaveLength(2);
  });
});
