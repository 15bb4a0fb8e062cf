// Datasets: one per name and bytes, listed for everyone, withdrawn with a reason, used by versions one may see.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { recordEvaluation } from "../evaluations/record.ts";
import { recordLineage } from "../lineage/record.ts";
import { requestPromotion } from "../promotions/request.ts";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getDataset } from "./get.ts";
import { listDatasets } from "./list.ts";
import { registerDataset } from "./register.ts";
import { withdrawDataset } from "./withdraw.ts";

const sha256 = "d".repeat(64);
const register = (scene: Catalogue, fields: object = {}, by = scene.ada) =>
  registerDataset(scene.house, scene.call(by), {
    team: "speech",
    name: "calls",
    version: "2026-01",
    sha256,
    ...fields,
  });

eachEngine("datasets", (open) => {
  it("registers bytes under a name once, whichever team of those that see it asks", async () => {
    const scene = await openCatalogue(await open());
    const dataset = await register(scene);
    expect(dataset).toMatchObject({
      team: "speech",
      name: "calls",
      version: "2026-01",
      sha256,
      owner: "Ada",
      status: "active",
      statusReason: null,
    });
    await expect(register(scene)).rejects.toEqual(refusal("CONFLICT", "dataset_exists"));
    await expect(register(scene, { team: "vision" }, scene.vik)).rejects.toEqual(refusal("CONFLICT", "dataset_exists"));
    const next = { sha256: "e".repeat(64), version: "2026-02" };
    await expect(register(scene, next)).resolves.toMatchObject({ name: "calls" });
    await expect(register(scene, { team: "vision", name: "faces" })).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
  });

  it("refuses other bytes under the same name and version of a team, in whatever case, by either way in", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await register(scene);
    const other = { sha256: "e".repeat(64) };
    const taken = refusal("CONFLICT", "dataset_version_taken");
    await expect(register(scene, other)).rejects.toEqual(taken);
    await expect(register(scene, { ...other, name: "Calls" })).rejects.toEqual(taken);
    const { id: versionId } = await scene.sealed("weights");
    const dataset = { name: "calls", version: "2026-01", ...other };
    const metrics = [{ name: "wer", value: "1", direction: "lower" }];
    const record = { versionId, phase: "validation", dataset, metrics };
    await expect(recordEvaluation(scene.house, scene.call(scene.ada), record)).rejects.toEqual(taken);
    await expect(register(scene, { ...other, team: "vision" }, scene.vik)).resolves.toMatchObject({ team: "vision" });
  });

  it("gives a name and version to one of many who register it at once", async () => {
    const scene = await openCatalogue(await open());
    const digits = [..."0123456789"];
    const attempts = await Promise.allSettled(digits.map((digit) => register(scene, { sha256: digit.repeat(64) })));
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(attempts.filter(({ status }) => status === "rejected")).toSatisfy((lost: PromiseRejectedResult[]) =>
      lost.every(({ reason }) => (reason as { code: string }).code === "CONFLICT"),
    );
  });

  it("shows a namesake with other bytes that was registered before they were refused", async () => {
    const scene = await openCatalogue(await open());
    const first = await register(scene);
    const second = await register(scene, { sha256: "e".repeat(64), version: "2026-02" });
    await meddle(
      scene.location,
      `UPDATE dataset SET version = '2026-01', name_version_key = NULL WHERE id = '${second.id}'`,
    );
    const see = (datasetId: string) => getDataset(scene.house, scene.call(scene.zoe), { datasetId });
    expect((await see(first.id)).namesakes).toMatchObject([{ id: second.id, sha256: "e".repeat(64), owner: "Ada" }]);
    expect((await see(second.id)).namesakes).toMatchObject([{ id: first.id }]);
    const secretId = await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    await meddle(scene.location, `UPDATE dataset SET model_id = '${secretId}' WHERE id = '${second.id}'`);
    expect((await see(first.id)).namesakes).toEqual([]); // hidden now
  });

  it("names the person behind a service account as owner", async () => {
    const scene = await openCatalogue(await open());
    const robot = await scene.service("job", scene.max, { role: "contributor", team: "speech" });
    expect(await register(scene, {}, robot)).toMatchObject({ owner: "Max" });
  });

  it("lists datasets by name to everyone signed in, page by page", async () => {
    const scene = await openCatalogue(await open());
    for (const name of ["b", "a", "calls/raw"]) await register(scene, { name });
    const first = await listDatasets(scene.house, scene.call(scene.zoe), { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(["a", "b"]);
    const second = await listDatasets(scene.house, scene.call(scene.zoe), { limit: 2, after: first.next! });
    expect(second).toMatchObject({ items: [{ name: "calls/raw" }], next: null });
    expect((await listDatasets(scene.house, scene.call(scene.zoe), { q: "CALLS" })).items).toHaveLength(1);
  });

  it("shows the versions trained or evaluated on it that the viewer may see, with their stages", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    const dataset = await register(scene);
    const seen = await scene.sealed("seen");
    const hidden = await scene.sealed("hidden", { model: "speech/secret", by: scene.max });
    const pointer = { name: "calls", sha256 };
    await recordLineage(scene.house, scene.call(scene.ada), {
      versionId: seen.id,
      fact: { kind: "trained_on", dataset: pointer },
    });
    const metrics = [{ name: "wer", value: "1", direction: "lower" }];
    for (let n = 0; n < 2; n += 1)
      await recordEvaluation(scene.house, scene.call(scene.ada), {
        versionId: seen.id,
        phase: "validation",
        dataset: pointer,
        metrics,
      });
    await recordLineage(scene.house, scene.call(scene.max), {
      versionId: hidden.id,
      fact: { kind: "trained_on", dataset: pointer },
    });
    await requestPromotion(scene.house, scene.call(scene.ada), {
      versionId: seen.id,
      stage: "development",
      reason: "Let us try it out.",
    });
    const usesFor = async (by: typeof scene.ada) =>
      (await getDataset(scene.house, scene.call(by), { datasetId: dataset.id })).versions.map(
        ({ name, relation, stages }) => [name, relation, ...stages],
      );
    expect(await usesFor(scene.zoe)).toEqual([
      ["vad", "evaluated_on", "development"],
      ["vad", "trained_on", "development"],
    ]);
    expect(await usesFor(scene.max)).toEqual([
      ["secret", "trained_on"],
      ["vad", "evaluated_on", "development"],
      ["vad", "trained_on", "development"],
    ]);
  });

  it("is withdrawn by a maintainer of its team, once, with a reason that stays out of the leaf", async () => {
    const scene = await openCatalogue(await open());
    const { id: datasetId } = await register(scene);
    const withdraw = (by: typeof scene.ada, revision = 1) =>
      withdrawDataset(scene.house, scene.call(by), { datasetId, reason: "Consent was taken back.", revision });
    await expect(withdraw(scene.ada)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    await expect(withdraw(scene.max, 7)).rejects.toMatchObject({ code: "CONFLICT", facts: { revision: 1 } });
    expect((await getDataset(scene.house, scene.call(scene.max), { datasetId })).availableActions).toEqual([
      "withdraw",
    ]);
    expect(await withdraw(scene.max)).toMatchObject({ status: "withdrawn", statusReason: "Consent was taken back." });
    expect(JSON.stringify((await scene.leaves()).at(-1))).not.toContain("Consent");
    await expect(withdraw(scene.max, 2)).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "dataset_withdrawn"));
    expect(await getDataset(scene.house, scene.call(scene.max), { datasetId })).toMatchObject({
      status: "withdrawn",
      revision: 2,
      availableActions: [],
      blockedBecause: [{ action: "withdraw", reasons: [{ code: "dataset_withdrawn" }] }],
    });
  });

  it("answers an unknown dataset as not found", async () => {
    const scene = await openCatalogue(await open());
    await expect(getDataset(scene.house, scene.call(scene.zoe), { datasetId: scene.house.newId() })).rejects.toEqual(
      refusal("NOT_FOUND", "not_found"),
    );
  });
});
