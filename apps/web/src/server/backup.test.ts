// The command that takes a backup: what it refuses, it refuses before anything is written, and what fails leaves no snapshot.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeBackup } from "./backup.ts";
import { readConfig } from "./config.ts";

describe("taking a backup", () => {
  let place = "";
  const data = () => join(place, "data");
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "chancery-backup-"));
    mkdirSync(data());
  });
  afterEach(() => rmSync(place, { recursive: true }));
  const take = (into: string, env: Record<string, string> = {}) => {
    const config = readConfig({ env: { CHANCERY_DATA_DIR: data(), ...env }, repository: "/nowhere" });
    return takeBackup({ config, version: "0.1.0" }, { into, dump: undefined });
  };

  it.each(["data", "data/backup", "data/../data/a/b"])("is refused into the data folder: %s", async (into) => {
    await expect(take(`${place}/${into}`)).rejects.toThrow("is inside the data folder");
    expect(readdirSync(data())).toEqual([]);
  });

  it("is refused where nothing can be written, and on PostgreSQL without a dump", async () => {
    await expect(take("/proc/none")).rejects.toThrow(/cannot be written to: E\w+/);
    const url = "postgres://nobody@127.0.0.1:1/none";
    const postgres = { CHANCERY_DATABASE_URL: url, CHANCERY_SECRET: randomBytes(32).toString("hex") };
    await expect(take(join(place, "backup"), postgres)).rejects.toThrow("dump the database first");
    expect(existsSync(join(place, "backup"))).toBe(false);
  });

  it("leaves no snapshot where there is no database to copy", async () => {
    await expect(take(join(place, "backup"))).rejects.toThrow();
    expect(readdirSync(join(place, "backup/snapshots"))).toEqual([]);
  });
});
