// Beginning a batch: what it may bring beside all that is on its way, and that beginning it again goes on with what was sent.
import { maxBatchFiles, maxFilesPerVersion, maxReceivingOfAccount, sha256Hex, type Actor } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { beginFiles, bodyOf, openCatalogue, refusal, sendBatch, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { appendToUpload } from "./append.ts";
import { beginBatch } from "./begin-batch.ts";
import { beginUpload } from "./begin.ts";
import { discardUpload } from "./discard.ts";
import { finishUpload } from "./finish.ts";

async function openDraft(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  return { scene, versionId };
}
const append = ({ house, call, ada }: Catalogue, uploadId: string, text: string, offset = 0) =>
  appendToUpload(house, call(ada), { uploadId, offset, body: bodyOf(Buffer.from(text)) });
const finish = ({ house, call, ada }: Catalogue, uploadId: string) => finishUpload(house, call(ada), { uploadId });
const alone = ({ house, call, ada }: Catalogue, versionId: string, path: string, by: Actor = ada) =>
  beginUpload(house, call(by), { versionId, path, sizeBytes: 1 });
const batch = (scene: Catalogue, versionId: string, paths: readonly string[], by: Actor = scene.ada) =>
  beginFiles(scene, by, { versionId, files: paths.map((path) => ({ path, content: "x" })) });
/** Batches of as many files as fit into one. */
async function fill(scene: Catalogue, versionId: string, count: number) {
  for (let from = 0; from < count; from += maxBatchFiles) {
    const paths = Array.from({ length: Math.min(maxBatchFiles, count - from) }, (_, n) => `fill/${from + n}`);
    await batch(scene, versionId, paths);
  }
}
/** As if so many files more were on their way in that session. */
const grow = ({ location }: Catalogue, id: string, fileCount: number) =>
  meddle(location, `UPDATE upload SET file_count = ${fileCount} WHERE id = '${id}'`);

eachEngine("files on their way", (open) => {
  it("count toward what a version holds, in batches as by themselves", async () => {
    const { scene, versionId } = await openDraft(await open());
    await fill(scene, versionId, maxFilesPerVersion - 2);
    await scene.send(versionId, "stored", "x");
    const tooMany = refusal("LIMIT_EXCEEDED", "too_many_files");
    await expect(batch(scene, versionId, ["a", "b"])).rejects.toEqual(tooMany);
    const { id: last } = await alone(scene, versionId, "last");
    await expect(alone(scene, versionId, "more")).rejects.toEqual(tooMany);
    await expect(batch(scene, versionId, ["more", "and/more"])).rejects.toEqual(tooMany);
    await discardUpload(scene.house, scene.call(scene.ada), { uploadId: last });
    await expect(batch(scene, versionId, ["more"])).resolves.toMatchObject({ versionId });
  });

  it("are bounded for an account over all drafts, in batches as by themselves, and for nobody else", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id: elsewhere } = await scene.draft();
    const { id } = await batch(scene, elsewhere, ["a", "b"]);
    await grow(scene, id, maxReceivingOfAccount - 1);
    const tooMany = refusal("LIMIT_EXCEEDED", "too_many_uploads");
    await expect(batch(scene, versionId, ["a", "b"])).rejects.toEqual(tooMany);
    await alone(scene, versionId, "last");
    await expect(alone(scene, versionId, "more")).rejects.toEqual(tooMany);
    await expect(batch(scene, versionId, ["more"])).rejects.toEqual(tooMany);
    await expect(batch(scene, versionId, ["more"], scene.max)).resolves.toMatchObject({ wanted: [0] });
    expect(await batch(scene, elsewhere, ["a", "b"])).toMatchObject({ id }); // what was begun goes on
  });

  it.each([
    ["the same path", "models/a", "models/a", "path_receiving"],
    ["another case", "models/a", "Models/A", "path_collides"],
    ["a folder where a file comes", "models/a", "models/a/b", "path_collides"],
    ["a file where a folder comes", "models/a/b", "models/a", "path_collides"],
  ])("are judged against each other in both orders, alone and in batches: %s", async (_what, first, second, code) => {
    const { scene, versionId } = await openDraft(await open());
    const begins = {
      alone: (path: string, by: Actor) => alone(scene, versionId, path, by),
      batch: (path: string, by: Actor) => batch(scene, versionId, [path, `beside/${path}`], by),
    };
    for (const [one, other] of [
      ["alone", "batch"],
      ["batch", "alone"],
      ["batch", "batch"],
    ] as const)
      for (const by of [scene.ada, scene.max]) {
        const { id: uploadId } = await begins[one](first, scene.ada);
        const isReplacing = one === other && code === "path_receiving" && by === scene.ada;
        if (!isReplacing) await expect(begins[other](second, by)).rejects.toEqual(refusal("CONFLICT", code));
        await discardUpload(scene.house, scene.call(scene.ada), { uploadId });
        const { id } = await begins[other](second, by);
        await discardUpload(scene.house, scene.call(by), { uploadId: id });
      }
  });

  it("name the upload that brings the path, so that it can be ended", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await batch(scene, versionId, ["a", "b"]);
    await expect(alone(scene, versionId, "a")).rejects.toMatchObject({
      message: `a is already being uploaded in a batch of 2 files, upload ${id}: finish or end that one first`,
    });
  });
});

