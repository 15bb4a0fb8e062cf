import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";

const fresh = () => join(mkdtempSync(join(tmpdir(), "chancery-data-")), "data");

it("makes a key once, also for two that ask at once, and gives the same one ever after, to its owner alone", async () => {
  const path = fresh();
  const folder = await openDataFolder(path);
  const [one, other] = await Promise.all([folder.logSeed(), folder.logSeed()]);
  expect(one).toEqual(other);
  expect(await (await openDataFolder(path)).logSeed()).toEqual(one);
  expect((await folder.secret()).length).toBeGreaterThanOrEqual(32);
  for (const name of ["log.key", "secret.key"]) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(readdirSync(path).sort()).toEqual(["log.key", "secret.key"]);
});

it("refuses a key of another size, and one that others can read", async () => {
  const path = fresh();
  const folder = await openDataFolder(path);
  writeFileSync(join(path, "log.key"), "abcd\n", { mode: 0o600 });
  await expect(folder.logSeed()).rejects.toThrow("does not hold a key");
  chmodSync(join(path, "log.key"), 0o644);
  await expect(folder.logSeed()).rejects.toThrow("chmod 600");
});

it("makes no other log key where the log was begun with one, and leaves nothing behind", async () => {
  const path = fresh();
  const folder = await openDataFolder(path);
  await expect(folder.logSeed({ isBegun: true })).rejects.toThrow("log.key is missing");
  expect(readdirSync(path)).toEqual([]);
});

it("tells when the secret is a new one", async () => {
  const folder = await openDataFolder(fresh());
  let made = 0;
  for (let n = 0; n < 2; n += 1) await folder.secret(() => void (made += 1));
  expect(made).toBe(1);
});

it("refuses another user's folder, unless it is root that opens it, and what is no folder", async () => {
  const path = fresh();
  await openDataFolder(path, { user: 0 });
  const { uid } = statSync(path);
  await expect(openDataFolder(path, { user: uid + 1 })).rejects.toThrow(`belongs to user ${uid}`);
  writeFileSync(join(path, "file"), "");
  await expect(openDataFolder(join(path, "file"))).rejects.toThrow("is not a folder");
});

it("refuses a folder that others may write to", async () => {
  const path = fresh();
  mkdirSync(path);
  chmodSync(path, 0o777);
  await expect(openDataFolder(path)).rejects.toThrow("chmod 700");
});

it("leaves nothing beside a checkpoint that could not be written", async () => {
  const path = fresh();
  const { checkpointFile } = await openDataFolder(path);
  mkdirSync(join(path, "checkpoint"));
  await expect(checkpointFile.write("one\n")).rejects.toThrow("EISDIR");
  expect(readdirSync(path)).toEqual(["checkpoint"]);
});

it("replaces the outside checkpoint whole and leaves nothing beside it", async () => {
  const path = fresh();
  const { checkpointFile } = await openDataFolder(path);
  expect(await checkpointFile.read()).toBeUndefined();
  await checkpointFile.write("one\n");
  await checkpointFile.write("two\n");
  expect(await checkpointFile.read()).toBe("two\n");
  expect(readdirSync(path)).toEqual(["checkpoint"]);
});

it("takes out what a start made that failed, the folders above too, and keeps what stood there, with its mode", async () => {
  const above = mkdtempSync(join(tmpdir(), "chancery-data-"));
  const gone = await openDataFolder(join(above, "deep", "data"));
  await gone.logSeed();
  await gone.secret();
  mkdirSync(join(above, "deep", "data", "blobs"));
  await gone.undo({ isBegun: false });
  expect(readdirSync(above)).toEqual([]);

  const path = join(above, "data");
  mkdirSync(path, { mode: 0o755 });
  for (const name of ["chancery.db", "notes.txt"]) writeFileSync(join(path, name), "");
  await (await openDataFolder(path)).undo({ isBegun: false });
  expect(readdirSync(path).sort()).toEqual(["chancery.db", "notes.txt"]);
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

it("takes nothing out once there is a registry, by whomever it was begun", async () => {
  const path = fresh();
  const folder = await openDataFolder(path);
  await folder.logSeed();
  await folder.undo({ isBegun: true });
  expect(readdirSync(path)).toEqual(["log.key"]);
});
