// Editing models and their cards: revisions, visibility, roles.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { openCatalogue, refusal, refusedWith } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getModel } from "./get.ts";
import { reviseModelCard } from "./revise-card.ts";
import { updateModel } from "./update.ts";

eachEngine("editing a model", (open) => {
  it("changes what is given and counts the revision up", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const changed = await updateModel(scene.house, scene.call(scene.max), {
      modelId,
      revision: 1,
      description: "Better.",
    });
    expect(changed).toEqual({ revision: 2 });
    expect(await getModel(scene.house, scene.call(scene.ada), { model: "speech/vad" })).toMatchObject({
      description: "Better.",
      tags: {},
      revision: 2,
    });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      data: { after: { fields: ["description"], visibility: null } },
    });
  });

  it("refuses an edit based on an older revision and tells the current one", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const edit = (revision: number) =>
      updateModel(scene.house, scene.call(scene.max), { modelId, revision, tags: { n: String(revision) } });
    await edit(1);
    await expect(edit(1)).rejects.toMatchObject({ code: "CONFLICT", facts: { revision: 2 } });
    await expect(edit(3)).rejects.toEqual(refusal("CONFLICT", "revision_stale"));
  });

  it("lets one of two edits made at once win", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const edit = (description: string) =>
      updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, description });
    const outcomes = await Promise.allSettled([edit("one"), edit("two")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("hides a model from everyone else once it is restricted", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    await updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, visibility: "restricted" });
    const see = (actor: typeof scene.ada) => getModel(scene.house, scene.call(actor), { model: "speech/vad" });
    const unknown = await refusedWith(getModel(scene.house, scene.call(scene.zoe), { model: "speech/none" }));
    for (const actor of [scene.zoe, scene.vik, scene.ada]) expect(await refusedWith(see(actor))).toBe(unknown);
    await expect(see(scene.max)).resolves.toMatchObject({ visibility: "restricted" });
    await scene.grant(scene.zoe, { role: "viewer", scope: "model", scopeId: modelId });
    await expect(see(scene.zoe)).resolves.toMatchObject({ visibility: "restricted" });
  });

  it("takes a maintainer, and an edit that says something", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    await expect(updateModel(scene.house, scene.call(scene.ada), { modelId, revision: 1, tags: {} })).rejects.toEqual(
      refusal("FORBIDDEN", "role_missing"),
    );
    await expect(updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1 })).rejects.toEqual(
      refusal("INVALID_INPUT", "invalid_field"),
    );
  });

  it("keeps every revision of the card apart by number and digest", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const write = (body: string, revision: number) =>
      reviseModelCard(scene.house, scene.call(scene.max), { modelId, body, revision });
    const first = await write("# VAD", 0);
    expect(first).toMatchObject({ body: "# VAD", revision: 1, digest: sha256Hex("# VAD"), author: "Max" });
    await expect(write("lost", 0)).rejects.toMatchObject({ code: "CONFLICT", facts: { revision: 1 } });
    expect(await write("# VAD 2", 1)).toMatchObject({ revision: 2 });
    expect((await getModel(scene.house, scene.call(scene.zoe), { model: "speech/vad" })).card).toMatchObject({
      body: "# VAD 2",
      revision: 2,
    });
  });

  it("refuses a card over 200 kB, counted in bytes", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const write = (body: string) => reviseModelCard(scene.house, scene.call(scene.max), { modelId, body, revision: 0 });
    await expect(write("é".repeat(100_001))).rejects.toEqual(refusal("INVALID_INPUT", "invalid_field"));
    await expect(write("é".repeat(100_000))).resolves.toMatchObject({ revision: 1 });
  });
});
