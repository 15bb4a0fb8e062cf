// Finishing an upload: the draft has the file only once its bytes are checked and durable, and only if this session sent them.
import { sha256Hex, type Actor } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { updateModel } from "../models/update.ts";
import { bodyOf, openCatalogue, refusal, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { sealVersion } from "../versions/seal.ts";
import { appendToUpload } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { discardUpload } from "./discard.ts";
import { finishUpload } from "./finish.ts";
import { getUpload } from "./own-upload.ts";

type Session = { readonly content?: string; readonly sent?: string; readonly by?: Actor; readonly versionId?: string };
async function openSession(
  scene: Catalogue,
  { content = "weights", sent = content, by = scene.ada, versionId }: Session = {},
) {
  const draftId = versionId ?? (await scene.draft()).id;
  const sizeBytes = Buffer.byteLength(content);
  const { id } = await beginUpload(scene.house, scene.call(by), {
    versionId: draftId,
    path: "a",
    sizeBytes,
    sha256: sha256Hex(content),
  });
  if (sent)
    await appendToUpload(scene.house, scene.call(by), { uploadId: id, offset: 0, body: bodyOf(Buffer.from(sent)) });
  return {
    versionId: draftId,
    uploadId: id,
    finish: () => finishUpload(scene.house, scene.call(by), { uploadId: id }),
  };
}
const files = async (scene: Catalogue, versionId: string) =>
  (await getVersion(scene.house, scene.call(scene.ada), { versionId })).files;

eachEngine("finishing an upload", (open) => {
  it("adds the file to the draft, with its leaf", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, uploadId, finish } = await openSession(scene);
    expect(await finish()).toMatchObject({ id: uploadId, state: "committed", offset: 7 });
    expect(await files(scene, versionId)).toEqual([{ path: "a", sizeBytes: 7, sha256: sha256Hex("weights") }]);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.upload.finished.v1",
      subject: `upload/${uploadId}`,
      data: { after: { path: "a", sizeBytes: 7 } },
    });
  });

  it.each(["../../evil", "/etc/passwd", "a//b", "", "nul\u0001"])(
    "is refused where somebody edited its row to bring %j, and the draft can be sealed without it",
    async (path) => {
      const scene = await openCatalogue(await open());
      await scene.model();
      const { versionId, uploadId, finish } = await openSession(scene);
      await scene.send(versionId, "other", "other");
      await meddle(scene.location, `UPDATE upload SET path = '${path}' WHERE id = '${uploadId}'`);
      await expect(finish()).rejects.toEqual(refusal("INVALID_INPUT", "path_invalid"));
      await discardUpload(scene.house, scene.call(scene.ada), { uploadId });
      await expect(sealVersion(scene.house, scene.call(scene.ada), { versionId })).resolves.toBeDefined();
    },
  );

  it.each([
    ["path", "path = 'evil.bin'", "weights"],
    ["size", "size_bytes = 6, sha256 = NULL", "weight"],
    ["digest", `sha256 = '${sha256Hex("WEIGHTS")}'`, "WEIGHTS"],
  ])("is refused where its row is of another %s than its entry", async (_what, edit, sent) => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, uploadId, finish } = await openSession(scene, { sent });
    await meddle(scene.location, `UPDATE upload SET ${edit} WHERE id = '${uploadId}'`);
    await expect(finish()).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "record_contradicts_log"));
    expect(await files(scene, versionId)).toEqual([]);
  });

  it("answers the digest that the bytes came to, to who did not say one", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    const call = scene.call(scene.ada);
    const begun = await beginUpload(scene.house, call, { versionId, path: "a", sizeBytes: 7 });
    expect(begun).toMatchObject({ sha256: null, offset: 0, state: "receiving" });
    const { id: uploadId } = begun;
    await appendToUpload(scene.house, call, { uploadId, offset: 0, body: bodyOf(Buffer.from("weights")) });
    const sha256 = sha256Hex("weights");
    expect(await finishUpload(scene.house, call, { uploadId })).toMatchObject({ sha256, state: "committed" });
    expect(await getUpload(scene.house, call, { uploadId })).toMatchObject({ sha256, offset: 7 });
    expect(await files(scene, versionId)).toEqual([{ path: "a", sizeBytes: 7, sha256 }]);
    const [began, finished] = (await scene.leaves()).slice(-2);
    expect(began).toMatchObject({ type: "chancery.upload.begun.v2", data: { after: { uploadId, isStored: false } } });
    expect(JSON.stringify(began)).not.toContain("sha256");
    expect(finished).toMatchObject({ data: { after: { uploadId, versionId, sha256 } } });
  });

  it("goes on after a crash between the store and the draft without a byte sent again, in any process", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, uploadId, finish } = await openSession(scene);
    let notes = 0;
    const transaction: typeof scene.house.db.transaction = (run, patience) =>
      ++notes > 2 ? Promise.reject(new Error("killed")) : scene.house.db.transaction(run, patience);
    const log = { info: () => undefined, error: () => undefined };
    const db = { ...scene.house.db, transaction };
    const dying = { ...scene.house, artifacts: { ...scene.house.artifacts }, log, db };
    await expect(finishUpload(dying, scene.call(scene.ada), { uploadId })).rejects.toThrow("killed");
    expect(await scene.house.artifacts.blobs.stat(sha256Hex("weights"))).toEqual({ sizeBytes: 7 });
    await expect(finish()).resolves.toMatchObject({ state: "committed" });
    expect(await files(scene, versionId)).toHaveLength(1);
  });

  it("answers a repeated finish the same, with no second leaf", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { finish } = await openSession(scene);
    const first = await finish();
    const before = (await scene.leaves()).length;
    expect(await finish()).toEqual(first);
    expect((await scene.leaves()).length).toBe(before);
  });

  it("refuses a truncated upload with the offset to go on from", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, uploadId, finish } = await openSession(scene, { sent: "wei" });
    await expect(finish()).rejects.toMatchObject({
      code: "CONFLICT",
      facts: { offset: 3 },
      reasons: [{ code: "upload_incomplete" }],
    });
    expect(await files(scene, versionId)).toEqual([]);
    await appendToUpload(scene.house, scene.call(scene.ada), {
      uploadId,
      offset: 3,
      body: bodyOf(Buffer.from("ghts")),
    });
    await expect(finish()).resolves.toMatchObject({ state: "committed" });
  });

  it("refuses other bytes than were announced, and keeps nothing of them", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, uploadId, finish } = await openSession(scene, { sent: "WEIGHTS" });
    await expect(finish()).rejects.toEqual(refusal("INVALID_INPUT", "digest_mismatch"));
    expect(await files(scene, versionId)).toEqual([]);
    await expect(getUpload(scene.house, scene.call(scene.ada), { uploadId })).rejects.toEqual(
      refusal("NOT_FOUND", "not_found"),
    );
    expect(await scene.house.artifacts.blobs.stat(sha256Hex("WEIGHTS"))).toBeUndefined();
    await expect(openSession(scene, { versionId })).resolves.toBeDefined();
  });

  it("never takes a digest for its bytes: a stored content must still be sent by who cannot read it", async () => {
    const scene = await openCatalogue(await open());
    const modelId = await scene.model();
    await scene.sealed("secret weights");
    await updateModel(scene.house, scene.call(scene.max), { modelId, revision: 1, visibility: "restricted" });
    await scene.model({ name: "eye", team: "vision", by: scene.vik });
    const draft = await scene.draft({ model: "vision/eye", by: scene.vik });
    const session = { content: "secret weights", by: scene.vik, versionId: draft.id };
    const empty = await openSession(scene, { ...session, sent: "" });
    await expect(empty.finish()).rejects.toEqual(refusal("CONFLICT", "upload_incomplete"));
    await scene.house.artifacts.uploads.discard(empty.uploadId);
    await expect(empty.finish()).rejects.toEqual(refusal("CONFLICT", "upload_incomplete"));
    const wrong = await openSession(scene, { ...session, sent: "SECRET WEIGHTS" });
    const outcomes = await Promise.allSettled([wrong.finish(), wrong.finish(), wrong.finish()]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect((await getVersion(scene.house, scene.call(scene.vik), { versionId: draft.id })).fileCount).toBe(0);
  });

  it("leaves an entry of a refused attempt, whether it lacks the scope or the role", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { uploadId } = await openSession(scene);
    const finishAs = (actor: Actor) => finishUpload(scene.house, scene.call(actor), { uploadId });
    await expect(finishAs({ ...scene.ada, scopes: ["read"] })).rejects.toEqual(refusal("FORBIDDEN", "scope_missing"));
    await meddle(scene.location, `UPDATE "grant" SET role = 'viewer' WHERE actor_id = '${scene.ada.id}'`);
    await expect(finishAs(scene.ada)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
    const denied = { type: "chancery.upload.finished.v1", subject: `upload/${uploadId}`, authid: scene.ada.id };
    expect((await scene.leaves()).slice(-2)).toMatchObject([
      { ...denied, data: { outcome: "denied", reasons: ["scope_missing"] } },
      { ...denied, data: { outcome: "denied", reasons: ["role_missing"] } },
    ]);
  });

  it("finishes once when two requests finish at the same time", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, finish } = await openSession(scene);
    await Promise.allSettled([finish(), finish()]);
    await expect(finish()).resolves.toMatchObject({ state: "committed" });
    expect(await files(scene, versionId)).toHaveLength(1);
  });

  it("needs no second sending when the draft could not be told at first", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { finish, uploadId } = await openSession(scene);
    const broken = {
      ...scene.house,
      db: { ...scene.house.db, transaction: () => Promise.reject(new Error("database is away")) },
    };
    await expect(finishUpload(broken, scene.call(scene.ada), { uploadId })).rejects.toThrow("database is away");
    await expect(finish()).resolves.toMatchObject({ state: "committed" });
  });

  it("finishes an empty file without a byte sent", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { versionId, finish } = await openSession(scene, { content: "", sent: "" });
    await expect(finish()).resolves.toMatchObject({ state: "committed", offset: 0 });
    expect(await files(scene, versionId)).toMatchObject([{ path: "a", sizeBytes: 0 }]);
  });

  it("stores equal bytes once", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const first = await scene.sealed("weights");
    const second = await scene.sealed("weights");
    expect(second.manifestDigest).toBe(first.manifestDigest);
    expect(await files(scene, second.id)).toEqual(await files(scene, first.id));
  });
});
