// A work tree of one commit.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** Makes `folder` a git work tree with everything in it committed. */
export async function commitAll(folder: string): Promise<void> {
  const git = (...args: string[]) =>
    exec("git", ["-c", "user.name=Dana", "-c", "user.email=dana@example.test", ...args], { cwd: folder });
  await git("init", "--quiet");
  await git("add", "CARD.md");
  await git("commit", "--quiet", "-m", "Card");
}
