// Many files at once: begun, sent as one body, split, and told of in one entry that names their list; or not at all.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { isChanceryError, maxPackedBytes, sha256Hex } from "@chancery/core";
import { accessesBetween, batchById, blobPlaces, storedFilesOf } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { compareRows } from "../audit/compare-rows.ts";
import { takeBaseline } from "../audit/baseline.ts";
import { copyBlobs } from "../backup/copy-blobs.ts";
import { updateModel } from "../models/update.ts";
import {
  beginFiles,
  bodyOf,
  openCatalogue,
  refusal,
  sendBatch,
  type BatchedFile,
  type Catalogue,
} from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { checkContents } from "../versions/check-contents.ts";
import { getVersion } from "../versions/get.ts";
import { readContents } from "../versions/read-contents.ts";
import { readFile } from "../versions/read-file.ts";
import { removeFile } from "../versions/remove-file.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { sealVersion } from "../versions/seal.ts";
import { appendToUpload } from "./append.ts";
import { beginBatch } from "./begin-batch.ts";
import { beginUpload } from "./begin.ts";
import { finishUpload } from "./finish.ts";
import { getUpload } from "./own-upload.ts";

const filesOf = (contents: Readonly<Record<string, string>>): readonly BatchedFile[] =>
  Object.entries(contents).map(([path, content]) => ({ path, content }));
const textIn = async (bytes: AsyncIterable<unknown>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
};
const textOf = async ({ house, call, ada }: Catalogue, versionId: string, path: string) =>
  textIn(await (await readFile(house, call(ada), { versionId, path })).open());
const storedIn = ({ house }: Catalogue, versionId: string) => storedFilesOf(house.db.read, { versionId, limit: 100 });
const appendTo = ({ house, call, ada }: Catalogue, uploadId: string, text: string, offset = 0) =>
  appendToUpload(house, call(ada), { uploadId, offset, body: bodyOf(Buffer.from(text)) });
const finish = ({ house, call, ada }: Catalogue, uploadId: string) => finishUpload(house, call(ada), { uploadId });
/** Every reason of the refusal, by code, with the file that it names. */
const reasonsOfRefusal = (asked: Promise<unknown>) =>
  asked.then(
    () => [],
    (error: unknown) => {
      if (!isChanceryError(error)) throw error;
      return error.reasons.map(({ code, message }) => `${code} ${message}`);
    },
  );

async function openDraft(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  return { scene, versionId };
}

