// Downloads: exact bytes, noted in the access log, refused once revoked.
import { accessesBetween } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { openCatalogue, refusal, refusedWith, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { sha256Hex } from "@chancery/core";
import { listVersionFiles } from "./files.ts";
import { readFile } from "./read-file.ts";
import { revokeVersion } from "./revoke.ts";

const textOf = async (stream: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const accesses = (scene: Catalogue) =>
  accessesBetween(scene.house.db.read, { from: new Date(0), to: new Date("2100-01-01"), after: undefined, limit: 10 });

eachEngine("reading a file", (open) => {
  it("hands out the bytes that were sent, whole or a range, of drafts too", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "a/model.onnx", "weights");
    const file = await readFile(scene.house, scene.call(scene.zoe), { versionId, path: "a/model.onnx" });
    expect(file).toMatchObject({ sizeBytes: 7, sha256: sha256Hex("weights") });
    expect(await textOf(await file.open())).toBe("weights");
    expect(await textOf(await file.open({ start: 2, end: 4 }))).toBe("igh");
  });

  it("notes who opened what, and nothing when only its size was asked for", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const call = scene.call(scene.zoe);
    const file = await readFile(scene.house, call, { versionId, path: "model.onnx" });
    expect(await accesses(scene)).toEqual([]);
    await textOf(await file.open());
    expect(await accesses(scene)).toMatchObject([
      {
        actorId: scene.zoe.id,
        action: "artifact.downloaded",
        subject: `version/${versionId}/model.onnx`,
        requestId: call.requestId,
      },
    ]);
  });

  it("hands out what was sealed, whatever SQL puts beside it, and nothing where the manifest is another", async () => {
    const world = await open();
    const scene = await openCatalogue(world);
    await scene.model();
    const other = await scene.sealed("poison!");
    const { id: versionId } = await scene.sealed("weights");
    const [zoe, poison] = [scene.call(scene.zoe), sha256Hex("poison!")];
    const read = () => readFile(scene.house, zoe, { versionId, path: "model.onnx" });
    await meddle(world.location, `UPDATE version_file SET sha256 = '${poison}' WHERE version_id = '${versionId}'`);
    expect(await textOf(await (await read()).open())).toBe("weights");
    await meddle(
      world.location,
      `UPDATE version_file SET path = 'evil.onnx', path_key = 'evil.onnx' WHERE version_id = '${versionId}'`,
    );
    expect(await textOf(await (await read()).open())).toBe("weights");
    const listed = await listVersionFiles(scene.house, zoe, { versionId, limit: 10 });
    expect(listed.items).toEqual([{ path: "model.onnx", sizeBytes: 7, sha256: sha256Hex("weights") }]);
    const forged = `manifest = '{}', manifest_digest = '${sha256Hex("{}")}'`;
    await meddle(world.location, `UPDATE version SET ${forged} WHERE id = '${other.id}'`);
    await expect(readFile(scene.house, zoe, { versionId: other.id, path: "model.onnx" })).rejects.toEqual(
      refusal("ILLEGAL_TRANSITION", "record_contradicts_log"),
    );
  });

  it("refuses files of a revoked version by that name", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    await revokeVersion(scene.house, scene.call(scene.max), { versionId, reason: "poisoned" });
    const read = readFile(scene.house, scene.call(scene.max), { versionId, path: "model.onnx" });
    await expect(read).rejects.toEqual(refusal("FORBIDDEN", "version_revoked"));
  });

  it("answers an unknown file, and an invisible version like an unknown one", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ by: scene.max, visibility: "restricted" });
    const { id: versionId } = await scene.sealed("weights", { by: scene.max });
    const read = (by: typeof scene.max, id: string, path = "model.onnx") =>
      readFile(scene.house, scene.call(by), { versionId: id, path });
    await expect(read(scene.max, versionId, "other")).rejects.toEqual(refusal("NOT_FOUND", "file_unknown"));
    const unknown = await refusedWith(read(scene.zoe, scene.house.newId()));
    expect(unknown).toContain("not_found");
    expect(await refusedWith(read(scene.zoe, versionId))).toBe(unknown);
    await expect(read(scene.max, versionId, "../model.onnx")).rejects.toEqual(
      refusal("INVALID_INPUT", "invalid_field"),
    );
  });
});
