// What is sealed is what entries of the log brought into the draft, whatever SQL made of the rows of its files.
import { sha256Hex } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { openCatalogue, refusal, sendBatch } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getVersion } from "./get.ts";
import { removeFile } from "./remove-file.ts";
import { sealVersion } from "./seal.ts";

/** A draft with files that came by themselves and in a batch, and one that was taken out again. */
async function openDraft(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  await scene.send(versionId, "alone", "alone");
  await scene.send(versionId, "removed", "removed");
  const files = ["batched", "taken", "beside"].map((path) => ({ path, content: path }));
  await sendBatch(scene, scene.ada, { versionId, files });
  for (const path of ["removed", "taken"]) await removeFile(scene.house, scene.call(scene.ada), { versionId, path });
  const { id: other } = await scene.draft();
  await scene.send(other, "alone", "alone"); // stored already: nothing is sent
  const seal = (id = versionId) => sealVersion(scene.house, scene.call(scene.ada), { versionId: id });
  return { scene, versionId, other, seal };
}
const contradicted = refusal("ILLEGAL_TRANSITION", "record_contradicts_log");
const insert = (path: string, content: string) =>
  `INSERT INTO version_file (version_id, path, path_key, size_bytes, sha256, added_at)
   SELECT version_id, '${path}', '${path}', ${content.length}, '${sha256Hex(content)}', added_at
   FROM version_file WHERE path = 'batched'`;

eachEngine("sealing a draft", (open) => {
  it.each([
    [
      "alone",
      "is of another content",
      `UPDATE version_file SET sha256 = '${sha256Hex("beside")}' WHERE path = 'alone'`,
    ],
    ["alone", "is of another size", "UPDATE version_file SET size_bytes = 9 WHERE path = 'alone'"],
    [
      "elsewhere",
      "is at another path",
      "UPDATE version_file SET path = 'elsewhere', path_key = 'elsewhere' WHERE path = 'alone'",
    ],
    [
      "batched",
      "of a batch is of another content",
      `UPDATE version_file SET sha256 = '${sha256Hex("alone")}' WHERE path = 'batched'`,
    ],
    ["forged", "was added", insert("forged", "alone")],
    ["alone", "is gone", "DELETE FROM version_file WHERE path = 'alone'"],
    ["batched", "of a batch is gone", "DELETE FROM version_file WHERE path = 'batched'"],
    ["removed", "was brought back", insert("removed", "removed")],
    ["taken", "of a batch was brought back", insert("taken", "taken")],
  ])("is refused where a file with SQL: %s %s", async (path, _what, edit) => {
    const { scene, versionId, seal } = await openDraft(await open());
    await meddle(scene.location, edit);
    const refused = await seal().catch((error: unknown) => error);
    expect(refused).toEqual(contradicted);
    expect(refused).toMatchObject({ message: expect.stringContaining(`the file ${path} of this draft`) as string });
    expect((await getVersion(scene.house, scene.call(scene.ada), { versionId })).state).toBe("draft");
  });

  it("is refused where the list of a batch is not the one of its entry", async () => {
    const { scene, seal } = await openDraft(await open());
    await meddle(scene.location, "UPDATE batch SET files = replace(files, 'beside', 'forged')");
    await expect(seal()).rejects.toEqual(contradicted);
  });

  it("goes on once what was edited was removed and sent again", async () => {
    const { scene, versionId, seal } = await openDraft(await open());
    await meddle(scene.location, insert("forged", "alone"), "DELETE FROM version_file WHERE path = 'alone'");
    await removeFile(scene.house, scene.call(scene.ada), { versionId, path: "forged" });
    await scene.send(versionId, "alone", "alone");
    await expect(seal()).resolves.toMatchObject({ id: versionId });
  });

  it("freezes what came by itself, in a batch, and without being sent", async () => {
    const { seal, versionId, other } = await openDraft(await open());
    await expect(seal()).resolves.toMatchObject({ id: versionId });
    await expect(seal(other)).resolves.toMatchObject({ id: other });
  });
});
