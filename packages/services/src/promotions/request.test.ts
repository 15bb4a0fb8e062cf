// Asking for a promotion: who may, for what, and what is frozen when they do.
import { sha256Hex } from "@chancery/core";
import { dossierRevision } from "@chancery/db";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { modelHistory } from "../models/history.ts";
import { updateModel } from "../models/update.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { createVersion } from "../versions/create.ts";
import { getPromotion } from "./get.ts";
import { requestPromotion } from "./request.ts";

const dataset = (sha256: string) => ({ name: "voices", sha256, version: `2026-${sha256.slice(0, 2)}` });
const measure = (
  scene: Scene,
  versionId: string,
  { recall, sha256 = "a".repeat(64) }: { recall: string; sha256?: string },
) =>
  recordEvaluation(scene.house, scene.call(scene.ada), {
    versionId,
    phase: "validation",
    dataset: dataset(sha256),
    metrics: [{ name: "recall", value: recall, direction: "higher" }],
  });

eachEngine("asking for a promotion", (open) => {
  it("freezes what the candidate changes against the incumbent", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    await measure(scene, first.id, { recall: "0.90" });
    await measure(scene, second.id, { recall: "0.93" });
    await scene.promote(first.id);
    const asked = await scene.ask(second.id);
    await measure(scene, second.id, { recall: "0.10" });
    const asIs = { number: asked.number, revision: 1 };
    const { dossier, dossierDigest } = await getPromotion(scene.house, scene.call(scene.rita), asIs);
    expect(dossier).toMatchObject({
      candidate: { number: 2, manifestDigest: second.manifestDigest },
      incumbent: { number: 1, manifestDigest: first.manifestDigest },
      metrics: [
        {
          name: "recall",
          datasetName: "voices",
          candidate: "0.93",
          incumbent: "0.90",
          change: "0.03",
          verdict: "better",
        },
      ],
      lineage: [{ kind: "evaluated_on" }],
      policy: { label: "two-person@2" },
    });
    const kept = await dossierRevision(scene.house.db.read, { promotionId: asked.id, number: 1 });
    expect(sha256Hex(kept?.document ?? "")).toBe(dossierDigest);
  });

  it("says not comparable where the dataset's bytes differ, and new where there is no incumbent", async () => {
    const scene = await openScene(await open());
    const [first, second] = [await scene.version(), await scene.version()];
    await measure(scene, first.id, { recall: "0.90" });
    await measure(scene, second.id, { recall: "0.93", sha256: "b".repeat(64) });
    const alone = await scene.ask(first.id);
    expect((await scene.see(alone)).dossier).toMatchObject({ incumbent: null, metrics: [{ verdict: "new" }] });
    await scene.vote(alone, scene.rita);
    expect((await scene.see(await scene.ask(second.id))).dossier?.metrics).toMatchObject([
      { verdict: "not-comparable", change: null },
    ]);
  });

  it("names policy and digests in the leaf, and keeps the reason out of it", async () => {
    const scene = await openScene(await open());
    const asked = await scene.ask((await scene.version()).id);
    const leaf = (await scene.leaves()).at(-1);
    const { digests, dossierDigest } = await scene.see(asked);
    expect(leaf).toMatchObject({
      type: "chancery.promotion.requested.v4",
      data: { after: { number: 1, policy: "two-person@2", digests, dossierDigest } },
    });
    expect(JSON.stringify(leaf)).not.toContain("Recall rises");
  });

  it("lets a version into development at once, as an act of its own, and ends nobody's stay there", async () => {
    const scene = await openScene(await open());
    const versions = [await scene.version(), await scene.version()];
    for (const { id } of versions)
      await expect(scene.ask(id, { stage: "development" })).resolves.toMatchObject({
        state: "executed",
        approvalsNeeded: 0,
      });
    const [asked, executed] = (await scene.leaves()).slice(-2);
    expect(executed).toMatchObject({ type: "chancery.promotion.executed.v1", causationid: asked?.id });
    const { items, holders } = await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model });
    expect(holders.map(({ stage, number }) => [stage, number])).toEqual([
      ["development", 2],
      ["development", 1],
    ]);
    expect(items[0]).toMatchObject({ letInBy: [], requestedBy: "Ada" });
  });

  it("lets no version into production without a vote, whoever asks", async () => {
    const scene = await openScene(await open());
    const root = await scene.person("Root", { role: "admin" });
    await scene.grant(root, { role: "maintainer", team: "speech" });
    const asked = await scene.ask((await scene.version()).id, { by: root });
    expect(asked.state).toBe("open");
    expect((await modelHistory(scene.house, scene.call(scene.ada), { model: scene.model })).items).toEqual([]);
  });

  it("refuses a second request for the stage while one is open, and for a stage that is held", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    const asked = await scene.ask(version.id);
    await expect(scene.ask(version.id)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "already_asked" }],
    });
    await scene.vote(asked, scene.rita);
    await expect(scene.ask(version.id)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "already_in_stage" }],
    });
  });

  it("leaves no gap in the numbers when a request is refused", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    await scene.ask(version.id);
    await expect(scene.ask(version.id)).rejects.toThrow();
    await expect(scene.ask(version.id, { stage: "staging" })).resolves.toMatchObject({ number: 2 });
  });

  it("refuses a draft", async () => {
    const scene = await openScene(await open());
    const { id } = await createVersion(scene.house, scene.call(scene.ada), { model: scene.model });
    await expect(scene.ask(id)).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "version_draft" }],
    });
  });

  it("takes no reason of fewer than ten characters", async () => {
    const scene = await openScene(await open());
    const { id: versionId } = await scene.version();
    const request = requestPromotion(scene.house, scene.call(scene.ada), {
      versionId,
      stage: "production",
      reason: "please    ",
    });
    await expect(request).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("refuses a reviewer and a viewer, and does not know a version of an invisible model", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const stranger = await scene.person("Stranger", { role: "contributor", team: "vision" });
    const { id } = await scene.version();
    await expect(scene.ask(id, { by: scene.rita })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(scene.ask(id, { by: stranger })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await updateModel(scene.house, scene.call(mia), { modelId: scene.modelId, revision: 1, visibility: "team" });
    await expect(scene.ask(id, { by: stranger })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(scene.ask(scene.house.newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
