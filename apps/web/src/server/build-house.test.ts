// The house over a data folder: what stays the same when the settings change, and what is refused.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@chancery/db";
import { ensureInitialised, makeCheckpoint, unattendedClaim } from "@chancery/services";
import { afterEach, expect, it } from "vitest";
import { buildHouse, refuseOtherBeginning } from "./build-house.ts";
import { readConfig } from "./config.ts";
import { openDataFolder } from "./data-folder.ts";
import type { Logger } from "./logger.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const silent: Logger = { info: () => undefined, error: () => undefined };
async function open(path: string, env: Record<string, string> = {}, log = silent) {
  const config = readConfig({ env: { CHANCERY_DATA_DIR: path, ...env }, repository: "/nowhere" });
  const folder = await openDataFolder(path);
  const house = await buildHouse({ config, folder, log, version: "0.1.0", onDiskFailure: () => undefined });
  const close = () => house.db.close();
  closers.push(close);
  return house;
}
const fresh = () => mkdtempSync(join(tmpdir(), "chancery-house-"));

it("keeps the log's name and key when the public URL changes, and refuses another name", async () => {
  const path = fresh();
  const first = await open(path, { CHANCERY_PORT: "4000" });
  await ensureInitialised(first);
  expect(first.signer.origin).toBe("localhost:4000/audit");
  const second = await open(path, { CHANCERY_PUBLIC_URL: "https://models.example" });
  expect(second.signer.verifierKey).toBe(first.signer.verifierKey);
  expect(second.settings.secret).toBe(first.settings.secret);
  await expect(open(path, { CHANCERY_LOG_ORIGIN: "other/audit" })).rejects.toThrow(
    "the name this log has: localhost:4000/audit",
  );
});

const contentsOf = (path: string) =>
  Object.fromEntries(
    readdirSync(path)
      .filter((name) => !/-(wal|shm)$/.test(name) && !["blobs", "staging"].includes(name))
      .map((name) => [name, readFileSync(join(path, name), "hex")]),
  );
const anew = async (path: string) => {
  for (const close of closers.splice(0)) await close();
  return contentsOf(path);
};

it("goes on with a new secret when the old one is gone, and says what that means", async () => {
  const path = fresh();
  const house = await open(path);
  await ensureInitialised(house);
  await makeCheckpoint(house);
  rmSync(join(path, "secret.key"));
  const said: string[] = [];
  const second = await open(path, {}, { info: (_facts, message) => void said.push(message), error: () => undefined });
  expect(second.settings.secret).not.toBe(house.settings.secret);
  expect(said).toEqual([expect.stringContaining("everybody has to sign in again")]);
});

it("makes no new database, and changes nothing, where there was a registry", async () => {
  const path = fresh();
  const house = await open(path);
  await ensureInitialised(house);
  await makeCheckpoint(house);
  await anew(path);
  rmSync(join(path, "chancery.db"));
  const before = contentsOf(path);
  await expect(open(path)).rejects.toThrow("the database is empty");
  expect(contentsOf(path)).toEqual(before);
  writeFileSync(join(path, "chancery.db"), "");
  await expect(open(path)).rejects.toThrow("the database is empty");
  rmSync(join(path, "chancery.db"));
  expect(contentsOf(path)).toEqual(before);
  // A database that a copy left without its write-ahead log: it has the schema, and no entry.
  const other = fresh();
  await (await openDatabase(join(other, "chancery.db"))).close();
  copyFileSync(join(other, "chancery.db"), join(path, "chancery.db"));
  await expect(open(path)).rejects.toThrow("the database is empty");
});

it("does not go on with a log that another process began under another name meanwhile", async () => {
  const path = fresh();
  const [one, other] = [await open(path, { CHANCERY_PORT: "4000" }), await open(path, { CHANCERY_PORT: "4001" })];
  expect(await ensureInitialised(one)).toBe(true);
  await expect(refuseOtherBeginning(one)).resolves.toBeUndefined();
  expect(await ensureInitialised(other)).toBe(false);
  await expect(refuseOtherBeginning(other)).rejects.toThrow("began this log at the same time as localhost:4000/audit");
});

it("refuses to sign with another key than the log was begun with", async () => {
  const path = fresh();
  const house = await open(path);
  await ensureInitialised(house);
  rmSync(join(path, "log.key"));
  await expect(open(path)).rejects.toThrow("log.key is missing");
  await makeCheckpoint(house);
  const before = await anew(path);
  await expect(open(path)).rejects.toThrow("log.key is missing");
  expect(contentsOf(path)).toEqual(before);
  const other = fresh();
  await open(other);
  copyFileSync(join(other, "log.key"), join(path, "log.key"));
  await expect(open(path)).rejects.toThrow("put that key back");
});

it("leaves nothing behind where the claim is refused, and says why", async () => {
  const path = join(fresh(), "data");
  const claim = {
    CHANCERY_CLAIM_NAME: "Ada",
    CHANCERY_CLAIM_EMAIL: "ada@example.test",
    CHANCERY_CLAIM_PASSWORD: "short",
  };
  await expect(open(path, claim)).rejects.toThrow("at least 12 characters");
  expect(readdirSync(join(path, ".."))).toEqual([]);
});

it("starts under a claim that would be refused where somebody claimed the registry before", async () => {
  const path = fresh();
  const first = await open(path);
  await ensureInitialised(first);
  await unattendedClaim(first, { name: "Ada", email: "ada@example.test", password: "violet harbour 91" });
  const claim = {
    CHANCERY_CLAIM_NAME: "Ada",
    CHANCERY_CLAIM_EMAIL: "ada@example.test",
    CHANCERY_CLAIM_PASSWORD: "short",
  };
  expect((await open(path, claim)).signer.verifierKey).toBe(first.signer.verifierKey);
});
