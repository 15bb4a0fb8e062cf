// Beginning an upload: where files may stand, when bytes are not sent again, and that asking never tells what is stored.
import { sha256Hex, type Actor } from "@chancery/core";
import { expect, it } from "vitest";
import { updateModel } from "../models/update.ts";
import { bodyOf, openCatalogue, refusal, refusedWith, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { removeFile } from "../versions/remove-file.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { finishUpload } from "./finish.ts";

const begin = (
  scene: Catalogue,
  versionId: string,
  path: string,
  { content = "weights", by = scene.ada, sizeBytes = Buffer.byteLength(content) } = {},
) => beginUpload(scene.house, scene.call(by), { versionId, path, sizeBytes, sha256: sha256Hex(content) });

const print = "1".repeat(64);
const otherPrint = "2".repeat(64);

eachEngine("beginning an upload", (open) => {
  it("starts a session at offset 0, with its leaf", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const upload = await begin(scene, versionId, "onnx/model.onnx");
    expect(upload).toEqual({
      id: upload.id,
      versionId,
      path: "onnx/model.onnx",
      sizeBytes: 7,
      sha256: sha256Hex("weights"),
      offset: 0,
      state: "receiving",
    });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      subject: `version/${versionId}`,
      data: { after: { uploadId: upload.id, isStored: false } },
    });
  });

  it("goes on with the session that was begun for the same file, from where it stopped", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const { id: uploadId } = await begin(scene, versionId, "a");
    await appendToUpload(scene.house, scene.call(scene.ada), { uploadId, offset: 0, body: bodyOf(Buffer.from("wei")) });
    expect(await begin(scene, versionId, "a")).toMatchObject({ id: uploadId, offset: 3, state: "receiving" });
  });

  it("gives up an unfinished session for another content at its path", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const first = await begin(scene, versionId, "a");
    const second = await begin(scene, versionId, "a", { content: "other weights" });
    expect(second.id).not.toBe(first.id);
    const append = appendToUpload(scene.house, scene.call(scene.ada), {
      uploadId: first.id,
      offset: 0,
      body: bodyOf(Buffer.from("weights")),
    });
    await expect(append).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    await expect(scene.house.artifacts.uploads.offset(first.id)).rejects.toEqual(
      refusal("NOT_FOUND", "upload_unknown"),
    );
  });

  it("refuses another content where a file stands, and answers the same content as done", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const done = await scene.send(versionId, "a", "weights");
    expect(await begin(scene, versionId, "a")).toEqual(done);
    await expect(begin(scene, versionId, "a", { content: "other" })).rejects.toEqual(refusal("CONFLICT", "path_taken"));
    expect(await begin(scene, versionId, "a", { by: scene.max })).toMatchObject({ state: "committed", offset: 7 });
  });

  it("refuses a path someone else is sending to", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await begin(scene, versionId, "a");
    await expect(begin(scene, versionId, "a", { by: scene.max })).rejects.toEqual(
      refusal("CONFLICT", "path_receiving"),
    );
    await removeFile(scene.house, scene.call(scene.max), { versionId, path: "a" });
    await expect(begin(scene, versionId, "a", { by: scene.max })).resolves.toMatchObject({ offset: 0 });
  });

  it.each([
    ["absolute", "/etc/passwd"],
    ["climbing", "../secret"],
    ["climbing in the middle", "a/../../b"],
    ["with a drive letter", "C:/x"],
    ["with backslashes", "a\\b"],
    ["with a control character", "a\u0007b"],
    ["with a NUL", "a\u0000"],
    ["with a direction mark", "a\u202eb"],
    ["with an empty segment", "a//b"],
    ["empty", ""],
    ["of one dot", "."],
    ["with a lone surrogate", "a\ud800"],
    ["of 10 MB", "x".repeat(10_000_000)],
  ])("refuses a path that is %s, and begins nothing", async (_what, path) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const error = await begin(scene, versionId, path).catch((thrown: unknown) => thrown);
    expect(error).toEqual(refusal("INVALID_INPUT", "invalid_field"));
    expect((error as Error).message.length).toBeLessThan(400);
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).uploads).toEqual([]);
  });

  it.each([
    ["differ in case only", "Model.onnx", "model.ONNX"],
    ["differ in Unicode form and case only", "CAFÉ.bin", "cafe\u0301.bin"],
    ["make a file a folder", "weights", "weights/part-1"],
    ["make a folder a file", "weights/part-1", "WEIGHTS"],
    ["make a far ancestor a file", "a/b/c/d", "a/b"],
  ])("refuses names that %s, finished or on their way", async (_what, first, second) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const coming = await scene.draft();
    await begin(scene, coming.id, first);
    await expect(begin(scene, coming.id, second)).rejects.toEqual(refusal("CONFLICT", "path_collides"));
    const stored = await scene.draft();
    await scene.send(stored.id, first, "weights");
    await expect(begin(scene, stored.id, second)).rejects.toEqual(refusal("CONFLICT", "path_collides"));
  });

  it("takes names that only look as if they clashed", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id } = await scene.draft();
    for (const path of ["a_c/x", "abc/x", "a%/x", "a/x", "a-x", "a.b", "a.b.c/d"]) await scene.send(id, path, path);
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId: id })).fileCount).toBe(7);
  });

  it("sends no byte again that the actor may already read", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.sealed("weights");
    const { id: versionId } = await scene.draft();
    expect(await begin(scene, versionId, "copy.onnx")).toMatchObject({ state: "committed", offset: 7 });
    const view = await getVersion(scene.house, scene.call(scene.ada), { versionId });
    expect(view).toMatchObject({
      fileCount: 1,
      sizeBytes: 7,
      files: [{ path: "copy.onnx", sizeBytes: 7, sha256: sha256Hex("weights") }],
    });
    const begun = (await scene.leaves()).findLast(({ type }) => type === "chancery.upload.begun.v2");
    expect(begun).toMatchObject({ data: { after: { isStored: true, path: "copy.onnx" } } });
  });

  it("does not tell that a content is stored to an actor who cannot read it", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    await scene.sealed("weights");
    await updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, visibility: "restricted" });
    await scene.model({ name: "eye", team: "vision", by: scene.vik });
    const { id: versionId } = await scene.draft({ model: "vision/eye", by: scene.vik });
    const known = await begin(scene, versionId, "known", { by: scene.vik });
    const unknown = await begin(scene, versionId, "unknown", { by: scene.vik, content: "unheard of" });
    expect([known.state, known.offset]).toEqual([unknown.state, unknown.offset]);
    expect(known).toMatchObject({ state: "receiving", offset: 0 });
  });

  it("sends bytes again that only a revoked version holds, that a token may not read, or of another size", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const sealed = await scene.sealed("weights");
    const { id: versionId } = await scene.draft();
    expect(await begin(scene, versionId, "size", { sizeBytes: 8 })).toMatchObject({ state: "receiving" });
    const writeOnly = { ...scene.ada, via: "token" as const, scopes: ["version:upload", "upload:finish"] };
    expect(await begin(scene, versionId, "scope", { by: writeOnly })).toMatchObject({ state: "receiving" });
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: sealed.id, reason: "poisoned" });
    expect(await begin(scene, versionId, "revoked")).toMatchObject({ state: "receiving" });
  });

  it("refuses files in a sealed, revoked or external version", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const sealed = await scene.sealed("weights");
    await expect(begin(scene, sealed.id, "more")).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_sealed"));
    await revokeVersion(scene.house, scene.call(scene.max), { versionId: sealed.id, reason: "poisoned" });
    await expect(begin(scene, sealed.id, "more")).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_revoked"));
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" };
    const external = await scene.draft({ kind: "external", descriptor });
    await expect(begin(scene, external.id, "more")).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_external"));
    expect((await scene.leaves()).at(-1)).toMatchObject({ data: { outcome: "denied", reasons: ["version_external"] } });
  });

  it.each([
    ["the same size", {}, {}, "goes on"],
    ["the same fingerprint", { fingerprint: print }, { fingerprint: print }, "goes on"],
    ["a fingerprint that was not said before", {}, { fingerprint: print }, "goes on"],
    ["a digest that was not said before", {}, { sha256: sha256Hex("weights") }, "goes on"],
    ["no digest any more", { sha256: sha256Hex("weights") }, {}, "goes on"],
    ["another fingerprint", { fingerprint: print }, { fingerprint: otherPrint }, "begins anew"],
    ["another size", { fingerprint: print }, { sizeBytes: 8, fingerprint: print }, "begins anew"],
    ["another digest", { sha256: sha256Hex("weights") }, { sha256: sha256Hex("WEIGHTS") }, "begins anew"],
  ] as const)("without a digest, of a file with %s, after %o and with %o, %s", async (_what, first, second, then) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const file = { versionId, path: "a", sizeBytes: 7 };
    const beginWith = (said: object) => beginUpload(scene.house, scene.call(scene.ada), { ...file, ...said });
    const { id: uploadId } = await beginWith(first);
    await appendToUpload(scene.house, scene.call(scene.ada), { uploadId, offset: 0, body: bodyOf(Buffer.from("wei")) });
    const again = await beginWith(second);
    expect([again.id === uploadId, again.offset]).toEqual(then === "goes on" ? [true, 3] : [false, 0]);
    const known = "sha256" in second ? second.sha256 : then === "goes on" && "sha256" in first ? first.sha256 : null;
    expect(again.sha256).toBe(known);
  });

  it("finds a file in the draft again by its fingerprint, for who sent it, and refuses any other file there", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const beginAs = (by: Actor, said: object) =>
      beginUpload(scene.house, scene.call(by), { versionId, path: "a", sizeBytes: 7, ...said });
    const { id: uploadId } = await beginAs(scene.ada, { fingerprint: print });
    const call = scene.call(scene.ada);
    await appendToUpload(scene.house, call, { uploadId, offset: 0, body: bodyOf(Buffer.from("weights")) });
    const done = await finishUpload(scene.house, call, { uploadId });
    expect(await beginAs(scene.ada, { fingerprint: print })).toEqual(done);
    for (const [by, said] of [
      [scene.ada, {}],
      [scene.ada, { fingerprint: otherPrint }],
      [scene.max, { fingerprint: print }],
    ] as const)
      await expect(beginAs(by, said)).rejects.toEqual(refusal("CONFLICT", "path_taken"));
  });

  it("holds bytes that were sent before a digest was said to that digest", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const file = { versionId, path: "a", sizeBytes: 7 };
    const call = scene.call(scene.ada);
    const { id: uploadId } = await beginUpload(scene.house, call, file);
    await appendToUpload(scene.house, call, { uploadId, offset: 0, body: bodyOf(Buffer.from("WEIGHTS")) });
    await beginUpload(scene.house, call, { ...file, sha256: sha256Hex("weights") });
    await expect(finishUpload(scene.house, call, { uploadId })).rejects.toEqual(
      refusal("INVALID_INPUT", "digest_mismatch"),
    );
  });

  it("answers a repeated Idempotency-Key with the upload as it is by then", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const input = { versionId, path: "a", sizeBytes: 7, sha256: sha256Hex("weights") };
    const call = scene.call(scene.ada, { idempotencyKey: "once" });
    const first = await beginUpload(scene.house, call, input);
    const done = await scene.send(versionId, "a", "weights");
    expect(done.id).toBe(first.id);
    expect(await beginUpload(scene.house, call, input)).toEqual(done);
  });

  it("answers a version in an invisible model like one that does not exist", async () => {
    const scene = await openCatalogue(await open());
    await scene.model({ by: scene.max, visibility: "restricted" });
    const { id } = await scene.draft({ by: scene.max });
    const hidden = begin(scene, id, "a", { by: scene.vik });
    await expect(hidden).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
    const unknown = begin(scene, scene.house.newId(), "a", { by: scene.vik });
    expect(await refusedWith(unknown)).toBe(await refusedWith(hidden));
  });
});
