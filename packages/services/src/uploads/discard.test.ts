// Giving up an upload: at once, only one's own, also while something still writes to it; and the list of what is on its way.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { updateModel } from "../models/update.ts";
import { beginFiles, bodyOf, openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { discardVersion } from "../versions/discard.ts";
import { getVersion } from "../versions/get.ts";
import { removeFile } from "../versions/remove-file.ts";
import { sealVersion } from "../versions/seal.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { discardUpload } from "./discard.ts";
import { finishUpload } from "./finish.ts";
import { listUploads } from "./list.ts";

const begin = async (scene: Catalogue, versionId: string, path = "a", by = scene.ada) =>
  (await beginUpload(scene.house, scene.call(by), { versionId, path, sizeBytes: 7 })).id;
const send = (scene: Catalogue, uploadId: string, text: string) =>
  appendToUpload(scene.house, scene.call(scene.ada), { uploadId, offset: 0, body: bodyOf(Buffer.from(text)) });
const notFound = refusal("NOT_FOUND", "not_found");
/** Something waits until it is let go. */
function gate() {
  let open: () => void = () => undefined;
  let reach: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const pass = async <T>(then: () => Promise<T>): Promise<T> => {
    reach();
    await opened;
    return then();
  };
  return { open: () => open(), reached, pass };
}

eachEngine("giving up an upload", (open) => {
  it("frees what arrived at once, leaves an entry, and the path to another file", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const call = scene.call(scene.ada);
    const uploadId = await begin(scene, versionId);
    await send(scene, uploadId, "wei");
    await discardUpload(scene.house, call, { uploadId });
    await expect(scene.house.artifacts.uploads.offset(uploadId)).rejects.toEqual(
      refusal("NOT_FOUND", "upload_unknown"),
    );
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.upload.discarded.v2",
      subject: `upload/${uploadId}`,
      data: { outcome: "success", after: { uploadId, versionId, path: "a", senderId: scene.ada.id } },
    });
    await expect(send(scene, uploadId, "weights")).rejects.toEqual(notFound);
    await expect(discardUpload(scene.house, call, { uploadId })).rejects.toEqual(notFound);
    await expect(scene.send(versionId, "a", "another file")).resolves.toMatchObject({ state: "committed" });
  });

  it("stops what writes to it: those bytes are not answered as kept, and none of them is left", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const uploadId = await begin(scene, versionId);
    let reached: () => void = () => undefined;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const stalled = (async function* () {
      yield Buffer.from("wei");
      reached();
      await new Promise(() => undefined);
    })();
    const sending = appendToUpload(scene.house, scene.call(scene.ada), { uploadId, offset: 0, body: stalled });
    const outcome = sending.catch((error: unknown) => error);
    await isReached;
    await discardUpload(scene.house, scene.call(scene.ada), { uploadId });
    expect(await outcome).toEqual(refusal("CONFLICT", "upload_ended"));
    await expect(scene.house.artifacts.uploads.offset(uploadId)).rejects.toBeDefined();
  });

  it.each(["the draft is discarded", "its path is removed from the draft", "another file is begun at its path"])(
    "stops what writes to it, tells it so and frees what arrived where %s",
    async (how) => {
      const scene = await openCatalogue(await open());
      await scene.model();
      const { id: versionId } = await scene.draft();
      const call = scene.call(scene.ada);
      const uploadId = await begin(scene, versionId);
      const writing = gate();
      const stalled = (async function* () {
        yield Buffer.from("wei");
        await writing.pass(() => Promise.resolve());
      })();
      const sending = appendToUpload(scene.house, call, { uploadId, offset: 0, body: stalled }).catch(
        (error: unknown) => error,
      );
      await writing.reached;
      if (how.includes("discarded")) await discardVersion(scene.house, scene.call(scene.max), { versionId });
      else if (how.includes("removed")) await removeFile(scene.house, scene.call(scene.max), { versionId, path: "a" });
      else await beginUpload(scene.house, call, { versionId, path: "a", sizeBytes: 8 });
      expect(await sending).toEqual(
        how.includes("discarded")
          ? refusal("ILLEGAL_TRANSITION", "version_discarded")
          : refusal("CONFLICT", "upload_ended"),
      );
      const unknown = refusal("NOT_FOUND", "upload_unknown");
      await expect(scene.house.artifacts.uploads.offset(uploadId)).rejects.toEqual(unknown);
    },
  );

  it("ends another's, alone or a batch, for who may edit the draft: the entry says whose it was, and the draft can be sealed", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "there", "weights");
    const files = ["b", "c"].map((path) => ({ path, content: path }));
    const alone = await begin(scene, versionId, "a", scene.max);
    const { id: batch } = await beginFiles(scene, scene.max, { versionId, files });
    const { items } = await listUploads(scene.house, scene.call(scene.ada), { versionId });
    expect(items.map(({ id, path, fileCount, sender, isOwn }) => [id, path, fileCount, sender.name, isOwn])).toEqual([
      [batch, "", 2, "Max", false],
      [alone, "a", undefined, "Max", false],
    ]);
    for (const uploadId of [alone, batch]) {
      await discardUpload(scene.house, scene.call(scene.ada), { uploadId });
      await expect(scene.house.artifacts.uploads.offset(uploadId)).rejects.toBeDefined();
      expect((await scene.leaves()).at(-1)).toMatchObject({
        subject: `upload/${uploadId}`,
        data: { outcome: "success", after: { path: uploadId === batch ? "2 files" : "a", senderId: scene.max.id } },
      });
    }
    await expect(sealVersion(scene.house, scene.call(scene.ada), { versionId })).resolves.toMatchObject({ number: 1 });
  });

  it("is refused once the finish has begun to commit, and ends in the file", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const { blobs } = scene.house.artifacts;
    const committing = gate();
    const slow = {
      ...blobs,
      putFile: (...put: Parameters<typeof blobs.putFile>) => committing.pass(() => blobs.putFile(...put)),
    };
    const house = { ...scene.house, artifacts: { ...scene.house.artifacts, blobs: slow } };
    const uploadId = await begin(scene, versionId);
    await send(scene, uploadId, "weights");
    const finishing = finishUpload(house, scene.call(scene.ada), { uploadId });
    await committing.reached;
    for (const by of [scene.ada, scene.max])
      await expect(discardUpload(house, scene.call(by), { uploadId })).rejects.toEqual(
        refusal("CONFLICT", "upload_finishing"),
      );
    committing.open();
    expect(await finishing).toMatchObject({ state: "committed" });
  });

  it("is refused to who may not edit the draft, and once the file is in it", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    const { id: versionId } = await scene.draft();
    const uploadId = await begin(scene, versionId);
    await expect(discardUpload(scene.house, scene.call(scene.zoe), { uploadId })).rejects.toEqual(
      refusal("FORBIDDEN", "role_missing"),
    );
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.upload.discarded.v2",
      subject: `version/${versionId}`,
      data: { outcome: "denied" },
    });
    await updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, visibility: "team" });
    await expect(discardUpload(scene.house, scene.call(scene.zoe), { uploadId })).rejects.toEqual(notFound);
    const readOnly = scene.call({ ...scene.ada, scopes: ["read"] });
    await expect(discardUpload(scene.house, readOnly, { uploadId })).rejects.toEqual(
      refusal("FORBIDDEN", "scope_missing"),
    );
    await send(scene, uploadId, "weights");
    await finishUpload(scene.house, scene.call(scene.ada), { uploadId });
    await expect(discardUpload(scene.house, scene.call(scene.ada), { uploadId })).rejects.toEqual(
      refusal("CONFLICT", "upload_finished"),
    );
    const { files } = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(files).toEqual([{ path: "a", sizeBytes: 7, sha256: sha256Hex("weights") }]);
  });

  it("ends in the file or in nothing, however it races with the finish", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const call = scene.call(scene.ada);
    for (let round = 0; round < 20; round++) {
      const path = `f${round}`;
      const uploadId = await begin(scene, versionId, path);
      await send(scene, uploadId, "weights");
      await Promise.allSettled([
        finishUpload(scene.house, call, { uploadId }),
        discardUpload(scene.house, call, { uploadId }),
      ]);
      const { files } = await getVersion(scene.house, call, { versionId });
      const isThere = files.some((file) => file.path === path);
      const again = beginUpload(scene.house, call, { versionId, path, sizeBytes: 7, sha256: sha256Hex("weights") });
      if (isThere) expect(await again).toMatchObject({ state: "committed" });
      else await discardUpload(scene.house, call, { uploadId: (await again).id }).catch(() => undefined);
    }
    expect((await listUploads(scene.house, call, { versionId })).items).toEqual([]);
  });

  it("is offered page by page: for every upload to who may edit the draft, for one's own to everyone else", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    for (const path of ["c", "a", "b"]) await begin(scene, versionId, path);
    const { id: since } = await beginFiles(scene, scene.max, { versionId, files: [{ path: "x", content: "x" }] });
    const call = scene.call(scene.ada);
    expect((await listUploads(scene.house, scene.call(scene.zoe), { versionId })).items).toEqual([]);
    const all = await listUploads(scene.house, scene.call(scene.max), { versionId });
    const now = scene.clock.now().toISOString();
    expect(all.items[0]).toMatchObject({
      id: since,
      fileCount: 1,
      sizeBytes: 1,
      isOwn: true,
      createdAt: now,
      touchedAt: now,
    });
    await discardUpload(scene.house, call, { uploadId: since });
    const first = await listUploads(scene.house, call, { versionId, limit: 2 });
    expect(first.items.map(({ path, offset }) => [path, offset])).toEqual([
      ["a", 0],
      ["b", 0],
    ]);
    const rest = await listUploads(scene.house, call, { versionId, limit: 2, after: first.next ?? undefined });
    expect([rest.items.map(({ path }) => path), rest.next]).toEqual([["c"], null]);
    await expect(listUploads(scene.house, scene.call(scene.zoe), { versionId, after: first.next })).rejects.toEqual(
      refusal("INVALID_INPUT", "page_key_invalid"),
    );
  });
});
