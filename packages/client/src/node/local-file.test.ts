import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratchFolder } from "../testing/scratch.ts";
import { collectFiles, hashFile } from "./local-file.ts";
import { createTally } from "./progress.ts";

function folderWith(paths: readonly string[]): string {
  const folder = scratchFolder();
  for (const path of paths) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}
const pathsOf = async (paths: readonly string[]) => (await collectFiles(paths)).map(({ path }) => path);

describe("collecting files", () => {
  it("puts a single folder's content at the root, sorted, without .git", async () => {
    const folder = folderWith(["b.bin", "a/c.txt", ".git/config", ".hidden"]);
    expect(await pathsOf([folder])).toEqual([".hidden", "a/c.txt", "b.bin"]);
  });

  it("lets each of several paths keep its name", async () => {
    const folder = folderWith(["model.onnx", "tokenizer/vocab.txt"]);
    expect(await pathsOf([join(folder, "model.onnx"), join(folder, "tokenizer")])).toEqual([
      "model.onnx",
      "tokenizer/vocab.txt",
    ]);
  });

  it("names files in the Unicode form they have on disk", async () => {
    expect(await pathsOf([folderWith(["cafe\u0301.bin"])])).toEqual(["cafe\u0301.bin"]);
  });

  it.each([
    ["a missing path", (folder: string) => [join(folder, "missing")], "unreadable"],
    [
      "an empty folder",
      (folder: string) => (mkdirSync(join(folder, "empty")), [join(folder, "empty")]),
      "folder_empty",
    ],
    [
      "a symbolic link",
      (folder: string) => (symlinkSync("/etc/hostname", join(folder, "link")), [folder]),
      "symbolic_link",
    ],
    [
      "a name that holds control characters",
      (folder: string) => (writeFileSync(join(folder, "a\nb"), ""), [folder]),
      "path_invalid",
    ],
    [
      "names that differ in case alone",
      (folder: string) => (writeFileSync(join(folder, "A.BIN"), ""), [folder]),
      "path_collides",
    ],
    [
      "two files of one name",
      (folder: string) => (writeFileSync(join(folder, "x"), ""), [join(folder, "x"), join(folder, "x")]),
      "path_collides",
    ],
  ])("refuses %s", async (_name, prepare, reason) => {
    const folder = folderWith(["a.bin"]);
    await expect(collectFiles(prepare(folder))).rejects.toMatchObject({
      code: "LOCAL_FILE",
      reasons: [{ code: reason }],
    });
  });
});

describe("hashing", () => {
  it("answers the SHA-256 and reports how far it is", async () => {
    const folder = folderWith(["a.bin"]);
    const [file] = await collectFiles([folder]);
    const seen: number[] = [];
    const tally = createTally("hash", [file!], ({ doneBytes }) => seen.push(doneBytes));
    expect((await hashFile(file!, tally)).sha256).toBe(createHash("sha256").update("a.bin").digest("hex"));
    expect(seen.at(-1)).toBe(5);
  });

  it("refuses a file that changes meanwhile", async () => {
    const folder = folderWith(["a.bin"]);
    const [file] = await collectFiles([folder]);
    truncateSync(join(folder, "a.bin"), 2);
    const hashing = hashFile(file!, createTally("hash", [file!], undefined));
    await expect(hashing).rejects.toMatchObject({ code: "LOCAL_FILE", reasons: [{ code: "file_changed" }] });
  });
});
