// Discarding a draft: the number stays as a tombstone, everything else goes at once, and no content that anything rests on.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { sha256Hex } from "@chancery/core";
import { holdContents, storedFilesOf } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { afterEach, expect, it } from "vitest";
import type { House } from "../house.ts";
import { bodyOf, openCatalogue, refusal, sendFile, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine } from "../testing/index.ts";
import { appendToUpload } from "../uploads/append.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { sweepUploads } from "../uploads/sweep.ts";
import { compareVersions } from "./compare.ts";
import { createVersion } from "./create.ts";
import { discardVersion } from "./discard.ts";
import { getVersion } from "./get.ts";
import { readFile } from "./read-file.ts";
import { resolveVersion } from "./resolve.ts";
import { sealVersion } from "./seal.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});
const discard = (scene: Catalogue, versionId: string, by = scene.ada) =>
  discardVersion(scene.house, scene.call(by), { versionId });
const isStored = async ({ house }: Catalogue, content: string) =>
  (await house.artifacts.blobs.stat(sha256Hex(content))) !== undefined;
/** Every file of every version has its bytes. */
async function expectWhole(scene: Catalogue, versionIds: readonly string[]) {
  for (const versionId of versionIds)
    for (const { sha256, sizeBytes } of await storedFilesOf(scene.house.db.read, { versionId, limit: 1000 }))
      expect(await scene.house.artifacts.blobs.stat(sha256)).toEqual({ sizeBytes });
}

