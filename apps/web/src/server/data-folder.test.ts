import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";

const fresh = () => join(mkdtempSync(join(tmpdir(), "chancery-data-")), "data");

it("makes a key once and gives the same one ever after, for its owner alone", async () => {
  const root = fresh();
  const folder = await openDataFolder(root);
  const keys = await Promise.all([folder.key("log.key", 32), folder.key("log.key", 32)]);
  expect(keys[0].equals(keys[1])).toBe(true);
  expect((await (await openDataFolder(root)).key("log.key", 32)).equals(keys[0])).toBe(true);
  expect(statSync(folder.path("log.key")).mode & 0o777).toBe(0o600);
  expect(statSync(root).mode & 0o777).toBe(0o700);
});
it("refuses a key file of another size", async () => {
  const root = fresh();
  const folder = await openDataFolder(root);
  writeFileSync(folder.path("log.key"), "abcd\n");
  await expect(folder.key("log.key", 32)).rejects.toThrow("does not hold a key");
});
it("replaces a file and leaves nothing beside it", async () => {
  const root = fresh();
  const folder = await openDataFolder(root);
  expect(await folder.read("checkpoint")).toBeUndefined();
  await folder.write("checkpoint", "one\n");
  await folder.write("checkpoint", "two\n");
  expect(await folder.read("checkpoint")).toBe("two\n");
  expect(readdirSync(root)).toEqual(["checkpoint"]);
});
