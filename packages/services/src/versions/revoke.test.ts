// Revoking: the one thing that stops what runs, with its reason, and never undone.
import { expect, it } from "vitest";
import { listModels } from "../models/list.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { setAlias } from "../models/set-alias.ts";
import { getVersion } from "./get.ts";
import { readManifest } from "./manifest.ts";
import { revokeVersion } from "./revoke.ts";

eachEngine("revoking", (open) => {
  it("takes a version out of every stage and alias, and keeps its manifest", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id: versionId, manifestDigest } = await scene.version();
    await scene.promote(versionId);
    await setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias: "champion", versionId });
    await revokeVersion(scene.house, scene.call(max), { versionId, reason: "Trained on withdrawn data." });
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({
      state: "revoked",
      stages: [],
      aliases: [],
    });
    expect((await listModels(scene.house, scene.call(scene.ada), { stage: "production" })).items).toEqual([]);
    expect(await readManifest(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({ manifestDigest });
    const leaf = (await scene.leaves()).at(-1);
    expect(leaf).toMatchObject({
      type: "chancery.version.revoked.v1",
      data: { outcome: "success", after: { number: 1 } },
    });
    expect(JSON.stringify(leaf)).not.toContain("withdrawn data");
  });

  it("refuses drafts, what is revoked already, and everyone but maintainers", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id: versionId } = await scene.version();
    const revoke = (by: typeof max) => revokeVersion(scene.house, scene.call(by), { versionId, reason: "bad" });
    await expect(revoke(scene.ada)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    await revoke(max);
    await expect(revoke(max)).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_revoked"));
    await expect(revokeVersion(scene.house, scene.call(max), { versionId, reason: " " })).rejects.toEqual(
      refusal("INVALID_INPUT", "invalid_field"),
    );
  });
});
