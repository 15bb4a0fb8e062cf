// Registering versions: numbers, kinds, and what goes in with the first act.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { openCatalogue, refusal, refusedWith } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { createVersion } from "./create.ts";
import { editVersion } from "./edit.ts";
import { getVersion } from "./get.ts";

const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test/v3" };

eachEngine("registering a version", (open) => {
  it("gives gap-free numbers to versions made at once, and takes none for a refused one", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const make = (by = scene.ada, extra = {}) =>
      createVersion(scene.house, scene.call(by), { model: "speech/vad", ...extra });
    const outcomes = await Promise.allSettled([
      make(),
      make(scene.zoe),
      make(scene.max),
      make(scene.ada, { kind: "external" }),
      make(),
      make(scene.max),
    ]);
    const numbers = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.number] : []));
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
    expect(await make()).toMatchObject({ number: 5, modelId });
  });

  it("freezes nothing yet, and keeps params, label, card and tags", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft({
      label: "1.0.0",
      params: { lr: "0.1" },
      environment: { python: "3.12" },
      card: "# One",
      tags: { stage: "trial" },
    });
    expect(await getVersion(scene.house, scene.call(scene.zoe), { versionId })).toMatchObject({
      number: 1,
      label: "1.0.0",
      kind: "files",
      state: "draft",
      manifestDigest: null,
      digests: null,
      params: { lr: "0.1" },
      environment: { python: "3.12" },
      signature: null,
      card: { body: "# One", revision: 1, author: "Ada" },
      tags: { stage: "trial" },
      createdBy: "Ada",
    });
  });

  it("refuses a label that is no semantic version, or that reads like another of the model", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.model({ name: "other" });
    for (const label of ["12", "v1.0.0", "1.0", "latest", "01.0.0", "production"])
      await expect(scene.draft({ label })).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
    await scene.draft({ label: "1.0.0-rc.1" });
    const taken = refusal("CONFLICT", "label_taken");
    for (const label of ["1.0.0-rc.1", "1.0.0-RC.1"]) await expect(scene.draft({ label })).rejects.toEqual(taken);
    await expect(scene.draft({ label: "1.0.0-rc.1", model: "speech/other" })).resolves.toMatchObject({ number: 1 });
    const { id: versionId, number } = await scene.draft();
    expect(number).toBe(2);
    const edit = (label: string, revision: number) =>
      editVersion(scene.house, scene.call(scene.ada), { versionId, revision, label });
    await expect(edit("1.0.0-RC.1", 1)).rejects.toEqual(taken);
    await expect(edit("1.0.0", 1)).resolves.toEqual({ revision: 2 });
    await expect(edit("1.0.0", 2)).resolves.toEqual({ revision: 3 });
  });

  it("gives a label to one of many drafts that ask for it at once", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const drafts = [];
    for (let n = 0; n < 6; n++) drafts.push(await scene.draft());
    const attempts = await Promise.allSettled(
      drafts.map(({ id: versionId }) =>
        editVersion(scene.house, scene.call(scene.ada), { versionId, revision: 1, label: "2.0.0" }),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("logs the version, and its card and tags as caused by it", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.draft({ card: "# One", tags: {} });
    const [created, card, tags] = (await scene.leaves()).slice(-3);
    expect(created).toMatchObject({
      type: "chancery.version.created.v1",
      data: { after: { number: 1, kind: "files" } },
    });
    expect(card).toMatchObject({
      causationid: created?.id,
      data: { after: { field: "card", revision: 1, digest: sha256Hex("# One") } },
    });
    expect(tags).toMatchObject({
      causationid: created?.id,
      data: { after: { field: "tags", digest: sha256Hex("{}") } },
    });
  });

  it("names the person behind a service account as answerable", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const robot = await scene.service("job", scene.max, { role: "contributor", team: "speech" });
    const { id: versionId } = await scene.draft({ by: robot });
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({ createdBy: "job" });
  });

  it("takes a descriptor for an external version, and only for one", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await expect(scene.draft({ kind: "external", descriptor })).resolves.toMatchObject({ number: 1 });
    for (const bad of [
      { kind: "external" },
      { descriptor },
      { kind: "external", descriptor: { ...descriptor, endpoint: "ftp://ears.test" } },
      { kind: "external", descriptor: { supplier: "Acme", product: "Ears", version: "3" } },
    ])
      await expect(scene.draft(bad)).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
  });

  it("answers a model that is missing like one that is invisible, and never makes one on the way", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ name: "secret", by: scene.max, visibility: "restricted" });
    const missing = scene.draft({ model: "speech/none" });
    await expect(missing).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    expect(await refusedWith(scene.draft({ model: "speech/secret" }))).toBe(await refusedWith(missing));
  });

  it("reads a bare name in the caller's default team, and refuses it without one", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await expect(scene.draft({ model: "vad" })).rejects.toEqual(refusal("INVALID_INPUT", "reference_without_team"));
    const atHome = { ...scene.ada, defaultTeam: await scene.team("speech") };
    await expect(scene.draft({ model: "vad", by: atHome })).resolves.toMatchObject({ number: 1 });
  });

  it.each(["a\u0000b", "a\ud800b"])("refuses what no manifest and no database can hold: %j", async (text) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const port = { name: "audio", type: "float32", shape: [text] };
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint: `https://ears.test/${text}` };
    for (const fields of [
      { params: { a: text } },
      { environment: { a: text } },
      { tags: { a: text } },
      { signature: { inputs: [port], outputs: [] } },
      { kind: "external", descriptor },
    ])
      await expect(scene.draft(fields)).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
  });

  it("edits a draft on its newest revision only", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft({ params: { lr: "0.1" } });
    const edit = (revision: number, changes: object) =>
      editVersion(scene.house, scene.call(scene.ada), { versionId, revision, ...changes });
    const signature = { inputs: [{ name: "audio", type: "float32", shape: [1, "time"] }], outputs: [] };
    expect(await edit(1, { params: { lr: "0.2" }, signature, label: "1.1.0" })).toEqual({ revision: 2 });
    await expect(edit(1, { label: null })).rejects.toMatchObject({ code: "CONFLICT", facts: { revision: 2 } });
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({
      params: { lr: "0.2" },
      signature,
      label: "1.1.0",
      revision: 2,
    });
  });
});
