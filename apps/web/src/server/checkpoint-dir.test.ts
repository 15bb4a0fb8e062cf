// The place outside the data folder where signed checkpoints also go.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { assertUsable, openCheckpointDir, whyNotApart } from "./checkpoint-dir.ts";

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "chancery-checkpoints-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function opened(path = root) {
  const errors: string[] = [];
  const log = { error: (_facts: object, message: string) => void errors.push(message) };
  return { errors, place: openCheckpointDir({ path, origin: "registry.test/audit/2", log }) };
}

it("keeps the newest checkpoint in a file of the log's name, and nothing beside it", async () => {
  const { place, errors } = opened();
  expect(await place.read()).toBeUndefined();
  await place.write("one\n");
  await place.write("two\n");
  expect(await place.read()).toBe("two\n");
  expect(readdirSync(root)).toEqual(["registry.test_audit_2.checkpoint"]);
  expect(errors).toEqual([]);
});

it("keeps the registry going while it cannot be reached, and says so each time", async () => {
  const { place, errors } = opened(join(root, "gone"));
  await place.write("one\n");
  await place.write("two\n");
  expect(errors).toEqual(Array(2).fill("the checkpoint in CHANCERY_CHECKPOINT_DIR could not be written"));
  const file = join(root, "file");
  writeFileSync(file, "");
  const broken = opened(file);
  expect(await broken.place.read()).toBeUndefined();
  expect(broken.errors).toEqual(["the checkpoint in CHANCERY_CHECKPOINT_DIR could not be read"]);
});

it("is a folder that is there, or the start says what to do", async () => {
  await expect(assertUsable(join(root, "none"))).rejects.toThrow("is not a folder: create it, or mount");
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(assertUsable(file)).rejects.toThrow("is not a folder");
  await expect(assertUsable(root)).resolves.toBeUndefined();
});

it("lies apart only where the data folder does not hold it, by whatever name it is reached", async () => {
  const [data, apart, linked] = ["data", "data-elsewhere", "linked"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(join(data, "inner"), { recursive: true });
  mkdirSync(apart);
  symlinkSync(join(data, "inner"), linked);
  expect(await whyNotApart(apart, data)).toBeUndefined();
  expect(await whyNotApart(undefined, data)).toContain("only in the data folder");
  for (const path of [data, join(data, "inner"), linked])
    expect(await whyNotApart(path, data), path).toContain("is inside the data folder");
});
