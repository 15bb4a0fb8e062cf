// The house over a data folder: what stays the same when the settings change, and what is refused.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInitialised, makeCheckpoint } from "@chancery/services";
import { afterEach, expect, it } from "vitest";
import { buildHouse } from "./build-house.ts";
import { readConfig } from "./config.ts";
import { openDataFolder } from "./data-folder.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(path: string, env: Record<string, string> = {}) {
  const config = readConfig({ env: { CHANCERY_DATA_DIR: path, ...env }, repository: "/nowhere" });
  const log = { info: () => undefined, error: () => undefined };
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

it("refuses to sign with another key than the log was begun with", async () => {
  const path = fresh();
  const house = await open(path);
  await ensureInitialised(house);
  await makeCheckpoint(house);
  rmSync(join(path, "log.key"));
  await expect(open(path)).rejects.toThrow("is not the key this log was begun with");
  const other = fresh();
  await open(other);
  copyFileSync(join(other, "log.key"), join(path, "log.key"));
  await expect(open(path)).rejects.toThrow("put that one back");
});