eachEngine("a batch of files", (open) => {
  it("brings every file, each content once, and tells of them in one entry with the digest of the list that is kept", async () => {
    const { scene, versionId } = await openDraft(await open());
    const before = (await scene.leaves()).length;
    const sent = filesOf({ "b/two": "two", "a/one": "one", "again/one": "one", empty: "", late: "late" });
    const files = sent.map((file) => ({ ...file, isStated: file.path !== "late" }));
    const batch = await sendBatch(scene, scene.ada, { versionId, files });
    expect(batch).toMatchObject({ wanted: [0, 1, 3, 4], sizeBytes: 10 });
    const stored = await storedIn(scene, versionId);
    expect(stored.map(({ path, sha256 }) => [path, sha256])).toEqual(
      [...sent].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, content }) => [path, sha256Hex(content)]),
    );
    for (const { path, content } of sent) expect(await textOf(scene, versionId, path)).toBe(content);
    const leaves = (await scene.leaves()).slice(before);
    const list = (await batchById(scene.house.db.read, batch.id))?.files ?? "";
    expect(JSON.parse(list)).toEqual(stored);
    expect(leaves).toHaveLength(1);
    expect(leaves[0]).toMatchObject({
      type: "chancery.upload.batch-finished.v2",
      subject: `version/${versionId}`,
      data: { after: { fileCount: 5, sizeBytes: 13, listSha256: sha256Hex(list) } },
    });
    const places = await blobPlaces(scene.house.db.read, [sha256Hex("two"), sha256Hex("late")]);
    expect(new Set(places.map(({ packSha256 }) => packSha256))).toEqual(new Set([sha256Hex("twoonelate")]));
    await sealVersion(scene.house, scene.call(scene.ada), { versionId });
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).sizeBytes).toBe(13);
  });

  it("is finished once, however often it is asked", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await sendBatch(scene, scene.ada, { versionId, files: filesOf({ a: "a", b: "b" }) });
    const before = (await scene.leaves()).length;
    expect(await finish(scene, id)).toMatchObject({ state: "committed", offset: 2 });
    expect((await scene.leaves()).length).toBe(before);
  });

  it("goes on with the session that was begun for the same list, and ends one whose list holds one of its paths", async () => {
    const { scene, versionId } = await openDraft(await open());
    const first = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "aaa", b: "b" }) });
    await appendTo(scene, first.id, "aa");
    const again = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "aaa", b: "b" }) });
    expect(again).toEqual({ ...first, offset: 2 });
    await expect(finish(scene, first.id)).rejects.toEqual(refusal("CONFLICT", "upload_incomplete"));
    const sealing = sealVersion(scene.house, scene.call(scene.ada), { versionId });
    await expect(sealing).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    const other = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "other", c: "c" }) });
    expect(other.id).not.toBe(first.id);
    await expect(appendTo(scene, first.id, "a", 2)).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    const theirs = beginFiles(scene, scene.max, { versionId, files: filesOf({ c: "c", d: "d" }) });
    await expect(theirs).rejects.toMatchObject({ reasons: [{ code: "path_receiving" }] });
  });

  it.each([
    [
      "a name that no version holds",
      { "../up": "x", "ok/a": "a", "b\u0000": "b" },
      ['path_invalid "../up"', 'path_invalid "b'],
    ],
    ["a lone surrogate", { "a\ud800": "x" }, ["path_invalid"]],
    ["a name of 300 characters", { ["n".repeat(300)]: "x" }, ["path_invalid"]],
    ["a file that goes by itself", { big: "x".repeat(maxPackedBytes + 1), ok: "x" }, ['file_too_large "big"']],
    [
      "names that collide with each other",
      { a: "1", A: "2", "b/c": "3", b: "4" },
      ["path_collides a", "path_collides A", "path_collides b/c", "path_collides b "],
    ],
    [
      "names that collide in the draft",
      { "There/in": "1", OTHER: "2", ok: "3" },
      ["path_collides There/in", "path_collides OTHER"],
    ],
    [
      "another content where a file stands",
      { other: "else", there: "else" },
      ["path_taken the draft has another file at other", "path_taken the draft has another file at there"],
    ],
    ["a file that is sent by itself", { coming: "c", ok: "o" }, ["path_receiving coming"]],
  ] as const)("is refused whole, every fault by its file: %s", async (_what, contents, expected) => {
    const { scene, versionId } = await openDraft(await open());
    await sendBatch(scene, scene.ada, { versionId, files: filesOf({ there: "there", other: "other" }) });
    await beginUpload(scene.house, scene.call(scene.ada), { versionId, path: "coming", sizeBytes: 4 });
    const reasons = await reasonsOfRefusal(beginFiles(scene, scene.ada, { versionId, files: filesOf(contents) }));
    expect(reasons).toHaveLength(expected.length);
    for (const [at, start] of expected.entries()) expect(reasons[at]?.startsWith(start), reasons[at]).toBe(true);
    expect(await storedIn(scene, versionId)).toHaveLength(2);
  });

  it("is refused where a path stands twice in it, and beyond 1,000 files", async () => {
    const { scene, versionId } = await openDraft(await open());
    const one = { path: "a", content: "a" };
    const twice = beginFiles(scene, scene.ada, { versionId, files: [one, one] });
    await expect(twice).rejects.toEqual(refusal("CONFLICT", "path_repeated"));
    const files = Array.from({ length: 1001 }, (_, n) => ({ path: `${n}`, content: "" }));
    await expect(beginFiles(scene, scene.ada, { versionId, files })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("names every content that is not the one stated, and keeps nothing of what was sent", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "one", b: "two", c: "six" }) });
    await appendTo(scene, id, "oneTWOSIX");
    const reasons = await reasonsOfRefusal(finish(scene, id));
    expect(reasons.map((reason) => reason.replace(/ do not .*/, ""))).toEqual([
      "digest_mismatch the bytes that arrived for b",
      "digest_mismatch the bytes that arrived for c",
    ]);
    expect(await storedIn(scene, versionId)).toEqual([]);
    expect(await scene.house.artifacts.blobs.stat(sha256Hex("oneTWOSIX"))).toBeUndefined();
    const asked = getUpload(scene.house, scene.call(scene.ada), { uploadId: id });
    await expect(asked).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    await expect(appendTo(scene, id, "x", 9)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused whole at its end where another file came meanwhile, and comes in once that is gone", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "one", b: "two" }) });
    await appendTo(scene, id, "onetwo");
    await scene.send(versionId, "else", "else");
    // As a server of before let it: today the beginning of another b is refused.
    await meddle(scene.location, "UPDATE version_file SET path = 'b', path_key = 'b' WHERE path = 'else'");
    const reasons = await reasonsOfRefusal(finish(scene, id));
    expect(reasons).toEqual(["path_taken the draft has another file at b: remove it first"]);
    expect(await storedIn(scene, versionId)).toHaveLength(1);
    await scene.house.artifacts.uploads.discard(id); // as after a crash: what was moved is found again by its digest
    await removeFile(scene.house, scene.call(scene.ada), { versionId, path: "b" });
    await finish(scene, id);
    expect(await textOf(scene, versionId, "b")).toBe("two");
  });

  it("sends no byte that the actor may read, and does not tell what others have stored", async () => {
    const { scene, versionId } = await openDraft(await open());
    await sendBatch(scene, scene.ada, { versionId, files: filesOf({ a: "aaaa", b: "bb" }) });
    const { modelId } = await scene.draft();
    await updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, visibility: "team" });
    const { id: copy } = await scene.draft();
    const own = await sendBatch(scene, scene.ada, { versionId: copy, files: filesOf({ x: "aaaa", y: "new" }) });
    expect(own.wanted).toEqual([1]);
    await scene.model({ team: "vision", by: scene.vik });
    const { id: theirs } = await scene.draft({ model: "vision/vad", by: scene.vik });
    const sent = await sendBatch(scene, scene.vik, { versionId: theirs, files: filesOf({ x: "aaaa", y: "new" }) });
    expect(sent.wanted).toEqual([0, 1]);
  });

  it("is refused at its end where a content that needed no sending cannot be read any more, by name", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id: sealed } = await scene.sealed("weights");
    const { id } = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "weights", b: "new" }) });
    await appendTo(scene, id, "new");
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: sealed, reason: "leaked" });
    expect(await reasonsOfRefusal(finish(scene, id))).toEqual([
      "content_gone the content of a now has to be sent: begin the upload again",
    ]);
    const again = await beginFiles(scene, scene.ada, { versionId, files: filesOf({ a: "weights", b: "new" }) });
    expect(again).toMatchObject({ id, wanted: [1, 0] });
  });

  it("is for whoever may add files to the draft, and for nobody else to go on with", async () => {
    const { scene, versionId } = await openDraft(await open());
    const files = filesOf({ a: "a", b: "b" });
    await expect(beginFiles(scene, scene.vik, { versionId, files })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.upload.batch-finished.v2",
      data: { outcome: "denied" },
    });
    const { id: uploadId } = await beginFiles(scene, scene.ada, { versionId, files });
    const asked = finishUpload(scene.house, scene.call(scene.max), { uploadId });
    await expect(asked).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    await expect(beginBatch(scene.house, scene.call(scene.ada), { versionId, files: [] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  it("is held against the log by every check: an edit of its row or of its list is named", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await sendBatch(scene, scene.ada, { versionId, files: filesOf({ a: "a", b: "b" }) });
    await takeBaseline(scene.house);
    for (const [edit, fault] of [
      ["UPDATE batch SET files = '[]'", "differs"],
      ["UPDATE batch SET actor_id = version_id", "differs"],
      ["DELETE FROM batch", "missing"],
    ]) {
      await meddle(scene.location, edit ?? "");
      expect((await compareRows(scene.house.db)).faults).toMatchObject([{ table: "batches", id, fault }]);
    }
  });
});

eachEngine("contents in a pack", (open) => {
  it("are read as others are: by ranges, many in one body, in checks and backups, which name what is damaged", async () => {
    const root = await mkdtemp(join(tmpdir(), "chancery-packs-"));
    const world = await open();
    const artifacts = await openFolder({ root });
    const { scene, versionId } = await openDraft({ ...world, house: { ...world.house, artifacts } });
    await sendBatch(scene, scene.ada, { versionId, files: filesOf({ a: "first", b: "second", c: "", d: "third" }) });
    const { house, call, ada } = scene;
    const file = await readFile(house, call(ada), { versionId, path: "b" });
    expect(await textIn(await file.open({ start: 1, end: 3 }))).toBe("eco");
    const paths = ["a", "b", "d", "c", "a"];
    const contents = await readContents(house, call(ada), { versionId, paths });
    expect(contents.sizeBytes).toBe(21);
    expect(await textIn(await contents.open())).toBe("firstsecondthirdfirst");
    const span = { from: new Date(0), to: new Date("9999-01-01"), after: undefined, limit: 100 };
    const read = (await accessesBetween(house.db.read, span)).map(({ subject }) => subject);
    expect(read.sort()).toEqual(["b", ...paths].map((path) => `version/${versionId}/${path}`).sort());
    expect(await checkContents(house)).toMatchObject({ sizeBytes: 16, faults: [] });
    const to = await openFolder({ root: join(root, "backup") });
    expect(await copyBlobs({ reader: house.db.read, from: artifacts.blobs, to, newId: () => house.newId() })).toEqual({
      ...{ blobs: 1, copied: 1, copiedBytes: 16 },
    });
    await artifacts.blobs.delete(sha256Hex("firstsecondthird"));
    const { faults } = await checkContents(house);
    expect(faults.find(({ sha256 }) => sha256 === sha256Hex("second"))).toEqual({
      ...{ sha256: sha256Hex("second"), fault: "missing", files: ["speech/vad:1 b"] },
    });
    await rm(root, { recursive: true });
  });
});
