// The package as it is published: built when any source is newer, packed, installed outside of the repository.
import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const exec = promisify(execFile);
export const packageFolder = fileURLToPath(new URL("../..", import.meta.url));

/** The declarations hold the server's types too, so its sources count. */
export async function ensureBuilt(): Promise<void> {
  const sources = ["src", "build", "../core/src", "../services/src", "../api/src"].map((folder) =>
    join(packageFolder, folder),
  );
  const builtMs = statSync(join(packageFolder, "dist/index.d.ts"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (sources.every((folder) => newestIn(folder) <= builtMs)) return;
  await exec(process.execPath, ["build.mjs"], { cwd: packageFolder });
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/\.test(-d)?\.ts$/.test(entry.name),
  );
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Packs the client and installs the tarball in `folder`, with nothing but npm and that file. */
export async function installPacked(folder: string): Promise<void> {
  const packed = await exec("npm", ["pack", "--json", "--pack-destination", folder], { cwd: packageFolder });
  const [tarball] = JSON.parse(packed.stdout) as { readonly filename: string }[];
  await exec("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, tarball?.filename ?? "")], {
    cwd: folder,
  });
}
