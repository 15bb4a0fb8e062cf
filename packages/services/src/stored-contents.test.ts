// A content in a pack whose place was edited: nothing governs the row that names it, so its bytes must answer for themselves.
import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { sha256Hex } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { copyBlobs } from "./backup/copy-blobs.ts";
import { openCatalogue, refusal, sendBatch, type Catalogue } from "./testing/catalogue-scene.ts";
import { eachEngine, type World } from "./testing/index.ts";
import { checkContents } from "./versions/check-contents.ts";
import { readContents } from "./versions/read-contents.ts";
import { readFile } from "./versions/read-file.ts";
import { sealVersion } from "./versions/seal.ts";

const contents = { a: "first!", b: "second", c: "", d: "third!" };
const pack = sha256Hex("first!secondthird!");
const second = sha256Hex("second");
const edit = (set: string) => `UPDATE blob SET ${set} WHERE sha256 = '${second}'`;
const damaged = refusal("INTERNAL", "content_damaged");
const unknown = refusal("NOT_FOUND", "blob_unknown");

async function openSealed(world: World, root: string) {
  const artifacts = await openFolder({ root });
  const scene = await openCatalogue({ ...world, house: { ...world.house, artifacts } });
  await scene.model();
  const { id: versionId } = await scene.draft();
  const files = Object.entries(contents).map(([path, content]) => ({ path, content }));
  await sendBatch(scene, scene.ada, { versionId, files });
  await scene.send(versionId, "whole", "a file by itself");
  await sealVersion(scene.house, scene.call(scene.ada), { versionId });
  return { scene, versionId };
}

const textIn = async (bytes: AsyncIterable<unknown>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
};
/** Each way of reading: what came before it ended, and in what. */
async function readings({ house, call, ada }: Catalogue, versionId: string) {
  const ends: unknown[] = [];
  const served: string[] = [];
  const attempt = async (reading: () => Promise<AsyncIterable<unknown>>) => {
    try {
      for await (const chunk of await reading()) served.push(Buffer.from(chunk as Uint8Array).toString());
      ends.push(undefined);
    } catch (error) {
      ends.push(error);
    }
  };
  const read = async (path: string, range?: { start: number; end: number }) =>
    (await readFile(house, call(ada), { versionId, path })).open(range);
  await attempt(() => read("b"));
  await attempt(() => read("b", { start: 1, end: 3 }));
  for (const paths of [["b"], ["a", "b", "c", "d"], ["whole", "d", "b"]])
    await attempt(async () => (await readContents(house, call(ada), { versionId, paths })).open());
  return { ends, served };
}

eachEngine("the place of a content in a pack", (open) => {
  it.each([
    ["another offset", edit("pack_offset = 0"), damaged, "damaged"],
    ["an offset behind the end", edit("pack_offset = 4096"), damaged, "damaged"],
    ["an offset before the beginning", edit("pack_offset = -1"), damaged, "damaged"],
    ["another pack", edit(`pack_sha256 = '${sha256Hex("a file by itself")}'`), damaged, "damaged"],
    ["a pack that is none", edit(`pack_sha256 = '${"0".repeat(64)}'`), unknown, "missing"],
    ["no pack", edit("pack_sha256 = NULL"), unknown, "missing"],
    ["no offset", edit("pack_offset = NULL"), unknown, "missing"],
    ["no place at all", `DELETE FROM blob WHERE sha256 = '${second}'`, unknown, "missing"],
  ] as const)("serves no other bytes in any way once it was edited, and every check names it: %s", async (...row) => {
    const [, sql, refused, fault] = row;
    const root = await mkdtemp(join(tmpdir(), "chancery-places-"));
    const world = await open();
    const { scene, versionId } = await openSealed(world, root);
    await meddle(world.location, sql);
    const { ends, served } = await readings(scene, versionId);
    expect(ends).toEqual(ends.map(() => refused));
    expect(served.join("")).toMatch(/^(first!)?(a file by itself(third!)?)?$/);
    const found = await checkContents(scene.house);
    expect(found.faults).toEqual([{ sha256: second, fault, files: ["speech/vad:1 b"] }]);
    await rm(root, { recursive: true });
  });

  it("is not believed on how long the content is: that says its file, and every check names the row", async () => {
    const root = await mkdtemp(join(tmpdir(), "chancery-places-"));
    const world = await open();
    const { scene, versionId } = await openSealed(world, root);
    for (const sizeBytes of [0, 5, 7, 1e9]) {
      await meddle(world.location, edit(`size_bytes = ${sizeBytes}`));
      const { ends, served } = await readings(scene, versionId);
      expect(ends).toEqual(ends.map(() => undefined));
      expect(served.join("")).toBe("secondecosecondfirst!secondthird!a file by itselfthird!second");
      expect((await checkContents(scene.house)).faults).toMatchObject([{ sha256: second, fault: "damaged" }]);
    }
    await rm(root, { recursive: true });
  });

  it("given to one that has none gives out nothing else, and a backup brings its own bytes and every pack", async () => {
    const root = await mkdtemp(join(tmpdir(), "chancery-places-"));
    const world = await open();
    const { scene, versionId } = await openSealed(world, root);
    const whole = sha256Hex("a file by itself");
    const { house, call, ada } = scene;
    await meddle(world.location, `UPDATE blob SET pack_sha256 = '${pack}', pack_offset = 0 WHERE sha256 = '${whole}'`);
    await meddle(world.location, `DELETE FROM blob WHERE sha256 = '${pack}'`);
    const file = await readFile(house, call(ada), { versionId, path: "whole" });
    await expect(file.open()).rejects.toEqual(damaged);
    const to = await openFolder({ root: join(root, "backup") });
    await copyBlobs({ reader: house.db.read, from: house.artifacts.blobs, to, newId: () => house.newId() });
    for (const sha256 of [whole, pack]) expect(await to.blobs.stat(sha256)).toBeDefined();
    await rm(root, { recursive: true });
  });
});

eachEngine("a stored file that was cut short or grew", (open) => {
  it.each([3, 100])("is refused before a byte is sent, and named by every check: %s bytes", async (length) => {
    const root = await mkdtemp(join(tmpdir(), "chancery-places-"));
    const { scene, versionId } = await openSealed(await open(), root);
    const { house, call, ada } = scene;
    const sha256 = sha256Hex("a file by itself");
    await truncate(join(root, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256), length);
    const file = await readFile(house, call(ada), { versionId, path: "whole" });
    await expect(file.open()).rejects.toEqual(damaged);
    await expect(file.open({ start: 0, end: 9 })).rejects.toEqual(damaged);
    const bulk = await readContents(house, call(ada), { versionId, paths: ["a", "whole"] });
    await expect(textIn(await bulk.open())).rejects.toEqual(damaged);
    expect((await checkContents(house)).faults).toMatchObject([{ sha256, fault: "damaged" }]);
    await rm(root, { recursive: true });
  });
});
