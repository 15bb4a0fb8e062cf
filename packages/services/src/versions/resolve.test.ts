// Resolving references: always to one immutable version, or to a reason why not.
import { countStatements } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { setAlias } from "../models/set-alias.ts";
import { updateModel } from "../models/update.ts";
import { eachEngine } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { refusedWith } from "../testing/catalogue-scene.ts";
import { createVersion } from "./create.ts";
import { resolveVersion } from "./resolve.ts";
import { revokeVersion } from "./revoke.ts";

const resolve = (scene: Scene, ref: string, by = scene.ada) => resolveVersion(scene.house, scene.call(by), { ref });

eachEngine("resolving", (open) => {
  it("answers a number, an alias, a stage and a digest with the same immutable version", async () => {
    const scene = await openScene(await open());
    const version = await scene.version();
    await scene.promote(version.id);
    await setAlias(scene.house, scene.call(scene.ada), {
      modelId: scene.modelId,
      alias: "champion",
      versionId: version.id,
    });
    const expected = {
      versionId: version.id,
      number: 1,
      manifestDigest: version.manifestDigest,
      team: "speech",
      name: "vad",
      state: "sealed",
    };
    const now = scene.clock.now().toISOString();
    for (const rest of [":1", "@champion", "@production", `@sha256:${version.manifestDigest}`])
      expect(await resolve(scene, `speech/vad${rest}`)).toEqual({ ...expected, resolvedAt: now });
  });

  it("answers a stage that is not exclusive with its newest entry", async () => {
    const scene = await openScene(await open());
    for (let n = 0; n < 3; n++) await scene.ask((await scene.version()).id, { stage: "development" });
    await expect(resolve(scene, "speech/vad@development")).resolves.toMatchObject({ number: 3 });
  });

  it("never resolves a bare name, and says what to add", async () => {
    const scene = await openScene(await open());
    await scene.version();
    const attempt = resolve(scene, "speech/vad");
    await expect(attempt).rejects.toMatchObject({ code: "INVALID_INPUT", reasons: [{ code: "reference_bare" }] });
    await expect(attempt).rejects.toThrow(/add :NUMBER, @ALIAS, @STAGE or @sha256:DIGEST/);
  });

  it("takes a name without a team for the caller's default team", async () => {
    const scene = await openScene(await open());
    await scene.version();
    const at = { ...scene.ada, defaultTeam: await scene.team("speech") };
    await expect(resolve(scene, "vad:1", at)).resolves.toMatchObject({ team: "speech", number: 1 });
    await expect(resolve(scene, "vad:1")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reasons: [{ code: "reference_without_team" }],
    });
  });

  it("resolves no draft", async () => {
    const scene = await openScene(await open());
    await createVersion(scene.house, scene.call(scene.ada), { model: scene.model });
    await expect(resolve(scene, "speech/vad:1")).rejects.toMatchObject({
      code: "NOT_FOUND",
      reasons: [{ code: "version_draft" }],
    });
  });

  it("says that a revocation emptied a stage or alias, and still answers number and digest with the state", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const version = await scene.version();
    await scene.promote(version.id);
    await setAlias(scene.house, scene.call(scene.ada), {
      modelId: scene.modelId,
      alias: "champion",
      versionId: version.id,
    });
    await revokeVersion(scene.house, scene.call(mia), { versionId: version.id, reason: "leaks" });
    for (const name of ["@production", "@champion"])
      await expect(resolve(scene, `speech/vad${name}`)).rejects.toMatchObject({
        code: "POLICY_UNMET",
        reasons: [{ code: "version_revoked" }],
      });
    for (const rest of [":1", `@sha256:${version.manifestDigest}`])
      await expect(resolve(scene, `speech/vad${rest}`)).resolves.toMatchObject({ number: 1, state: "revoked" });
    await scene.promote((await scene.version()).id);
    await expect(resolve(scene, "speech/vad@production")).resolves.toMatchObject({ number: 2, state: "sealed" });
  });

  it("answers an unknown and an invisible model alike", async () => {
    const scene = await openScene(await open());
    const mia = await scene.person("Mia", { role: "maintainer", team: "speech" });
    const stranger = await scene.person("Stranger", { role: "contributor", team: "vision" });
    await scene.version();
    await updateModel(scene.house, scene.call(mia), { modelId: scene.modelId, revision: 1, visibility: "team" });
    const answers = await Promise.all(
      ["speech/vad:1", "speech/vad:9", "speech/none:1"].map((ref) => refusedWith(resolve(scene, ref, stranger))),
    );
    expect(new Set(answers)).toHaveProperty("size", 1);
    await expect(resolve(scene, "speech/vad:9")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("takes one statement for the reference and one for the grants, and holds a reference that is read against the log", async () => {
    const world = await open();
    const isKept = !world.location.startsWith("postgres");
    const scene = await openScene(world);
    await scene.promote((await scene.version()).id);
    await takeBaseline(scene.house);
    for (const ref of ["speech/vad@production", "speech/vad:1"]) {
      await resolve(scene, ref);
      expect(await countStatements(() => resolve(scene, ref))).toBe(isKept ? 2 : 3);
    }
  });
});
