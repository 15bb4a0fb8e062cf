// What the log, the kept list and the rows of uploads say of a batch: what came in with it.
import { sha256Hex } from "@chancery/core";
import { batchById, storedFilesOf } from "@chancery/db";
import { expect, it } from "vitest";
import { openCatalogue, sendBatch } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { finishUpload } from "./finish.ts";

const filesOf = (contents: Readonly<Record<string, string>>) =>
  Object.entries(contents).map(([path, content]) => ({ path, content }));

async function openDraft(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  return { scene, versionId };
}

eachEngine("a batch", (open) => {
  it("that brings nothing, begun and finished anew by anyone, leaves no entry, no list and nobody's sending", async () => {
    const { scene, versionId } = await openDraft(await open());
    const files = filesOf({ a: "aaa", b: "b" });
    await sendBatch(scene, scene.ada, { versionId, files });
    const before = await scene.leaves();
    for (const [by, isStated] of [
      [scene.ada, true],
      [scene.max, true],
      [scene.max, false],
    ] as const) {
      const again = files.map((file) => ({ ...file, isStated }));
      const { id, wanted } = await sendBatch(scene, by, { versionId, files: again });
      expect(wanted).toEqual(isStated ? [] : [0, 1]); // who does not say what it is sends it
      expect(await finishUpload(scene.house, scene.call(by), { uploadId: id })).toMatchObject({ state: "committed" });
      expect(await batchById(scene.house.db.read, id)).toBeUndefined();
    }
    expect(await scene.leaves()).toEqual(before);
    expect(await storedFilesOf(scene.house.db.read, { versionId, limit: 100 })).toHaveLength(2);
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).sizeBytes).toBe(4);
  });

  it("tells of the files that came in with it, and of none that stood there", async () => {
    const { scene, versionId } = await openDraft(await open());
    await sendBatch(scene, scene.ada, { versionId, files: filesOf({ a: "aaa", b: "b" }) });
    const both = filesOf({ a: "aaa", b: "b", c: "ccccc" });
    const { id } = await sendBatch(scene, scene.max, { versionId, files: both });
    const list = (await batchById(scene.house.db.read, id))?.files ?? "";
    expect(JSON.parse(list)).toEqual([{ path: "c", sha256: sha256Hex("ccccc"), sizeBytes: 5 }]);
    expect((await scene.leaves()).at(-1)).toMatchObject({
      type: "chancery.upload.batch-finished.v2",
      data: { after: { uploadId: id, fileCount: 1, sizeBytes: 5, listSha256: sha256Hex(list) } },
    });
  });

  it("names large contents that came in its body, and those that had not to be sent, each once", async () => {
    const { scene, versionId } = await openDraft(await open());
    const [known, fresh] = ["k".repeat(64 * 1024), "f".repeat(64 * 1024)];
    const { id: other } = await scene.draft();
    await scene.send(other, "known", known);
    const files = filesOf({ small: "s", known, again: known, fresh, "fresh too": fresh });
    await sendBatch(scene, scene.ada, { versionId, files });
    expect((await scene.leaves()).at(-1)).toMatchObject({
      data: { after: { fileCount: 5, sent: [sha256Hex(fresh)], brought: [sha256Hex(known)] } },
    });
    await sendBatch(scene, scene.ada, { versionId, files: [...files, { path: "more", content: "m" }] });
    expect((await scene.leaves()).at(-1)).toMatchObject({ data: { after: { fileCount: 1, sent: [], brought: [] } } });
  });
});
