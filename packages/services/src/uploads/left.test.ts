// What an upload leaves in the store when it ends between the arrival of its bytes there and the word of them in its draft.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { openCatalogue, bodyOf, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { discardVersion } from "../versions/discard.ts";
import { removeFile } from "../versions/remove-file.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { discardUpload } from "./discard.ts";
import { finishUpload } from "./finish.ts";
import { sweepUploads } from "./sweep.ts";

const text = "the weights";
const sha256 = sha256Hex(text);
const weekMs = 8 * 86_400_000;

/** An upload whose bytes are in the store, and whose process died before the draft was told. */
async function leave(scene: Catalogue, versionId: string): Promise<string> {
  const call = scene.call(scene.ada);
  const wanted = { versionId, path: "a", sizeBytes: text.length };
  const { id: uploadId } = await beginUpload(scene.house, call, wanted);
  await appendToUpload(scene.house, call, { uploadId, offset: 0, body: bodyOf(Buffer.from(text)) });
  const { blobs } = scene.house.artifacts;
  const dying = {
    ...blobs,
    putFile: async (...put: Parameters<typeof blobs.putFile>) => {
      await blobs.putFile(...put);
      throw new Error("the process was killed");
    },
  };
  const house = { ...scene.house, artifacts: { ...scene.house.artifacts, blobs: dying } };
  await expect(finishUpload(house, call, { uploadId })).rejects.toThrow("the process was killed");
  return uploadId;
}

type Left = { readonly uploadId: string; readonly versionId: string };
const ends: Record<string, (scene: Catalogue, left: Left) => Promise<unknown>> = {
  "it is given up": (scene, { uploadId }) => discardUpload(scene.house, scene.call(scene.ada), { uploadId }),
  "its path is removed": (scene, { versionId }) =>
    removeFile(scene.house, scene.call(scene.ada), { versionId, path: "a" }),
  "its draft is discarded": (scene, { versionId }) => discardVersion(scene.house, scene.call(scene.ada), { versionId }),
  "another file takes its path": (scene, { versionId }) =>
    beginUpload(scene.house, scene.call(scene.ada), { versionId, path: "a", sizeBytes: 1 }),
  "nobody goes on with it": async (scene) => {
    scene.clock.advance(weekMs);
    expect(await sweepUploads(scene.house)).toBe(1);
  },
};

eachEngine("bytes that came into the store, and whose upload ended before its draft was told", (open) => {
  const stored = (scene: Catalogue) => scene.house.artifacts.blobs.stat(sha256);

  it.each(Object.entries(ends))("are freed where %s", async (_how, end) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const uploadId = await leave(scene, versionId);
    expect(await stored(scene)).toEqual({ sizeBytes: text.length });
    await end(scene, { uploadId, versionId });
    expect(await stored(scene)).toBeUndefined();
  });

  it.each(Object.entries(ends))("stay where another version has them, and %s", async (_how, end) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: other } = await scene.draft();
    await scene.send(other, "there", text);
    const { id: versionId } = await scene.draft();
    const uploadId = await leave(scene, versionId);
    await end(scene, { uploadId, versionId });
    expect(await stored(scene)).toEqual({ sizeBytes: text.length });
  });

  it("stay where another upload waits to be finished with them", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const [{ id: versionId }, { id: other }] = [await scene.draft(), await scene.draft()];
    const waiting = await leave(scene, other);
    const uploadId = await leave(scene, versionId);
    await discardUpload(scene.house, scene.call(scene.ada), { uploadId });
    await expect(finishUpload(scene.house, scene.call(scene.ada), { uploadId: waiting })).resolves.toMatchObject({
      state: "committed",
      sha256,
    });
  });
});
