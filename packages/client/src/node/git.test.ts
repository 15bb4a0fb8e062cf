import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratchFolder } from "../testing/scratch.ts";
import { readGit, withoutCredentials } from "./git.ts";

function workTree() {
  const folder = scratchFolder();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", ...args], { cwd: folder })
      .toString()
      .trim();
  git("init", "-q");
  return { folder, git };
}
function committed() {
  const tree = workTree();
  writeFileSync(join(tree.folder, "train.py"), "print(1)\n");
  tree.git("add", ".");
  tree.git("commit", "-q", "-m", "first");
  return tree;
}

describe("the code a version is built from", () => {
  it("is the repository, the full commit, and clean", async () => {
    const { folder, git } = committed();
    git("remote", "add", "origin", "https://ada:secret@git.example.test/speech/vad.git");
    expect(await readGit(folder)).toEqual({
      kind: "built_from",
      repository: "https://git.example.test/speech/vad.git",
      commit: git("rev-parse", "HEAD"),
      isDirty: false,
    });
  });

  it("is dirty with a change or an untracked file, but not for the files that are pushed", async () => {
    const { folder } = committed();
    writeFileSync(join(folder, "model.onnx"), "weights");
    expect((await readGit(folder, ["model.onnx"]))?.isDirty).toBe(false);
    expect((await readGit(folder, [join(folder, "model.onnx")]))?.isDirty).toBe(false);
    expect((await readGit(folder))?.isDirty).toBe(true);
    writeFileSync(join(folder, "train.py"), "print(2)\n");
    expect((await readGit(folder, ["model.onnx"]))?.isDirty).toBe(true);
  });

  it("is nothing outside a work tree and before the first commit", async () => {
    expect(await readGit(scratchFolder())).toBeUndefined();
    expect(await readGit(workTree().folder)).toBeUndefined();
  });

  it("is read without starting a program the work tree names", async () => {
    const { folder, git } = committed();
    const hook = join(folder, "hook.sh");
    writeFileSync(hook, `#!/bin/sh\ntouch ${join(folder, "started")}\n`);
    chmodSync(hook, 0o755);
    git("config", "core.fsmonitor", hook);
    await readGit(folder);
    expect(existsSync(join(folder, "started"))).toBe(false);
  });
});

it.each([
  ["https://user:token@host/a.git", "https://host/a.git"],
  ["git@host:a/b.git", "git@host:a/b.git"],
  ["ssh://git@host/a.git", "ssh://git@host/a.git"],
])("shows %s as %s", (remote, shown) => {
  expect(withoutCredentials(remote)).toBe(shown);
});
