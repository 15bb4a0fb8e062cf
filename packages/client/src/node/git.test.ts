import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratchFolder } from "../testing/scratch.ts";
import { lookAtGit, readGit } from "./git.ts";

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

  it("is dirty when a pushed file that git tracks is not the commit's, even where git was told not to look", async () => {
    const { folder, git } = committed();
    mkdirSync(join(folder, "export"));
    for (const name of ["export/weights.bin", "export/hidden.bin", "export/skipped.bin"])
      writeFileSync(join(folder, name), "trained");
    git("add", ".");
    git("commit", "-q", "-m", "second");
    writeFileSync(join(folder, "export/new.bin"), "an artifact");
    expect((await readGit(folder, ["export"]))?.isDirty).toBe(false);
    writeFileSync(join(folder, "export/weights.bin"), "changed");
    expect((await readGit(folder, ["export"]))?.isDirty).toBe(true);
    git("checkout", "-q", "export/weights.bin");
    git("update-index", "--assume-unchanged", "export/hidden.bin");
    writeFileSync(join(folder, "export/hidden.bin"), "changed");
    expect(git("status", "--porcelain", "-uno")).toBe("");
    expect((await readGit(folder, ["export"]))?.isDirty).toBe(true);
    expect((await readGit(folder, ["export/new.bin"]))?.isDirty).toBe(true);
    writeFileSync(join(folder, "export/hidden.bin"), "trained");
    git("update-index", "--skip-worktree", "export/skipped.bin");
    writeFileSync(join(folder, "export/skipped.bin"), "changed");
    expect((await readGit(folder, ["export"]))?.isDirty).toBe(true);
  });

  it("is clean for an ignored artifact, and for line ends that git itself would turn back", async () => {
    const { folder, git } = committed();
    writeFileSync(join(folder, ".gitignore"), "*.onnx\n");
    writeFileSync(join(folder, ".gitattributes"), "*.py text\n");
    git("add", ".");
    git("commit", "-q", "-m", "second");
    writeFileSync(join(folder, "model.onnx"), "weights");
    writeFileSync(join(folder, "train.py"), "print(1)\r\n");
    git("add", "train.py");
    expect((await readGit(folder, ["model.onnx", "train.py"]))?.isDirty).toBe(false);
    expect((await readGit(folder, ["."]))?.isDirty).toBe(false);
  });

  it("is dirty with something staged that no commit holds", async () => {
    const { folder, git } = committed();
    writeFileSync(join(folder, "model.onnx"), "weights");
    git("add", "model.onnx");
    expect((await readGit(folder, ["model.onnx"]))?.isDirty).toBe(true);
  });

  it("is told without the secret in the address of its remote, and says that it was left out", async () => {
    const { folder, git } = committed();
    git("remote", "add", "origin", "https://git.example.test/vad.git?private_token=hunter2");
    const { fact, notes } = await lookAtGit(folder, []);
    expect(fact?.repository).toBe("https://git.example.test/vad.git");
    expect(notes).toEqual([expect.stringContaining("private_token")]);
    expect(JSON.stringify({ fact, notes })).not.toContain("hunter2");
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
    git("config", "filter.planted.clean", hook);
    writeFileSync(join(folder, ".gitattributes"), "*.py filter=planted\n");
    writeFileSync(join(folder, "train.py"), "print(2)\n");
    await readGit(folder, ["train.py"]);
    expect(existsSync(join(folder, "started"))).toBe(false);
  });
});
