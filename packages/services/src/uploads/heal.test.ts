// Stored bytes that are damaged or gone: who sends the content again, in whichever way, puts it right wherever it is used.
import { mkdtemp, readFile as readBytes, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { sha256Hex } from "@chancery/core";
import { meddle } from "@chancery/db/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { copyBlobs } from "../backup/copy-blobs.ts";
import { openCatalogue, sendBatch, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { checkContents } from "../versions/check-contents.ts";
import { readFile } from "../versions/read-file.ts";
import { freeContents } from "./free-contents.ts";

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), "chancery-heal-"))));
afterEach(() => rm(root, { recursive: true }));

const packed = { a: "first", b: "second", c: "" };
const pack = sha256Hex("firstsecond");
const alone = "sent by itself";
const blobPath = (sha256: string) => join(root, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
const flip = async (sha256: string) => {
  const bytes = await readBytes(blobPath(sha256));
  for (const at of bytes.keys()) bytes[at]! ^= 1;
  await writeFile(blobPath(sha256), bytes);
};
const edit = (sha256: string, set: string) => (world: World) =>
  meddle(world.location, `UPDATE blob SET ${set} WHERE sha256 = '${sha256}'`);

const filesOf = (contents: Readonly<Record<string, string>>, prefix = "") =>
  Object.entries(contents).map(([path, content]) => ({ path: `${prefix}${path}`, content }));
async function openStored(world: World) {
  const artifacts = await openFolder({ root });
  const scene = await openCatalogue({ ...world, house: { ...world.house, artifacts } });
  await scene.model();
  const { id: versionId } = await scene.draft();
  await sendBatch(scene, scene.ada, { versionId, files: filesOf(packed) });
  await scene.send(versionId, "alone", alone);
  return { scene, versionId };
}
const all = { ...packed, alone };
const textsIn = async ({ house, call, ada }: Catalogue, versionId: string, paths: readonly string[]) =>
  Promise.all(
    paths.map(async (path) => {
      const chunks: Buffer[] = [];
      const file = await readFile(house, call(ada), { versionId, path });
      for await (const chunk of await file.open()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString();
    }),
  );

const damages: readonly (readonly [string, (world: World) => Promise<void>])[] = [
  ["the bytes of a pack changed", () => flip(pack)],
  ["a pack is lost", () => rm(blobPath(pack))],
  ["the place in a pack was edited", edit(sha256Hex("first"), "pack_offset = 3")],
  ["the place in a pack was taken away", edit(sha256Hex("first"), "pack_sha256 = NULL")],
  ["the bytes of a small file by itself changed", () => flip(sha256Hex(alone))],
  ["a file by itself is lost", () => rm(blobPath(sha256Hex(alone)))],
  ["a file by itself was said to lie in a pack", edit(sha256Hex(alone), `pack_sha256 = '${pack}', pack_offset = 0`)],
];
const ways: readonly (readonly [string, (scene: Catalogue, versionId: string) => Promise<unknown>])[] = [
  [
    "in a batch to the same draft",
    (scene, versionId) => sendBatch(scene, scene.ada, { versionId, files: filesOf(all) }),
  ],
  [
    "in a batch with more to another draft",
    async (scene) => {
      const { id: versionId } = await scene.draft();
      await sendBatch(scene, scene.ada, { versionId, files: filesOf({ more: "more", ...all }, "in/") });
      expect(await textsIn(scene, versionId, ["in/a", "in/more", "in/alone"])).toEqual(["first", "more", alone]);
    },
  ],
  [
    "one by one to another draft",
    async (scene) => {
      const { id: versionId } = await scene.draft();
      for (const { path, content } of filesOf(all)) await scene.send(versionId, path, content);
    },
  ],
  [
    "by somebody who may not read it",
    async (scene) => {
      await scene.model({ team: "vision", by: scene.vik });
      const { id: versionId } = await scene.draft({ model: "vision/vad", by: scene.vik });
      await sendBatch(scene, scene.vik, { versionId, files: filesOf(all) });
    },
  ],
];

eachEngine("stored bytes that are not theirs any more", (open) => {
  it.each(damages.flatMap(([damage, harm]) => ways.map(([way, send]) => [damage, way, harm, send] as const)))(
    "are healed by who sends them again: %s, sent %s",
    async (_damage, _way, harm, send) => {
      const world = await open();
      const { scene, versionId } = await openStored(world);
      await harm(world);
      expect((await checkContents(scene.house)).faults).not.toEqual([]);
      await send(scene, versionId);
      expect(await textsIn(scene, versionId, Object.keys(all))).toEqual(Object.values(all));
      await freeContents(scene.house); // a pack that everything left
      expect((await checkContents(scene.house)).faults).toEqual([]);
    },
  );

  it("are asked for again from who could leave them out, alone and in a batch, and no others are", async () => {
    const { scene } = await openStored(await open());
    await flip(pack);
    const { id: versionId } = await scene.draft();
    const { wanted } = await sendBatch(scene, scene.ada, { versionId, files: filesOf({ alone, ...packed }) });
    expect(wanted).toEqual([1, 2]);
  });
});

eachEngine("a pack of which everything was known", (open) => {
  it("leaves nothing behind, and one that a content left is freed once nothing of it is used", async () => {
    const { scene } = await openStored(await open());
    const { house, vik } = scene;
    await scene.model({ team: "vision", by: vik });
    const { id: versionId } = await scene.draft({ model: "vision/vad", by: vik });
    await sendBatch(scene, vik, { versionId, files: filesOf({ b: "second", a: "first" }) });
    await freeContents(house);
    expect(await house.artifacts.blobs.stat(sha256Hex("secondfirst"))).toBeUndefined();
    expect(await textsIn({ ...scene, ada: vik }, versionId, ["a", "b"])).toEqual(["first", "second"]);
    for (const [path, content] of [
      ["x", "first"],
      ["y", "second"],
    ] as const) {
      expect(await house.artifacts.blobs.stat(pack)).toBeDefined();
      await flip(pack); // else it would not be asked for
      const { id: next } = await scene.draft({ model: "vision/vad", by: vik });
      await scene.send(next, path, content, vik);
      await flip(pack);
      await freeContents(house);
    }
    expect(await house.artifacts.blobs.stat(pack)).toBeUndefined(); // though the empty content came in it
    const to = await openFolder({ root: join(root, "backup") });
    await copyBlobs({ reader: house.db.read, from: house.artifacts.blobs, to, newId: () => house.newId() });
    expect((await checkContents(house)).faults).toEqual([]);
  });
});