eachEngine("beginning a batch again", (open) => {
  const files = [
    { path: "a", content: "aaa" },
    { path: "b", content: "bb" },
    { path: "c", content: "c" },
  ];

  it("goes on with its session when digests were not known at first, and holds what comes against them", async () => {
    const { scene, versionId } = await openDraft(await open());
    const unstated = files.map((file) => ({ ...file, isStated: false }));
    const first = await beginFiles(scene, scene.ada, { versionId, files: unstated });
    await append(scene, first.id, "aaa");
    expect(await beginFiles(scene, scene.ada, { versionId, files })).toEqual({ ...first, offset: 3 });
    expect(await beginFiles(scene, scene.ada, { versionId, files: unstated })).toEqual({ ...first, offset: 3 });
    await append(scene, first.id, "XXc", 3);
    await expect(finish(scene, first.id)).rejects.toEqual(refusal("INVALID_INPUT", "digest_mismatch"));
  });

  it("goes on with its session in whatever order the files are listed, and answers their places in the new list", async () => {
    const { scene, versionId } = await openDraft(await open());
    const first = await beginFiles(scene, scene.ada, { versionId, files });
    await append(scene, first.id, "aaab");
    const again = await beginFiles(scene, scene.ada, { versionId, files: [...files].reverse() });
    expect(again).toEqual({ ...first, offset: 4, wanted: [2, 1, 0] });
    await append(scene, first.id, "bc", 4);
    expect(await finish(scene, first.id)).toMatchObject({ state: "committed" });
    const { files: stored } = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(stored.map(({ path, sha256 }) => [path, sha256])).toEqual(
      files.map(({ path, content }) => [path, sha256Hex(content)]),
    );
  });

  it("keeps what was sent when some of its contents can be read or stand in the draft by now", async () => {
    const { scene, versionId } = await openDraft(await open());
    const first = await beginFiles(scene, scene.ada, { versionId, files });
    await append(scene, first.id, "aaab");
    const { id: sealed } = await scene.sealed("bb");
    expect(await beginFiles(scene, scene.ada, { versionId, files })).toEqual({ ...first, offset: 4 });
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: sealed, reason: "leaked" });
    await append(scene, first.id, "bc", 4);
    expect(await finish(scene, first.id)).toMatchObject({ state: "committed" });
  });

  it("asks for what has to be sent after all behind what was sent, and for nothing twice", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id: sealed } = await scene.sealed("aaa");
    const listed = [...files, { path: "d", content: "aaa" }];
    const first = await beginFiles(scene, scene.ada, { versionId, files: listed });
    expect(first).toMatchObject({ wanted: [1, 2], sizeBytes: 3 });
    await append(scene, first.id, "bbc");
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: sealed, reason: "leaked" });
    await expect(finish(scene, first.id)).rejects.toEqual(refusal("CONFLICT", "content_gone"));
    const again = await beginFiles(scene, scene.ada, { versionId, files: listed });
    expect(again).toMatchObject({ id: first.id, wanted: [1, 2, 0], sizeBytes: 6 });
    // What went to the store was of the shorter body: it comes once more.
    await append(scene, first.id, "bbcaaa".slice(again.offset), again.offset);
    expect(await finish(scene, first.id)).toMatchObject({ state: "committed" });
    const { files: stored } = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(stored.map(({ path, sha256 }) => [path, sha256])).toEqual(
      listed.map(({ path, content }) => [path, sha256Hex(content)]),
    );
  });

  it("asks for no byte again that went to the store before a crash", async () => {
    const { scene, versionId } = await openDraft(await open());
    const first = await beginFiles(scene, scene.ada, { versionId, files });
    await append(scene, first.id, "aaabbc");
    await sendBatch(scene, scene.max, { versionId: (await scene.draft()).id, files }); // the same body: it is in the store
    await scene.house.artifacts.uploads.discard(first.id);
    await meddle(
      scene.location,
      `UPDATE upload SET received_sha256 = '${sha256Hex("aaabbc")}' WHERE id = '${first.id}'`,
    );
    expect(await beginFiles(scene, scene.ada, { versionId, files })).toEqual({ ...first, offset: 6 });
    expect(await finish(scene, first.id)).toMatchObject({ state: "committed" });
  });

  it.each([
    ["another size", [{ path: "a", sizeBytes: 4 }]],
    ["another digest", [{ path: "a", sizeBytes: 3, sha256: sha256Hex("AAA") }]],
    ["one file fewer", []],
  ])("begins anew for another list: %s", async (_what, changed) => {
    const { scene, versionId } = await openDraft(await open());
    const first = await beginFiles(scene, scene.ada, { versionId, files });
    const rest = [
      { path: "b", sizeBytes: 2, sha256: sha256Hex("bb") },
      { path: "c", sizeBytes: 1 },
    ];
    const other = await beginBatch(scene.house, scene.call(scene.ada), { versionId, files: [...changed, ...rest] });
    expect(other.id).not.toBe(first.id);
    await expect(append(scene, first.id, "a")).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
  });
});
