// Lineage: where a version came from, and only what its recorder may see.
import { digestOf, type JsonValue } from "@chancery/core";
import { plainly } from "@chancery/db/testing";
import { inspect } from "node:util";
import { expect, it } from "vitest";
import { openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { createVersion } from "../versions/create.ts";
import { getVersion } from "../versions/get.ts";
import { recordLineage } from "./record.ts";

const record = (scene: Catalogue, versionId: string, fact: object, by = scene.ada) => {
  scene.clock.advance(1);
  return recordLineage(scene.house, scene.call(by), { versionId, fact });
};

eachEngine("recording lineage", (open) => {
  it("keeps dataset, code, job and base version, in the order they were told", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.sealed("base");
    const { id: versionId } = await scene.sealed("child");
    const told = [
      await record(scene, versionId, { kind: "trained_on", dataset: { name: "calls", sha256: "d".repeat(64) } }),
      await record(scene, versionId, {
        kind: "built_from",
        repository: "https://git.test/vad",
        commit: "a".repeat(40),
        isDirty: true,
      }),
      await record(scene, versionId, { kind: "produced_by", job: "train-17", url: "https://ci.test/17" }),
      await record(scene, versionId, { kind: "derived_from", reference: "speech/vad:1" }),
    ];
    expect(told).toMatchObject([
      { kind: "trained_on", dataset: { name: "calls", version: "d".repeat(12), status: "active" }, facts: {} },
      { kind: "built_from", facts: { repository: "https://git.test/vad", commit: "a".repeat(40), isDirty: true } },
      { kind: "produced_by", facts: { job: "train-17", url: "https://ci.test/17" } },
      {
        kind: "derived_from",
        baseVersion: { team: "speech", name: "vad", number: 1 },
        facts: {},
      },
    ]);
    expect((await getVersion(scene.house, scene.call(scene.zoe), { versionId })).lineage).toEqual(told);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.lineage.recorded.v1",
      data: { after: { kind: "derived_from" } },
    });
  });

  it("notes the digest of the row as it is kept, and reads rows of old as what they mean", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("child");
    const built = { repository: "https://git.test/vad", commit: "a".repeat(40) };
    await record(scene, versionId, { kind: "built_from", ...built, isDirty: true });
    const noted = (await scene.leaves()).at(-1)?.data["after"];
    const [row] = await plainly(scene.location, "SELECT facts FROM lineage_edge");
    const facts = (typeof row?.["facts"] === "string" ? JSON.parse(row["facts"]) : row?.["facts"]) as JsonValue;
    const digest = digestOf({ versionId, kind: "built_from", datasetId: null, baseVersionId: null, facts });
    expect(noted).toMatchObject({ digest });
    await plainly(
      scene.location,
      `INSERT INTO lineage_edge (id, version_id, kind, facts, created_by, created_at)
       SELECT 'z-of-old', version_id, kind, '${JSON.stringify({ ...built, dirty: "true" })}', created_by, created_at FROM lineage_edge`,
    );
    const { lineage } = await getVersion(scene.house, scene.call(scene.zoe), { versionId });
    expect(lineage.map(({ facts: read }) => read)).toEqual([
      { ...built, isDirty: true },
      { ...built, isDirty: true },
    ]);
  });

  it("refuses an address with a secret, says what to remove, and keeps the secret nowhere", async () => {
    const scene = await openCatalogue(await open());
    const said: unknown[] = [];
    const log = { info: (...all: unknown[]) => said.push(all), error: (...all: unknown[]) => said.push(all) };
    const quiet = { ...scene, house: { ...scene.house, log } };
    await scene.model();
    const { id: versionId } = await scene.draft();
    const endpoint = "https://ears.test/?api_key=hunter2";
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint };
    const repository = "https://ada:hunter2@git.test/vad";
    const refused = await Promise.all(
      [
        record(quiet, versionId, { kind: "built_from", repository, commit: "a".repeat(40), isDirty: false }),
        record(quiet, versionId, { kind: "produced_by", job: "17", url: "https://ci.test/17?token=hunter2" }),
        createVersion(quiet.house, scene.call(scene.ada), { model: "speech/vad", kind: "external", descriptor }),
      ].map((act) => act.catch((error: unknown) => error as Error)),
    );
    for (const error of refused) expect(error).toEqual(refusal("INVALID_INPUT", "invalid_field"));
    expect(refused.map((error) => (error as Error).message)).toEqual([
      expect.stringContaining("a user name or password before the host: remove it"),
      expect.stringContaining("the parameter token: remove it"),
      expect.stringContaining("the parameter api_key: remove it"),
    ]);
    const kept = refused.map((error) => inspect(error, { depth: 9 }));
    expect([...kept, JSON.stringify(said), JSON.stringify(await scene.leaves())].join()).not.toContain("hunter2");
  });

  it("shows what was kept before secrets were refused with the secret masked", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("child");
    await record(scene, versionId, { kind: "produced_by", job: "17" });
    const old = { repository: "https://ada:hunter2@git.test/vad", commit: "a".repeat(40), dirty: "false" };
    await plainly(
      scene.location,
      `INSERT INTO lineage_edge (id, version_id, kind, facts, created_by, created_at)
       SELECT 'z-of-old', version_id, 'built_from', '${JSON.stringify(old)}', created_by, created_at FROM lineage_edge`,
    );
    const shown = await getVersion(scene.house, scene.call(scene.zoe), { versionId });
    expect(shown.lineage.at(-1)?.facts).toMatchObject({ repository: "https://***@git.test/vad" });
    expect(JSON.stringify(shown)).not.toContain("hunter2");
  });

  it("answers an invisible base version like one that does not exist", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    await scene.sealed("secret", { model: "speech/secret", by: scene.max });
    const { id: versionId } = await scene.sealed("child");
    const derive = (reference: string) =>
      record(scene, versionId, { kind: "derived_from", reference }).catch((error: unknown) => error);
    const unknown = await derive("speech/none:1");
    expect(unknown).toEqual(refusal("INVALID_INPUT", "base_version_unknown"));
    expect(await derive("speech/secret:1")).toEqual(unknown);
    expect(await derive("speech/vad")).toEqual(refusal("INVALID_INPUT", "reference_bare"));
  });

  it("refuses itself and a draft as base", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("child");
    await scene.draft();
    await expect(record(scene, versionId, { kind: "derived_from", reference: "speech/vad:1" })).rejects.toEqual(
      refusal("INVALID_INPUT", "base_version_is_itself"),
    );
    await expect(record(scene, versionId, { kind: "derived_from", reference: "speech/vad:2" })).rejects.toEqual(
      refusal("INVALID_INPUT", "base_version_unknown"),
    );
  });

  it("takes no edge that only evaluations or deployments make, and no script for a URL", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const dataset = { name: "calls", sha256: "d".repeat(64) };
    for (const fact of [
      { kind: "evaluated_on", dataset },
      { kind: "deployed_to" },
      { kind: "produced_by", job: "x", url: "javascript:alert(1)" },
    ])
      await expect(record(scene, versionId, fact)).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
  });
});
