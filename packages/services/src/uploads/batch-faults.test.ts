// What must not come in by a batch: every fault is told with its code and its file, and nothing is half-written.
import { isChanceryError, maxPackedBytes, sha256Hex } from "@chancery/core";
import { receivingInto, storedFilesOf } from "@chancery/db";
import { expect, it } from "vitest";
import { bodyOf, openCatalogue, type Catalogue } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { appendToUpload } from "./append.ts";
import { beginBatch } from "./begin-batch.ts";
import { finishUpload } from "./finish.ts";
import { sweepUploads } from "./sweep.ts";

async function openDraft(world: World) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  return { scene, versionId };
}
const begin = ({ house, call, ada }: Catalogue, versionId: string, files: readonly object[]) =>
  beginBatch(house, call(ada), { versionId, files });
const append = ({ house, call, ada }: Catalogue, uploadId: string, text: string, { offset = 0, by = ada } = {}) =>
  appendToUpload(house, call(by), { uploadId, offset, body: bodyOf(Buffer.from(text)) });
const finish = ({ house, call, ada }: Catalogue, uploadId: string, by = ada) =>
  finishUpload(house, call(by), { uploadId });
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.unreachable("it was not refused"),
    (error: unknown) => {
      if (isChanceryError(error)) return error;
      throw error;
    },
  );
const stored = ({ house }: Catalogue, versionId: string) => storedFilesOf(house.db.read, { versionId, limit: 10 });

const ok = { path: "ok", sizeBytes: 1 };
const two = [
  { path: "a", sizeBytes: 3, sha256: sha256Hex("one") },
  { path: "b", sizeBytes: 3, sha256: sha256Hex("two") },
];

eachEngine("a faulty batch", (open) => {
  it.each([
    ["a negative size", [ok, { path: "a", sizeBytes: -1 }], "INVALID_INPUT", ["invalid_field"]],
    ["half a byte", [ok, { path: "a", sizeBytes: 0.5 }], "INVALID_INPUT", ["invalid_field"]],
    ["a size beyond numbers", [ok, { path: "a", sizeBytes: 2 ** 60 }], "INVALID_INPUT", ["invalid_field"]],
    ["a size as text", [ok, { path: "a", sizeBytes: "1" }], "INVALID_INPUT", ["invalid_field"]],
    ["a digest that is none", [ok, { path: "a", sizeBytes: 1, sha256: "abc" }], "INVALID_INPUT", ["invalid_field"]],
    [
      "a size past what is packed",
      [ok, { path: "a", sizeBytes: maxPackedBytes + 1 }],
      "INVALID_INPUT",
      ["file_too_large"],
    ],
    ["NUL", [ok, { path: "a\0b", sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["a lone surrogate", [ok, { path: "a\ud800", sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["a way out", [ok, { path: "a/../../b", sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["an absolute path", [ok, { path: "/etc/passwd", sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["an empty name", [ok, { path: "", sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["a name of 300 characters", [ok, { path: "n".repeat(300), sizeBytes: 1 }], "INVALID_INPUT", ["path_invalid"]],
    ["the same file twice", [ok, ok], "CONFLICT", ["path_repeated"]],
    [
      "names that are one on some disks",
      [ok, { path: "OK", sizeBytes: 1 }],
      "CONFLICT",
      ["path_collides", "path_collides"],
    ],
    [
      "20,000 files",
      Array.from({ length: 20_000 }, (_, n) => ({ path: `${n}`, sizeBytes: 1 })),
      "INVALID_INPUT",
      ["invalid_field"],
    ],
  ] as const)("is not begun: %s", async (_what, files, code, reasons) => {
    const { scene, versionId } = await openDraft(await open());
    const refused = await refusalOf(begin(scene, versionId, files));
    expect([refused.code, refused.reasons.map((reason) => reason.code)]).toEqual([code, reasons]);
    expect(await receivingInto(scene.house.db.read, versionId)).toEqual([]);
  });

  it.each([
    ["fewer bytes than were listed", "onetw", "CONFLICT", "upload_incomplete"],
    ["the right bytes in the wrong order", "twoone", "INVALID_INPUT", "digest_mismatch"],
    ["other bytes", "oneTWO", "INVALID_INPUT", "digest_mismatch"],
  ])("is not finished: %s", async (_what, text, code, reason) => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await begin(scene, versionId, two);
    await append(scene, id, text);
    const refused = await refusalOf(finish(scene, id));
    expect([refused.code, refused.reasons[0]?.code]).toEqual([code, reason]);
    expect(await stored(scene, versionId)).toEqual([]);
    expect(await scene.house.artifacts.blobs.stat(sha256Hex(text))).toBeUndefined();
  });

  it("takes no byte past its body, and none at another offset", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await begin(scene, versionId, two);
    const long = await refusalOf(append(scene, id, "onetwothree"));
    expect([long.code, long.reasons[0]?.code]).toEqual(["INVALID_INPUT", "body_too_long"]);
    const { offset } = await begin(scene, versionId, two);
    const gap = await refusalOf(append(scene, id, "x", { offset: offset + 1 }));
    expect(gap).toMatchObject({ code: "CONFLICT", facts: { offset } });
    await append(scene, id, "onetwo".slice(offset), { offset });
    expect(await finish(scene, id)).toMatchObject({ state: "committed" });
    expect((await stored(scene, versionId)).map(({ sha256 }) => sha256)).toEqual(two.map(({ sha256 }) => sha256));
  });

  it("is unknown to everyone but its sender, and once it has rested for a week", async () => {
    const { scene, versionId } = await openDraft(await open());
    const { id } = await begin(scene, versionId, two);
    const unknown = { code: "NOT_FOUND", reasons: [{ code: "not_found" }] };
    await expect(append(scene, id, "one", { by: scene.max })).rejects.toMatchObject(unknown);
    await expect(finish(scene, id, scene.max)).rejects.toMatchObject(unknown);
    await append(scene, id, "one");
    scene.clock.advance(7 * 86_400_000 + 1);
    expect(await sweepUploads(scene.house)).toBe(1);
    await expect(append(scene, id, "two", { offset: 3 })).rejects.toMatchObject(unknown);
    await expect(finish(scene, id)).rejects.toMatchObject(unknown);
    const again = await begin(scene, versionId, two);
    expect(again).toMatchObject({ offset: 0, wanted: [0, 1] });
    expect(again.id).not.toBe(id);
  });
});
