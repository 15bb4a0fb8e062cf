// Sweeping: uploads nobody goes on with end, those in use do not.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { bodyOf, openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { getUpload } from "./own-upload.ts";
import { sweepUploads } from "./sweep.ts";

const dayMs = 86_400_000;
const begin = async (scene: Catalogue, versionId: string, path: string) =>
  (
    await beginUpload(scene.house, scene.call(scene.ada), {
      versionId,
      path,
      sizeBytes: 7,
      sha256: sha256Hex("weights"),
    })
  ).id;

eachEngine("sweeping uploads", (open) => {
  it("ends what rested for a week, with its bytes, and nothing else", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const [abandoned, used] = [await begin(scene, versionId, "a"), await begin(scene, versionId, "b")];
    scene.clock.advance(6 * dayMs);
    await appendToUpload(scene.house, scene.call(scene.ada), {
      uploadId: used,
      offset: 0,
      body: bodyOf(Buffer.from("wei")),
    });
    scene.clock.advance(2 * dayMs);
    expect(await sweepUploads(scene.house)).toBe(1);
    await expect(scene.house.artifacts.uploads.offset(abandoned)).rejects.toEqual(
      refusal("NOT_FOUND", "upload_unknown"),
    );
    await expect(getUpload(scene.house, scene.call(scene.ada), { uploadId: abandoned })).rejects.toEqual(
      refusal("NOT_FOUND", "not_found"),
    );
    expect(await getUpload(scene.house, scene.call(scene.ada), { uploadId: used })).toMatchObject({ offset: 3 });
  });

  it("leaves finished files alone", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const done = await scene.send(versionId, "a", "weights");
    scene.clock.advance(90 * dayMs);
    expect(await sweepUploads(scene.house)).toBe(0);
    expect(await getUpload(scene.house, scene.call(scene.ada), { uploadId: done.id })).toEqual(done);
  });
});
