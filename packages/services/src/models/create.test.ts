// Registering models: names, teams, and who may.
import { expect, it } from "vitest";
import { openCatalogue, refusal, refusedWith } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { createModel } from "./create.ts";
import { getModel } from "./get.ts";

eachEngine("registering a model", (open) => {
  it("registers a model in a team, with its leaf", async () => {
    const scene = await openCatalogue(await open());
    const { id } = await createModel(scene.house, scene.call(scene.ada), {
      team: "speech",
      name: "Silero-VAD",
      description: "Finds speech.",
      tags: { domain: "audio" },
    });
    const view = await getModel(scene.house, scene.call(scene.zoe), { model: "speech/Silero-VAD" });
    expect(view).toMatchObject({
      id,
      team: "speech",
      name: "Silero-VAD",
      description: "Finds speech.",
      tags: { domain: "audio" },
      visibility: "organisation",
      tier: null,
      stages: [],
      latestNumber: null,
      mainMetric: null,
      createdBy: "Ada",
      revision: 1,
      card: { body: "", revision: 0, author: null },
      policy: { label: "two-person@2" },
      availableActions: [],
    });
    expect(view.blockedBecause.map(({ action }) => action)).toEqual([
      "update",
      "set-owner",
      "assess-tier",
      "confirm-tier",
      "set-alias",
      "create-version",
    ]);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.model.registered.v1",
      subject: `model/${id}`,
      authid: scene.ada.id,
      data: { outcome: "success", after: { modelId: id, name: "Silero-VAD", visibility: "organisation" } },
    });
  });

  it("refuses a name that differs from another only by its case, and keeps nothing of it", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ name: "VAD" });
    const before = (await scene.leaves()).length;
    await expect(scene.model({ name: "vad" })).rejects.toEqual(refusal("CONFLICT", "model_name_taken"));
    expect((await scene.leaves()).length).toBe(before);
    await expect(scene.model({ name: "vad", team: "vision", by: scene.vik })).resolves.toBeDefined();
  });

  it("answers an unknown team and a team without a role there alike", async () => {
    const scene = await openCatalogue(await open());
    const hidden = await refusedWith(scene.model({ team: "vision" }));
    expect(hidden).toBe(await refusedWith(scene.model({ team: "nowhere" })));
    expect(JSON.parse(hidden)).toEqual(refusal("NOT_FOUND", "not_found"));
  });

  it("logs who tried without the role", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ team: "vision" }).catch(() => undefined);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.model.registered.v1",
      authid: scene.ada.id,
      data: { outcome: "denied", reasons: ["role_missing"] },
    });
  });

  it("refuses names of bad shape and absurd length without echoing them", async () => {
    const scene = await openCatalogue(await open());
    for (const name of ["", "a/b", "a:b", ".hidden", "na me", "vad\u0000", "x".repeat(10_000_000)]) {
      const error = await scene.model({ name }).catch((thrown: unknown) => thrown);
      expect(error).toEqual(refusal("INVALID_INPUT", "invalid_field"));
      expect((error as Error).message.length).toBeLessThan(400);
    }
  });
});
