// Files and manifests are handed out as the log has the version, whatever its row says, and with the index line deleted too.
import { sha256Hex } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { takeBaseline } from "../audit/baseline.ts";
import { quiet } from "../testing/attacks.ts";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { readManifest } from "./manifest.ts";
import { readFile } from "./read-file.ts";
import { revokeVersion } from "./revoke.ts";

const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const forget = `DELETE FROM audit_row WHERE governed_table = 'versions' AND idx = (SELECT max(idx) FROM audit_row WHERE governed_table = 'versions')`;

eachEngine("what is handed out of a version", (open) => {
  const opened = async (content = "weights") => {
    const world = quiet(await open());
    const scene = await openCatalogue(world);
    await scene.model();
    const { id: versionId } = await scene.sealed(content);
    await takeBaseline(world.house);
    const call = scene.call(scene.zoe);
    const file = async () => (await readFile(world.house, call, { versionId, path: "model.onnx" })).sha256;
    const manifest = () => readManifest(world.house, call, { versionId });
    return { ...scene, versionId, file, manifest };
  };

  it("is no file once it was revoked, whatever its row says", async () => {
    const scene = await opened();
    const { house, versionId } = scene;
    await revokeVersion(house, scene.call(scene.max), { versionId, reason: "it hears too much" });
    await meddle(
      scene.location,
      `UPDATE version SET state = 'sealed', revoked_at = NULL, revoked_reason = NULL`,
      forget,
    );
    await expect(scene.file()).rejects.toEqual(refusal("FORBIDDEN", "version_revoked"));
    expect(await scene.manifest()).toBeDefined();
  });

  it.each([
    ["revoked", `state = 'revoked', revoked_at = created_at`],
    ["a draft", `state = 'draft'`],
    ["a draft without a digest", `state = 'draft', manifest_digest = NULL`],
    ["of another digest", `manifest_digest = '${"0".repeat(64)}'`],
  ])("stays as it was sealed where its row is %s", async (_what, edit) => {
    const scene = await opened();
    const before = [await scene.file(), await scene.manifest()];
    await meddle(scene.location, `UPDATE version SET ${edit}`, `UPDATE version_file SET sha256 = '${"0".repeat(64)}'`);
    expect([await scene.file(), await scene.manifest()]).toEqual(before);
  });

  it("is nothing where its manifest is another", async () => {
    const scene = await opened("read by nobody before");
    const digest = sha256Hex("/");
    await meddle(scene.location, `UPDATE version SET manifest = '/', manifest_digest = '${digest}'`);
    await expect(scene.file()).rejects.toEqual(contradicted);
    await expect(scene.manifest()).rejects.toEqual(contradicted);
  });
});
