// Who sees a dataset: everyone, where it was registered by itself; else who sees a model it came into being through, or that uses it.
import { expect, it } from "vitest";
import { recordLineage } from "../lineage/record.ts";
import { getModel } from "../models/get.ts";
import { updateModel } from "../models/update.ts";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getDataset } from "./get.ts";
import { listDatasets } from "./list.ts";
import { registerDataset } from "./register.ts";
import { withdrawDataset } from "./withdraw.ts";

const sha256 = "d".repeat(64);
const pointer = { name: "calls", version: "2026-01", sha256 };

eachEngine("who sees a dataset", (open) => {
  async function openHidden() {
    const scene = await openCatalogue(await open());
    const { max } = scene;
    const audrey = await scene.person("Audrey", { role: "auditor" });
    await scene.model({ name: "secret", by: max, visibility: "restricted" });
    const draft = await scene.draft({ model: "speech/secret", by: max });
    const fact = { kind: "trained_on", dataset: pointer };
    await recordLineage(scene.house, scene.call(max), { versionId: draft.id, fact });
    const { items } = await listDatasets(scene.house, scene.call(max), {});
    const datasetId = items[0]?.id ?? "";
    const sees = async (by: typeof max) => {
      const listed = (await listDatasets(scene.house, scene.call(by), {})).items.some(({ id }) => id === datasetId);
      const got = await getDataset(scene.house, scene.call(by), { datasetId }).then(
        () => true,
        () => false,
      );
      expect(got).toBe(listed);
      return listed;
    };
    return { ...scene, audrey, datasetId, sees };
  }

  it("is who sees the restricted model it came into being through, and nobody else", async () => {
    const scene = await openHidden();
    expect(await scene.sees(scene.max)).toBe(true);
    expect(await scene.sees(scene.audrey)).toBe(true);
    for (const by of [scene.ada, scene.vik]) {
      expect(await scene.sees(by)).toBe(false);
      const hidden = refusal("NOT_FOUND", "not_found");
      const asked = { datasetId: scene.datasetId };
      await expect(getDataset(scene.house, scene.call(by), asked)).rejects.toEqual(hidden);
      await expect(
        withdrawDataset(scene.house, scene.call(by), { ...asked, reason: "because", revision: 1 }),
      ).rejects.toEqual(hidden);
    }
  });

  it("is also who sees a model that uses it", async () => {
    const scene = await openHidden();
    await scene.model({ name: "open" });
    const draft = await scene.draft({ model: "speech/open" });
    await recordLineage(scene.house, scene.call(scene.ada), {
      versionId: draft.id,
      fact: { kind: "trained_on", dataset: pointer },
    });
    for (const by of [scene.ada, scene.vik]) expect(await scene.sees(by)).toBe(true);
    const { versions } = await getDataset(scene.house, scene.call(scene.vik), { datasetId: scene.datasetId });
    expect(versions.map(({ name }) => name)).toEqual(["open"]);
  });

  it("is everyone once its team registers it by itself, or opens the model", async () => {
    for (const how of ["registered", "opened"]) {
      const scene = await openHidden();
      const { max } = scene;
      if (how === "registered") {
        await registerDataset(scene.house, scene.call(max), { ...pointer, team: "speech" });
      } else {
        const { id: modelId, revision } = await getModel(scene.house, scene.call(max), { model: "speech/secret" });
        await updateModel(scene.house, scene.call(max), { modelId, revision, visibility: "organisation" });
      }
      for (const by of [scene.ada, scene.vik]) expect(await scene.sees(by)).toBe(true);
    }
  });
});
