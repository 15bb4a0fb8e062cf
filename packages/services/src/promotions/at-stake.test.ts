// Before something under review is changed: whose approvals that voids, and whether the editor's own is among them.
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { registerDataset } from "../datasets/register.ts";
import { withdrawDataset } from "../datasets/withdraw.ts";
import { recordLineage } from "../lineage/record.ts";
import { getModel } from "../models/get.ts";
import { reviseModelCard } from "../models/revise-card.ts";
import { updateModel } from "../models/update.ts";
import { eachEngine } from "../testing/index.ts";
import { needApprovals, openScene, type Scene } from "../testing/promotion-scene.ts";
import type { Actor } from "@chancery/core";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { atStakeOfDataset, atStakeOfModel, atStakeOfVersion } from "./at-stake.ts";

const ofVersion = async (scene: Scene, versionId: string, by: Actor) =>
  (await atStakeOfVersion(scene.house, scene.call(by), { versionId })).promotions;
const ofModel = async (scene: Scene, by: Actor) =>
  (await atStakeOfModel(scene.house, scene.call(by), { modelId: scene.modelId })).promotions;

eachEngine("whoever is about to change something under review", (open) => {
  it("is told whose approvals it voids, and that its own is among them; and it does void those", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 3);
    const version = await scene.version();
    const asked = await scene.ask(version.id);
    expect(await ofVersion(scene, version.id, scene.ada)).toMatchObject([{ approvers: [], isYours: false }]);
    await scene.vote(asked, scene.rita);
    await scene.vote(asked, scene.rolf);
    const told = { number: asked.number, versionNumber: 1, stage: "production" };
    expect(await ofVersion(scene, version.id, scene.ada)).toEqual([
      { ...told, approvers: ["Rita", "Rolf"], isYours: false },
    ]);
    expect(await ofModel(scene, scene.rita)).toEqual([{ ...told, approvers: ["Rolf"], isYours: true }]);
    const card = { versionId: version.id, body: "# Limits", revision: 0 };
    await reviseVersionCard(scene.house, scene.call(scene.ada), card);
    expect(await scene.see(asked)).toMatchObject({ approvals: 0 });
    expect(await ofVersion(scene, version.id, scene.ada)).toMatchObject([{ approvers: [], isYours: false }]);
  });

  it("is told of promotions that compare with the version, and of no other version's", async () => {
    const scene = await openScene(await open());
    const incumbent = await scene.version();
    await scene.promote(incumbent.id);
    await needApprovals(scene, 2);
    const candidate = await scene.version();
    const asked = await scene.ask(candidate.id);
    await scene.vote(asked, scene.rita);
    const other = await scene.version();
    expect(await ofVersion(scene, other.id, scene.ada)).toEqual([]);
    expect(await ofVersion(scene, incumbent.id, scene.ada)).toMatchObject([{ number: 2, approvers: ["Rita"] }]);
    const metrics = [{ name: "recall", value: "0.9", direction: "higher" }];
    await recordEvaluation(scene.house, scene.call(scene.ada), {
      versionId: incumbent.id,
      phase: "validation",
      metrics,
    });
    expect(await scene.see(asked)).toMatchObject({ approvals: 0 });
  });

  it("is told nothing of what is closed, and of every open promotion of a model that is about to change", async () => {
    const scene = await openScene(await open());
    await scene.promote((await scene.version()).id, "staging");
    expect(await ofModel(scene, scene.ada)).toEqual([]);
    await needApprovals(scene, 2);
    const [first, second] = [await scene.ask((await scene.version()).id), await scene.ask((await scene.version()).id)];
    await scene.vote(first, scene.rita);
    await scene.vote(second, scene.rolf);
    const told = (await ofModel(scene, scene.ada)).map(({ number, approvers }) => [number, ...approvers]);
    expect(told.toSorted()).toEqual([
      [first.number, "Rita"],
      [second.number, "Rolf"],
    ]);
    const card = { modelId: scene.modelId, body: "# Speech", revision: 0 };
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    await reviseModelCard(scene.house, scene.call(mia), card);
    expect((await ofModel(scene, scene.ada)).flatMap(({ approvers }) => approvers)).toEqual([]);
  });

  it("is told before a dataset is withdrawn, of promotions of the versions on it that they may see", async () => {
    const scene = await openScene(await open());
    await needApprovals(scene, 2);
    const [version, other] = [await scene.version(), await scene.version()];
    const sha256 = "ab".repeat(32);
    const about = { team: "speech", name: "calls", version: "1", sha256 };
    const { id: datasetId } = await registerDataset(scene.house, scene.call(scene.ada), about);
    const fact = { kind: "trained_on", dataset: { name: "calls", sha256 } };
    await recordLineage(scene.house, scene.call(scene.ada), { versionId: version.id, fact });
    const asked = await scene.ask(version.id);
    await scene.vote(asked, scene.rita);
    await scene.vote(await scene.ask(other.id), scene.rolf);
    const told = async (by: Actor) =>
      (await atStakeOfDataset(scene.house, scene.call(by), { datasetId })).promotions.map(({ number, approvers }) => [
        number,
        ...approvers,
      ]);
    expect(await told(scene.ada)).toEqual([[asked.number, "Rita"]]);
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const eve = await scene.person("Eve");
    expect(await told(eve)).toEqual([[asked.number, "Rita"]]);
    const { revision } = await getModel(scene.house, scene.call(mia), { model: scene.model });
    await updateModel(scene.house, scene.call(mia), { modelId: scene.modelId, revision, visibility: "team" });
    expect(await told(eve)).toEqual([]);
    await withdrawDataset(scene.house, scene.call(mia), { datasetId, reason: "no consent", revision: 1 });
    expect(await scene.see(asked)).toMatchObject({ approvals: 0 });
  });
});
