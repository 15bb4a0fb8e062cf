// Files of a version and the uploads that bring them: one at a path, no two that some file system would mix up.
import { expect, it } from "vitest";
import { isUniqueViolation } from "./constraint.ts";
import type { Db } from "./db.ts";
import { insertModel } from "./models.ts";
import { insertTeam } from "./teams.ts";
import { eachDatabase } from "./testing.ts";
import { insertUpload } from "./uploads.ts";
import { clashingPath, storedFilesOf, insertFiles } from "./version-files.ts";
import { insertVersion } from "./versions.ts";

const now = new Date("2026-03-01T09:00:00.000Z");
const sha256 = "a".repeat(64);
const versionId = "version";

async function fill(db: Db): Promise<void> {
  const made = { createdAt: now, createdBy: "ada" };
  const frozen = { kind: "files", descriptor: null, params: {}, signature: null, environment: {} } as const;
  await db.transaction(async (tx) => {
    await insertTeam(tx, { id: "team", slug: "speech", name: "Speech", createdAt: now });
    const model = {
      id: "model",
      teamId: "team",
      name: "vad",
      description: "",
      tags: {},
      visibility: "organisation",
      ...made,
    } as const;
    await insertModel(tx, model, () => new Error("taken"));
    await insertVersion(tx, {
      id: versionId,
      modelId: "model",
      number: 1,
      label: null,
      answerableId: "ada",
      ...frozen,
      ...made,
    });
  });
}
const add = (db: Db, path: string) =>
  db.transaction((tx) => insertFiles(tx, { versionId, files: [{ path, sizeBytes: 1, sha256 }], addedAt: now }));
const receive = (db: Db, id: string, path: string) =>
  db.transaction((tx) =>
    insertUpload(tx, {
      ...{ id, versionId, path, sha256, sizeBytes: 1, fingerprint: null },
      ...{ actorId: "ada", state: "receiving", createdAt: now },
    }),
  );

eachDatabase("files of a version", (open) => {
  it("clash with look-alikes, with folders on the way to them and with what lies inside them", async () => {
    const { db } = await open();
    await fill(db);
    await add(db, "Onnx/Model.bin");
    const clash = (path: string) => clashingPath(db.read, { versionId, path });
    for (const path of ["onnx/model.bin", "ONNX", "onnx/model.bin/part", "onnx/Model.bin/a/b"])
      expect(await clash(path)).toBe("Onnx/Model.bin");
    for (const path of [
      "Onnx/Model.bin",
      "Onnx/Model.bi",
      "Onnx/Model.bin2",
      "Onn",
      "model.bin",
      "Onnx/%",
      "____/Model.bin",
    ])
      expect(await clash(path)).toBeUndefined();
  });

  it("clash with what is still on its way too", async () => {
    const { db } = await open();
    await fill(db);
    await receive(db, "upload", "a/b");
    expect(await clashingPath(db.read, { versionId, path: "A" })).toBe("a/b");
    expect(await clashingPath(db.read, { versionId: "another", path: "A" })).toBeUndefined();
  });

  it("are received by one session at a path, by constraint", async () => {
    const { db } = await open();
    await fill(db);
    await receive(db, "one", "a");
    const second = await receive(db, "two", "A").catch((error: unknown) => error);
    expect(isUniqueViolation(second)).toBe(true);
  });

  it("stand once at a path, by constraint, whatever its case", async () => {
    const { db } = await open();
    await fill(db);
    await add(db, "a");
    expect(isUniqueViolation(await add(db, "A").catch((error: unknown) => error))).toBe(true);
  });

  it("are paged by path, each once", async () => {
    const { db } = await open();
    await fill(db);
    for (const path of ["b", "a/x", "a-b", "z"]) await add(db, path);
    const first = await storedFilesOf(db.read, { versionId, limit: 2 });
    const rest = await storedFilesOf(db.read, { versionId, after: first.at(-1)!.path, limit: 10 });
    expect([...first, ...rest].map(({ path }) => path).sort()).toEqual(["a-b", "a/x", "b", "z"]);
  });
});
