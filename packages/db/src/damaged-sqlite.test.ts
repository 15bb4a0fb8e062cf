// What a copy that broke off leaves: told at the start, in words, with nothing written to it.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "./open-database.ts";
import { fill } from "./testing-filled.ts";

let folder = "";
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chancery-damaged-"));
  const db = await openDatabase(at("whole.db"));
  await fill(db);
  await db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function refused(file: string): Promise<string> {
  const before = readFileSync(file);
  const error = await openDatabase(file).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: "UNAVAILABLE", reasons: [{ code: "database_damaged" }] });
  expect(readFileSync(file).equals(before)).toBe(true);
  return (error as Error).message;
}

it("refuses a file that is cut off, wherever", async () => {
  const { size } = statSync(at("whole.db"));
  for (const part of [0.99, 0.5, 0.1]) {
    copyFileSync(at("whole.db"), at("cut.db"));
    truncateSync(at("cut.db"), Math.floor(size * part));
    expect(await refused(at("cut.db"))).toContain(`of ${size} bytes`);
  }
});

it("refuses one that is cut off although its write-ahead log came along", async () => {
  const live = await openDatabase(at("whole.db"));
  const writer = new Database(at("whole.db"));
  writer.exec("CREATE TABLE more (body BLOB)");
  writer.exec("INSERT INTO more VALUES (zeroblob(100000))");
  for (const part of ["", "-wal"]) copyFileSync(at("whole.db") + part, at("copy.db") + part);
  truncateSync(at("copy.db"), Math.floor(statSync(at("copy.db")).size / 2));
  writer.close();
  await live.close();
  expect(existsSync(at("copy.db-wal"))).toBe(true);
  await refused(at("copy.db"));
});

it("refuses what is no database, and one whose pages are garbled", async () => {
  writeFileSync(at("text.db"), "These are my notes, and no database at all.\n".repeat(100));
  expect(await refused(at("text.db"))).toContain("is not a SQLite database");
  writeFileSync(at("short.db"), "x");
  await refused(at("short.db"));
  const bytes = readFileSync(at("whole.db"));
  bytes.fill(0xa5, 100, 4096);
  writeFileSync(at("garbled.db"), bytes);
  await refused(at("garbled.db"));
});

it("makes a new database for a new registry only", async () => {
  writeFileSync(at("empty.db"), "");
  for (const name of ["empty.db", "none.db"])
    await expect(openDatabase(at(name), { isBegun: true })).rejects.toMatchObject({
      reasons: [{ code: "database_lost" }],
    });
  expect([statSync(at("empty.db")).size, existsSync(at("none.db"))]).toEqual([0, false]);
  await (await openDatabase(at("empty.db"))).close();
  await (await openDatabase(at("empty.db"), { isBegun: true })).close();
});
