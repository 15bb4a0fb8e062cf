// Sending bytes: exact offsets, one writer, own uploads only, nothing lost at a cut.
import { sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { bodyOf, openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { removeFile } from "../versions/remove-file.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { finishUpload } from "./finish.ts";
import { getUpload } from "./own-upload.ts";

const content = "0123456789";
async function openUpload(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  const { id: uploadId } = await beginUpload(scene.house, scene.call(scene.ada), {
    versionId,
    path: "a",
    sizeBytes: 10,
    sha256: sha256Hex(content),
  });
  const append = (offset: number, text: string, by = scene.ada) =>
    appendToUpload(scene.house, scene.call(by), { uploadId, offset, body: bodyOf(Buffer.from(text)) });
  return { ...scene, versionId, uploadId, append };
}
const status = (scene: Catalogue & { uploadId: string }, by = scene.ada) =>
  getUpload(scene.house, scene.call(by), { uploadId: scene.uploadId });

eachEngine("sending an upload", (open) => {
  it("takes bytes at the offset it stands at, and says where it stands then", async () => {
    const scene = await openUpload(await open());
    expect(await scene.append(0, "0123")).toEqual({ offset: 4 });
    expect(await status(scene)).toMatchObject({ offset: 4, state: "receiving" });
    expect(await scene.append(4, "456789")).toEqual({ offset: 10 });
  });

  it("refuses a gap and an overlap with the right offset", async () => {
    const scene = await openUpload(await open());
    await scene.append(0, "0123");
    await expect(scene.append(5, "56789")).rejects.toMatchObject({ code: "CONFLICT", facts: { offset: 4 } });
    await expect(scene.append(0, "0123")).rejects.toMatchObject({ code: "CONFLICT", facts: { offset: 4 } });
    expect(await status(scene)).toMatchObject({ offset: 4 });
  });

  it("refuses more bytes than were announced, and keeps none of that body", async () => {
    const scene = await openUpload(await open());
    await scene.append(0, "0123");
    await expect(scene.append(4, "456789x")).rejects.toEqual(refusal("INVALID_INPUT", "body_too_long"));
    expect(await status(scene)).toMatchObject({ offset: 4 });
  });

  it("refuses a second writer while the first one writes", async () => {
    const scene = await openUpload(await open());
    let begin: () => void = () => undefined;
    let release: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const slow = (async function* () {
      begin();
      yield Buffer.from("01");
      await waiting;
      yield Buffer.from("23");
    })();
    const first = appendToUpload(scene.house, scene.call(scene.ada), {
      uploadId: scene.uploadId,
      offset: 0,
      body: slow,
    });
    await begun;
    await expect(scene.append(0, "xx")).rejects.toEqual(refusal("CONFLICT", "upload_busy"));
    release();
    await expect(first).resolves.toEqual({ offset: 4 });
  });

  it("keeps what came before a cut", async () => {
    const scene = await openUpload(await open());
    const cut = (async function* () {
      yield await Promise.resolve(Buffer.from("012"));
      throw new Error("connection reset");
    })();
    await expect(
      appendToUpload(scene.house, scene.call(scene.ada), { uploadId: scene.uploadId, offset: 0, body: cut }),
    ).rejects.toThrow("connection reset");
    expect(await status(scene)).toMatchObject({ offset: 3 });
    expect(await scene.append(3, "3456789")).toEqual({ offset: 10 });
  });

  it("answers someone else's upload like one that does not exist", async () => {
    const scene = await openUpload(await open());
    const unknown = await getUpload(scene.house, scene.call(scene.max), { uploadId: scene.house.newId() }).catch(
      (error: unknown) => error,
    );
    expect(unknown).toEqual(refusal("NOT_FOUND", "not_found"));
    await expect(status(scene, scene.max)).rejects.toEqual(unknown);
    await expect(scene.append(0, "0", scene.max)).rejects.toEqual(unknown);
    await expect(finishUpload(scene.house, scene.call(scene.max), { uploadId: scene.uploadId })).rejects.toEqual(
      unknown,
    );
  });

  it("refuses a token that may only read", async () => {
    const scene = await openUpload(await open());
    await expect(scene.append(0, "0", { ...scene.ada, via: "token", scopes: ["read"] })).rejects.toEqual(
      refusal("FORBIDDEN", "scope_missing"),
    );
  });

  it("ends with the file it was for", async () => {
    const scene = await openUpload(await open());
    await removeFile(scene.house, scene.call(scene.ada), { versionId: scene.versionId, path: "a" });
    await expect(scene.append(0, "0")).rejects.toEqual(refusal("NOT_FOUND", "not_found"));
  });

  it("takes no bytes after it was finished", async () => {
    const scene = await openUpload(await open());
    await scene.append(0, content);
    await finishUpload(scene.house, scene.call(scene.ada), { uploadId: scene.uploadId });
    await expect(scene.append(10, "x")).rejects.toMatchObject({ code: "CONFLICT", facts: { offset: 10 } });
  });
});
