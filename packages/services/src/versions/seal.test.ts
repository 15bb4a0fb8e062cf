// Sealing: the digest is over everything frozen, and nothing frozen changes after.
import { createHash } from "node:crypto";
import { sealManifest, sha256Hex } from "@chancery/core";
import { expect, it } from "vitest";
import { getModel } from "../models/get.ts";
import { openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { editVersion } from "./edit.ts";
import { getVersion } from "./get.ts";
import { readManifest } from "./manifest.ts";
import { removeFile } from "./remove-file.ts";
import { sealVersion } from "./seal.ts";

eachEngine("sealing", (open) => {
  it("computes the digest over kind, files in order, params, signature and environment", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft({ params: { lr: "0.1" }, environment: { python: "3.12" } });
    for (const path of ["b", "a/z", "B2", "a-b"]) await scene.send(versionId, path, path);
    const sealed = await sealVersion(scene.house, scene.call(scene.ada), { versionId });
    const { manifest, manifestDigest } = await readManifest(scene.house, scene.call(scene.zoe), { versionId });
    expect(sealed).toEqual({ id: versionId, number: 1, manifestDigest });
    expect(createHash("sha256").update(manifest).digest("hex")).toBe(manifestDigest);
    const { files, ...rest } = JSON.parse(manifest) as { files: { path: string }[] };
    expect(files.map(({ path }) => path)).toEqual(["B2", "a-b", "a/z", "b"]);
    expect(rest).toEqual({ kind: "files", params: { lr: "0.1" }, signature: null, environment: { python: "3.12" } });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.version.sealed.v1",
      data: { after: { number: 1, manifestDigest } },
    });
  });

  it("seals nothing where it is not what the caller means to seal", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "evil.bin", "weights");
    const file = { path: "weights.bin", sizeBytes: 7, sha256: sha256Hex("weights") };
    const rest = { kind: "files", descriptor: null, params: {}, signature: null, environment: {} } as const;
    const meaning = (path: string) => sealManifest({ ...rest, files: [{ ...file, path }] });
    const seal = (path: string) => {
      const { manifestDigest } = meaning(path);
      return sealVersion(scene.house, scene.call(scene.ada), { versionId, manifestDigest });
    };
    await expect(seal("weights.bin")).rejects.toEqual(refusal("CONFLICT", "draft_differs"));
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).state).toBe("draft");
    expect(await seal("evil.bin")).toMatchObject({ manifestDigest: meaning("evil.bin").manifestDigest });
  });

  it("seals an external version by its descriptor", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", imageDigest: `sha256:${"a".repeat(64)}` };
    const { id: versionId } = await scene.draft({ kind: "external", descriptor });
    await sealVersion(scene.house, scene.call(scene.ada), { versionId });
    const { manifest } = await readManifest(scene.house, scene.call(scene.ada), { versionId });
    expect(JSON.parse(manifest)).toEqual({
      kind: "external",
      descriptor,
      params: {},
      signature: null,
      environment: {},
    });
  });

  it("refuses an empty draft, and logs the refusal", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await expect(sealVersion(scene.house, scene.call(scene.ada), { versionId })).rejects.toEqual(
      refusal("ILLEGAL_TRANSITION", "version_empty"),
    );
    expect((await scene.leaves()).at(-1)).toMatchObject({
      subject: `version/${versionId}`,
      data: { outcome: "denied", reasons: ["version_empty"] },
    });
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({
      state: "draft",
      manifestDigest: null,
    });
  });

  it("refuses a draft with a file still on its way, until it arrives or is given up", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "a", "weights");
    await beginUpload(scene.house, scene.call(scene.max), {
      versionId,
      path: "b",
      sizeBytes: 4,
      sha256: sha256Hex("more"),
    });
    const seal = () => sealVersion(scene.house, scene.call(scene.ada), { versionId });
    await expect(seal()).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reasons: [{ code: "upload_unfinished" }],
      message: expect.stringContaining("1 file is still being uploaded (b by Max): finish these uploads") as unknown,
    });
    await removeFile(scene.house, scene.call(scene.ada), { versionId, path: "b" });
    await expect(seal()).resolves.toMatchObject({ number: 1 });
  });

  it("refuses every change of what it froze", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.sealed("weights");
    const call = scene.call(scene.ada);
    const sealedAlready = refusal("ILLEGAL_TRANSITION", "version_sealed");
    await expect(sealVersion(scene.house, call, { versionId })).rejects.toEqual(sealedAlready);
    await expect(editVersion(scene.house, call, { versionId, revision: 1, params: { lr: "9" } })).rejects.toEqual(
      sealedAlready,
    );
    await expect(removeFile(scene.house, call, { versionId, path: "model.onnx" })).rejects.toEqual(sealedAlready);
    const begin = beginUpload(scene.house, call, { versionId, path: "b", sizeBytes: 4, sha256: sha256Hex("more") });
    await expect(begin).rejects.toEqual(sealedAlready);
  });

  it("lets either the seal or the last file win, never half of each", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    for (let round = 0; round < 5; round += 1) {
      const { id: versionId } = await scene.draft();
      await scene.send(versionId, "a", "weights");
      const { id: uploadId } = await beginUpload(scene.house, scene.call(scene.ada), {
        versionId,
        path: "b",
        sizeBytes: 0,
        sha256: sha256Hex(""),
      });
      const [seal, finish] = await Promise.allSettled([
        sealVersion(scene.house, scene.call(scene.ada), { versionId }),
        finishUpload(scene.house, scene.call(scene.ada), { uploadId }),
      ]);
      expect(finish.status).toBe("fulfilled");
      const { state, fileCount } = await getVersion(scene.house, scene.call(scene.ada), { versionId });
      expect({ state, fileCount }).toEqual({ state: seal.status === "fulfilled" ? "sealed" : "draft", fileCount: 2 });
    }
  });

  it("removes a file from a draft, and refuses one it does not have", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await scene.send(versionId, "a", "weights");
    await removeFile(scene.house, scene.call(scene.max), { versionId, path: "a" });
    expect(await getVersion(scene.house, scene.call(scene.ada), { versionId })).toMatchObject({
      fileCount: 0,
      sizeBytes: 0,
    });
    await expect(removeFile(scene.house, scene.call(scene.max), { versionId, path: "a" })).rejects.toEqual(
      refusal("NOT_FOUND", "file_unknown"),
    );
    await expect(scene.send(versionId, "a", "other weights")).resolves.toMatchObject({ state: "committed" });
  });

  it("has no manifest to show before", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const { id: versionId } = await scene.draft();
    await expect(readManifest(scene.house, scene.call(scene.ada), { versionId })).rejects.toEqual(
      refusal("CONFLICT", "version_draft"),
    );
  });

  it("moves the model to the front of the list", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const before = (await getModel(scene.house, scene.call(scene.ada), { model: "speech/vad" })).changedAt;
    await scene.sealed("weights");
    expect((await getModel(scene.house, scene.call(scene.ada), { model: "speech/vad" })).changedAt > before).toBe(true);
  });
});
