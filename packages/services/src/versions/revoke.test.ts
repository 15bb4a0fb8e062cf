// Revoking: the one thing that stops what runs, with its reason, and never undone.
import { expect, it } from "vitest";
import { listModels } from "../models/list.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene } from "../testing/promotion-scene.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { setAlias } from "../models/set-alias.ts";
import { getVersion } from "./get.ts";
import { readManifest } from "./manifest.ts";
import { requestPromotion } from "../promotions/request.ts";
import { revocationOfVersion } from "./revocation.ts";
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

  it("ends exactly what it said before that it would: stages, aliases, and the hope of open promotions", async () => {
    const scene = await openScene(await open());
    const max = await scene.person("Max", { role: "maintainer", team: "speech" });
    const { id: versionId } = await scene.version();
    const say = () => revocationOfVersion(scene.house, scene.call(max), { versionId });
    expect(await say()).toEqual({ stages: [], emptied: [], aliases: [], promotions: [] });
    await scene.promote(versionId);
    for (const alias of ["champion", "canary"])
      await setAlias(scene.house, scene.call(scene.ada), { modelId: scene.modelId, alias, versionId });
    const { number } = await requestPromotion(scene.house, scene.call(scene.ada), {
      versionId,
      stage: "staging",
      reason: "To be watched beside production.",
    });
    const said = await say();
    expect(said).toEqual({
      stages: ["production"],
      emptied: ["production"],
      aliases: ["canary", "champion"],
      promotions: [{ number, stage: "staging" }],
    });
    expect(await revokeVersion(scene.house, scene.call(max), { versionId, reason: "Leaks." })).toEqual(said);
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({
      stages: [],
      aliases: [],
    });
    await expect(revocationOfVersion(scene.house, scene.call(scene.ada), { versionId })).rejects.toEqual(
      refusal("FORBIDDEN", "role_missing"),
    );
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
