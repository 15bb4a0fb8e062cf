// Where the code stands: repository, commit, and whether anything is changed. The one place that starts a program.
import { execFile } from "node:child_process";
import { basename, resolve } from "node:path";
import { promisify } from "node:util";
import type { LineageFact } from "@chancery/core";

const run = promisify(execFile);

/**
 * The `built_from` fact of the work tree that holds `folder`, or undefined outside of one, before its first commit, or
 * without git. `isDirty` counts changed and untracked files, `except` these.
 */
export async function readGit(
  folder: string,
  except: readonly string[] = [],
): Promise<Extract<LineageFact, { kind: "built_from" }> | undefined> {
  // A work tree's own settings can name a program to run: none of ours may.
  const git = async (...args: readonly string[]) =>
    (
      await run("git", ["--no-optional-locks", "-c", "core.fsmonitor=false", ...args], {
        cwd: folder,
        timeout: 20_000,
        maxBuffer: 2 ** 26,
      })
    ).stdout.trim();
  try {
    const [root, commit] = (await git("rev-parse", "--show-toplevel", "HEAD")).split("\n");
    if (root === undefined || commit === undefined || !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit)) return undefined;
    const inside = except.map((path) => resolve(folder, path)).filter((path) => path.startsWith(`${root}/`));
    const excluded = inside.map((path) => `:(exclude,literal)${path.slice(root.length + 1)}`);
    const changes = await git("-C", root, "status", "--porcelain", "--", ".", ...excluded);
    const remote = await git("remote", "get-url", "origin").catch(() => "");
    return {
      kind: "built_from",
      repository: withoutCredentials(remote) || basename(root),
      commit,
      isDirty: changes !== "",
    };
  } catch {
    return undefined;
  }
}

/** An address as people write it, without the user and password some put in it. */
export function withoutCredentials(remote: string): string {
  if (!URL.canParse(remote)) return remote;
  const url = new URL(remote);
  if (!/^https?:$/.test(url.protocol)) return remote;
  [url.username, url.password] = ["", ""];
  return url.href;
}
