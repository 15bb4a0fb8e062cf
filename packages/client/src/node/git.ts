// Where the code stands: repository, commit, and whether anything is changed. The one place that starts a program.
import { execFile } from "node:child_process";
import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { withoutSecrets, type LineageFact } from "@chancery/core";

type BuiltFrom = Extract<LineageFact, { kind: "built_from" }>;
export type GitState = {
  /** Null where no commit can be told: outside of a work tree, before its first commit, without git. */
  readonly fact: BuiltFrom | null;
  /** What whoever pushes should know about it, in sentences. */
  readonly notes: readonly string[];
};

const run = promisify(execFile);

/**
 * The `built_from` fact of the work tree that holds `folder`, or undefined where there is none. `isDirty` when anything
 * that git tracks differs from the commit, what is `pushed` included, or when there are untracked files that are not
 * pushed. An artifact that git does not track is what a build makes, and says nothing about the code.
 */
export const readGit = async (folder: string, pushed: readonly string[] = []): Promise<BuiltFrom | undefined> =>
  (await lookAtGit(folder, pushed)).fact ?? undefined;

/** As `readGit`, and what to say about it. */
export async function lookAtGit(folder: string, pushed: readonly string[]): Promise<GitState> {
  const found = await openWorkTree(folder);
  if (!("tree" in found)) return { fact: null, notes: found.note === undefined ? [] : [found.note] };
  const { tree } = found;
  try {
    const remote = await tree.git("remote", "get-url", "origin").catch(() => "");
    const { text: repository, removed } = withoutSecrets(remote.trim());
    const isDirty = await isChanged(tree, await insideOf(tree, folder, pushed));
    return {
      fact: { kind: "built_from", repository: repository || basename(tree.root), commit: tree.commit, isDirty },
      notes: removed.map((what) => `The address of the git remote contains ${what}, which was left out of the record.`),
    };
  } catch (error) {
    return { fact: null, notes: [unread(error)] };
  }
}

type Git = (...args: readonly string[]) => Promise<string>;
type WorkTree = { readonly root: string; readonly commit: string; readonly git: Git };

async function openWorkTree(folder: string): Promise<{ tree: WorkTree } | { note: string | undefined }> {
  const outside = gitIn(folder, []);
  try {
    const filters = foreignFilters(
      await outside("config", "--show-scope", "-z", "--get-regexp", "^filter\\.").catch(() => ""),
    );
    const git = gitIn(folder, filters);
    const root = (await git("rev-parse", "--show-toplevel")).trim();
    const commit = (await git("rev-parse", "--quiet", "--verify", "HEAD").catch(() => "")).trim();
    if (commit === "") return { note: undefined };
    return { tree: { root, commit, git: gitIn(root, filters) } };
  } catch (error) {
    return { note: (await isInRepository(folder)) ? unread(error) : undefined };
  }
}

async function isInRepository(folder: string): Promise<boolean> {
  const isHere = await lstat(join(folder, ".git")).then(
    () => true,
    () => false,
  );
  return isHere || (dirname(folder) !== folder && isInRepository(dirname(folder)));
}

/** A work tree's own settings can name a program to run: none of ours may. */
function gitIn(cwd: string, settings: readonly string[]): Git {
  const safe = ["--no-optional-locks", "-c", "core.fsmonitor=false", ...settings.flatMap((one) => ["-c", one])];
  return async (...args) =>
    (await run("git", [...safe, ...args], { cwd, timeout: 10 * 60_000, maxBuffer: 2 ** 28 })).stdout;
}

/** Settings that switch off the filters the work tree itself names, but Git LFS, whose commands are known. */
function foreignFilters(shown: string): readonly string[] {
  const entries = shown.split("\0");
  const settings = new Set<string>();
  for (let at = 0; at + 1 < entries.length; at += 2) {
    const [scope, entry = ""] = [entries[at], entries[at + 1]];
    const [key = "", command = ""] = entry.split("\n");
    const driver = /^filter\.(.+)\.(?:clean|process)$/.exec(key)?.[1];
    const isOwn = scope === "local" || scope === "worktree";
    if (driver === undefined || !isOwn || /^git-lfs (clean -- %f|filter-process)$/.test(command)) continue;
    for (const part of ["clean=", "process=", "required=false"]) settings.add(`filter.${driver}.${part}`);
  }
  return [...settings];
}

async function insideOf({ root }: WorkTree, folder: string, pushed: readonly string[]): Promise<readonly string[]> {
  const places = await Promise.all(
    pushed.map((path) => realpath(resolve(folder, path)).catch(() => resolve(folder, path))),
  );
  return places
    .map((place) => relative(root, place).split(sep).join("/"))
    .filter((path) => path !== ".." && !path.startsWith("../") && !/^[A-Za-z]:/.test(path));
}

async function isChanged(tree: WorkTree, pushed: readonly string[]): Promise<boolean> {
  const { git } = tree;
  if ((await git("status", "--porcelain", "--untracked-files=no")) !== "") return true;
  const others = pushed.includes("")
    ? ""
    : await git(
        "ls-files",
        "--others",
        "--exclude-standard",
        "--",
        ".",
        ...pushed.map((path) => `:(exclude,literal)${path}`),
      );
  if (others !== "") return true;
  return holdsOtherBytes(tree, await unwatched(tree, pushed));
}

/** Tracked files whose bytes are looked at: those that are pushed, and those git was told not to look at. */
async function unwatched({ git }: WorkTree, pushed: readonly string[]): Promise<readonly string[]> {
  const tracked = (await git("ls-files", "-v", "-z")).split("\0").filter((entry) => entry !== "");
  const isPushed = (path: string) =>
    pushed.some((place) => place === "" || path === place || path.startsWith(`${place}/`));
  return tracked.filter((entry) => /^[a-zS]/.test(entry) || isPushed(entry.slice(2))).map((entry) => entry.slice(2));
}

/** Holds the bytes on disk against the commit's, as git would commit them: line ends and Git LFS included. */
async function holdsOtherBytes({ root, commit, git }: WorkTree, paths: readonly string[]): Promise<boolean> {
  const here: string[] = [];
  for (const path of paths) if (await isFile(resolve(root, path))) here.push(path);
  if (here.length === 0) return false;
  const committed = blobsIn(await git("ls-tree", "-r", "-z", commit));
  for (let at = 0; at < here.length; at += pathsAtOnce) {
    const some = here.slice(at, at + pathsAtOnce);
    const hashed = (await git("hash-object", "--", ...some)).trim().split("\n");
    if (some.some((path, index) => committed.get(path) !== hashed[index])) return true;
  }
  return false;
}

/** Below what the shortest command line of any system holds. */
const pathsAtOnce = 100;

function blobsIn(listed: string): ReadonlyMap<string, string> {
  const lines = listed.split("\0").map((entry) => /^\d+ blob ([0-9a-f]+)\t([\s\S]*)$/.exec(entry));
  return new Map(lines.map((found) => [found?.[2] ?? "", found?.[1] ?? ""]));
}

const isFile = (location: string) =>
  lstat(location).then(
    (stats) => stats.isFile(),
    () => false,
  );

const saidBy = (error: unknown): string => {
  const { stderr, message } = error as { readonly stderr?: string; readonly message?: string };
  return (stderr?.trim() || message || String(error)).split("\n")[0] ?? "";
};
const unread = (error: unknown) => `No commit is recorded, because git cannot read this work tree: ${saidBy(error)}`;