eachEngine("discarding a draft", (open) => {
  it("frees what no other version holds, ends its uploads, and says who did it and when", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.sealed("shared");
    const draft = await scene.draft({ label: "1.4.0" });
    await scene.send(draft.id, "a", "shared");
    await scene.send(draft.id, "b", "alone");
    await scene.send(draft.id, "c", "alone");
    const call = scene.call(scene.ada);
    const coming = await beginUpload(scene.house, call, { versionId: draft.id, path: "d", sizeBytes: 7 });
    await appendToUpload(scene.house, call, { uploadId: coming.id, offset: 0, body: bodyOf(Buffer.from("wei")) });
    expect(await discard(scene, draft.id, scene.max)).toEqual({ number: draft.number });
    expect([await isStored(scene, "shared"), await isStored(scene, "alone")]).toEqual([true, false]);
    await expect(scene.house.artifacts.uploads.offset(coming.id)).rejects.toBeDefined();
    const at = scene.clock.now().toISOString();
    expect(await getVersion(scene.house, call, { versionId: draft.id })).toMatchObject({
      state: "discarded",
      discarded: { by: "Max", at },
      ...{ label: null, fileCount: 0, files: [], sizeBytes: 0, uploads: [] },
    });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.version.discarded.v1",
      subject: `version/${draft.id}`,
      authid: scene.max.id,
    });
    expect((await scene.draft({ label: "1.4.0" })).number).toBe(draft.number + 1);
  });

  it("leaves a number that nothing answers any more but who asks what became of it", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const sealed = await scene.sealed("weights");
    const draft = await scene.draft();
    await scene.send(draft.id, "a", "alone");
    await discard(scene, draft.id);
    const call = scene.call(scene.max);
    const ref = `speech/vad:${draft.number}`;
    const gone = refusal("NOT_FOUND", "version_discarded");
    await expect(resolveVersion(scene.house, call, { ref })).rejects.toEqual(gone);
    await expect(compareVersions(scene.house, call, { ref })).rejects.toEqual(gone);
    const against = `speech/vad:${sealed.number}`;
    await expect(compareVersions(scene.house, call, { ref: against, against: ref })).rejects.toEqual(gone);
    await expect(readFile(scene.house, call, { versionId: draft.id, path: "a" })).rejects.toEqual(gone);
    const frozen = refusal("ILLEGAL_TRANSITION", "version_discarded");
    await expect(scene.send(draft.id, "b", "more")).rejects.toEqual(frozen);
    await expect(sealVersion(scene.house, call, { versionId: draft.id })).rejects.toEqual(frozen);
    await expect(discard(scene, draft.id)).rejects.toEqual(frozen);
    await expect(discard(scene, sealed.id)).rejects.toEqual(refusal("ILLEGAL_TRANSITION", "version_sealed"));
    await expect(discard(scene, sealed.id, scene.vik)).rejects.toEqual(refusal("FORBIDDEN", "role_missing"));
  });

  it("goes on with what a crash left: bytes and row go by the next sweep, and a finish in between brings them anew", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const dying: House = {
      ...scene.house,
      artifacts: {
        ...scene.house.artifacts,
        blobs: { ...scene.house.artifacts.blobs, delete: () => Promise.reject(new Error("killed")) },
      },
      log: { info: () => undefined, error: () => undefined },
    };
    const left = async (content: string) => {
      const { id: versionId } = await scene.draft();
      await scene.send(versionId, "a", content);
      await discardVersion(dying, scene.call(scene.ada), { versionId });
      expect(await isStored(scene, content)).toBe(true);
    };
    await left("swept");
    await sweepUploads(scene.house);
    expect(await isStored(scene, "swept")).toBe(false);
    await left("sent anew");
    const again = await scene.draft();
    await scene.send(again.id, "a", "sent anew");
    expect(await isStored(scene, "sent anew")).toBe(true);
    await sweepUploads(scene.house);
    await expectWhole(scene, [again.id]);
  });

  it("never leaves a file without its bytes, however it races with others who bring the same content", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const root = mkdtempSync(join(tmpdir(), "chancery-discard-"));
    roots.push(root);
    const openHouse = async (): Promise<House> => ({
      ...scene.house,
      artifacts: await openFolder({ root, reserveBytes: 0 }),
    });
    const houses = [await openHouse(), await openHouse()] as const;
    const whole = { ...scene, house: houses[0] };
    const rounds = scene.location.startsWith("postgres") ? 60 : 200;
    for (let round = 0; round < rounds; round++) {
      const content = `weights ${round % 7}`;
      const made = async (house: House) =>
        (await createVersion(house, scene.call(scene.ada), { model: "speech/vad" })).id;
      const [old, fresh] = [await made(houses[0]), await made(houses[1])];
      await sendFile({ ...scene, house: houses[0] }, scene.ada, { versionId: old, path: "a", content });
      const call = scene.call(scene.ada);
      const stated = round % 3 === 0 && { sha256: sha256Hex(content) };
      const bring = async () => {
        const wanted = { versionId: fresh, path: "a", sizeBytes: content.length, ...stated };
        const { id: uploadId, state } = await beginUpload(houses[1], call, wanted);
        if (state === "committed") return;
        await appendToUpload(houses[1], call, { uploadId, offset: 0, body: bodyOf(Buffer.from(content)) });
        await finishUpload(houses[1], call, { uploadId });
      };
      const [, brought] = await Promise.allSettled([
        discardVersion(houses[0], call, { versionId: old }),
        bring(),
        sweepUploads(houses[1]),
      ]);
      if (brought.status === "rejected") expect(brought.reason).toEqual(refusal("CONFLICT", "upload_busy"));
      else expect(await storedFilesOf(scene.house.db.read, { versionId: fresh, limit: 9 })).toHaveLength(1);
      await expectWhole(whole, [old, fresh]);
      if (round % 2 === 0) await discardVersion(houses[1], call, { versionId: fresh });
    }
  });

  it("frees a content inside a pack with its row, and the pack with its last content", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    const draft = await scene.draft();
    await scene.send(draft.id, "a", "one");
    await scene.send(draft.id, "b", "two");
    const packed = [sha256Hex("one"), sha256Hex("two")];
    const other = await scene.draft();
    await scene.send(other.id, "pack", "onetwo");
    const pack = sha256Hex("onetwo");
    await meddle(scene.location, `DELETE FROM version_file WHERE sha256 = '${pack}'`);
    await meddle(
      scene.location,
      `UPDATE blob SET pack_sha256 = '${pack}', pack_offset = 0 WHERE sha256 IN ('${packed.join("', '")}')`,
    );
    await discard(scene, other.id);
    expect(await isStored(scene, "onetwo")).toBe(true);
    await discard(scene, draft.id);
    expect(await isStored(scene, "onetwo")).toBe(false);
  });

  it("deletes nothing by a mark alone: where a file has the content, or a content lies in it, the mark goes instead", async () => {
    const scene = await openCatalogue(await open());
    await scene.model();
    await scene.sealed("kept");
    const draft = await scene.draft();
    await scene.send(draft.id, "whole", "wholepack");
    await scene.send(draft.id, "inside", "pack");
    const [whole, inside] = [sha256Hex("wholepack"), sha256Hex("pack")];
    await meddle(
      scene.location,
      `UPDATE blob SET pack_sha256 = '${whole}', pack_offset = 5 WHERE sha256 = '${inside}'`,
    );
    await meddle(scene.location, `DELETE FROM version_file WHERE sha256 = '${whole}'`);
    await meddle(scene.location, "UPDATE blob SET freeing_at = created_at");
    await discard(scene, (await scene.draft()).id);
    expect([await isStored(scene, "kept"), await isStored(scene, "wholepack")]).toEqual([true, true]);
    const isMarked = await scene.house.db.transaction((tx) => holdContents(tx, [sha256Hex("kept"), whole, inside]));
    expect(isMarked).toBe(false);
  });
});
