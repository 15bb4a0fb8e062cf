// Evaluations: only ever added, on named bytes of data, and never on what was revoked.
import { expect, it } from "vitest";
import { listDatasets } from "../datasets/list.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { recordEvaluation } from "./record.ts";

const metrics = [{ name: "wer", value: "0.070", unit: "1", direction: "lower", lower: "0.06", upper: "0.08" }];
const calls = { name: "calls", sha256: "d".repeat(64), version: "2026-01" };
const record = (scene: Catalogue, versionId: string, fields: object = {}, by = scene.ada) => {
  scene.clock.advance(1);
  return recordEvaluation(scene.house, scene.call(by), { versionId, phase: "validation", metrics, ...fields });
};

eachEngine("recording an evaluation", (open) => {
  it("keeps every digit, bound, and who measured", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const observed = { observedFrom: "2026-01-01T00:00:00.000Z", observedTo: "2026-02-01T00:00:00.000Z" };
    const recorded = await record(scene, versionId, { codeCommit: "a".repeat(40), slice: "noisy", ...observed });
    expect(recorded).toMatchObject({
      phase: "validation",
      evaluator: "Ada",
      dataset: null,
      slice: "noisy",
      metrics,
      codeCommit: "a".repeat(40),
    });
    const { warnings, ...kept } = recorded;
    expect(warnings).toEqual([]);
    expect((await getVersion(scene.house, scene.call(scene.zoe), { versionId })).evaluations).toEqual([
      { ...kept, ...observed, marks: ["by-contributor"] },
    ]);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.evaluation.recorded.v1",
      data: { after: { evaluationId: recorded.id, phase: "validation" } },
    });
  });

  it("adds a re-run beside the first, and changes what votes bind to", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const digests = async () => (await getVersion(scene.house, scene.call(scene.ada), { versionId })).digests;
    const [before, first] = [await digests(), await record(scene, versionId)];
    const between = await digests();
    const second = await record(scene, versionId);
    expect(await digests()).toEqual(between); // the values it shows already
    expect(between?.evaluations).not.toBe(before?.evaluations);
    expect({ ...between, evaluations: "" }).toEqual({ ...before, evaluations: "" });
    expect(
      (await getVersion(scene.house, scene.call(scene.ada), { versionId })).evaluations.map(({ id }) => id),
    ).toEqual([second.id, first.id]);
  });

  it("registers its dataset in the model's team on the way, once", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const first = await record(scene, versionId, { dataset: calls });
    const second = await record(scene, versionId, { dataset: { ...calls, version: "ignored: these bytes are known" } });
    expect(second.dataset).toEqual(first.dataset);
    expect((await listDatasets(scene.house, scene.call(scene.zoe), {})).items).toMatchObject([
      { team: "speech", name: "calls", version: "2026-01", owner: "Ada", status: "active" },
    ]);
    const kinds = (await scene.leaves()).map(({ type, causationid }) => [type, causationid !== undefined]);
    expect(kinds.filter(([type]) => type === "chancery.dataset.registered.v1")).toEqual([
      ["chancery.dataset.registered.v1", true],
    ]);
    const { lineage } = await getVersion(scene.house, scene.call(scene.zoe), { versionId });
    expect(lineage).toMatchObject([{ kind: "evaluated_on", dataset: { name: "calls", status: "active" } }]);
  });

  it("registers a dataset once when two record on it at once", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const [one, two] = [await scene.sealed("one"), await scene.sealed("two")];
    const [first, second] = await Promise.all([
      record(scene, one.id, { dataset: calls }),
      record(scene, two.id, { dataset: calls }),
    ]);
    expect(first.dataset?.id).toBe(second.dataset?.id);
    expect((await scene.leaves()).filter(({ type }) => type === "chancery.dataset.registered.v1")).toHaveLength(1);
  });

  it("refuses an unknown dataset from an actor who may not register it, and records nothing", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    await scene.grant(scene.vik, { role: "contributor", scope: "model", scopeId: modelId });
    await expect(record(scene, versionId, { dataset: calls }, scene.vik)).rejects.toEqual(
      refusal("FORBIDDEN", "dataset_unknown"),
    );
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).evaluations).toEqual([]);
    await record(scene, versionId, { dataset: calls });
    await expect(record(scene, versionId, { dataset: calls }, scene.vik)).resolves.toMatchObject({ evaluator: "Vik" });
  });

  it("takes drafts, and refuses revoked versions", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await expect(record(scene, (await scene.draft()).id)).resolves.toBeDefined();
    const { id: versionId } = await scene.sealed("weights");
    await revokeVersion(scene.house, scene.call(scene.max), { versionId, reason: "poisoned" });
    await expect(record(scene, versionId)).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_revoked"));
  });

  it.each([
    ["no metrics", { metrics: [] }],
    ["a metric twice", { metrics: [metrics[0], metrics[0]] }],
    ["a value that is no decimal", { metrics: [{ ...metrics[0], value: "NaN" }] }],
    ["a value out of range", { metrics: [{ ...metrics[0], value: "1e999" }] }],
    ["a number in place of text", { metrics: [{ ...metrics[0], value: 0.07 }] }],
    ["a short commit", { codeCommit: "abc" }],
    ["an upper-case digest", { dataset: { name: "calls", sha256: "D".repeat(64) } }],
    ["an unknown field", { accuracy: "1" }],
  ])("refuses %s", async (_what, fields) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await expect(record(scene, versionId, fields)).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
  });
});
