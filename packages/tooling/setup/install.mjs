// Installs the workspace with the pinned pnpm, once per lockfile; better-sqlite3 is compiled where no prebuilt is to be had.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { ProgramFailed, run, which } from "./run.mjs";
import { say, step } from "./say.mjs";
import { cacheFolder, listPackages, readJson, root } from "./workspace.mjs";

const stamp = join(cacheFolder, "installed");

/** Leaves a workspace whose dependencies are those of the lockfile and load in this Node; quick when they already do. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (
    existsSync(join(root, "node_modules/.modules.yaml")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === wanted
  )
    return;
  rmSync(stamp, { force: true });
  const env = { ...headersOfThisNode(), CI: "true" };
  await step("installing dependencies (the first time takes minutes: SQLite may be compiled)", () => install(env));
  await ensureSqliteLoads(env);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Runs the pnpm that package.json pins; without a network too, once it has been here. */
export const pnpm = (args, { env = {}, ...options } = {}) =>
  run("npx", ["--yes", readJson("package.json").packageManager, ...args], {
    ...options,
    env: { npm_config_prefer_offline: "true", ...env },
  });

function fingerprint() {
  const hash = createHash("sha256");
  const manifests = listPackages().map(({ folder }) => `${folder}/package.json`);
  for (const path of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ...manifests])
    hash.update(path).update(readFileSync(join(root, path)));
  return hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`).digest("hex");
}

async function install(env) {
  const pull = () => pnpm(["install", "--frozen-lockfile"], { env });
  try {
    await pull();
  } catch (error) {
    if (!(await gainCompiler(error))) throw error;
    await pull();
  }
}

/** A Node of another ABI leaves the old build in place: pnpm sees nothing to do. */
async function ensureSqliteLoads(env) {
  const load = () =>
    run(process.execPath, ["-e", `new (require("better-sqlite3"))(":memory:").close()`], {
      cwd: join(root, "packages/db"),
    });
  try {
    await load();
  } catch (error) {
    await gainCompiler(error);
    await step("compiling SQLite for this Node", () => pnpm(["rebuild", "--recursive", "better-sqlite3"], { env }));
    await load();
  }
}

/** Answers whether a compiler was missing and is there now. */
async function gainCompiler(cause) {
  const missing = ["g++", "make", "python3"].filter((name) => which(name) === undefined);
  if (missing.length === 0 || !/better-sqlite3|node-gyp/.test(cause.output)) return false;
  if (!canInstallDebianPackages())
    throw new ProgramFailed(
      `SQLite has no prebuilt binary here and cannot be compiled: install ${missing.join(", ")} and run this again`,
      cause.output,
    );
  say(`no prebuilt SQLite and no compiler (${missing.join(", ")} missing)`);
  await installDebianPackages(["g++", "make", "python3"], "to compile SQLite");
  return true;
}

/** node-gyp downloads headers unless told where they lie; those of the running Node usually lie beside it. */
function headersOfThisNode() {
  if (process.env.npm_config_nodedir) return {};
  const prefix = dirname(dirname(process.execPath));
  const header = join(prefix, "include/node/node_version.h");
  if (!existsSync(header)) return {};
  const text = readFileSync(header, "utf8");
  const part = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
  const isOfThisNode = [part("MAJOR"), part("MINOR"), part("PATCH")].join(".") === process.versions.node;
  return isOfThisNode ? { npm_config_nodedir: prefix } : {};
}
