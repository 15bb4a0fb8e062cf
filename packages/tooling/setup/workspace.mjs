// Where things lie in the workspace, and which packages it holds. Needs nothing installed.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** For stamps, reports and a browser of our own: ignored by git, gone with node_modules. */
export const cacheFolder = join(root, "node_modules/.cache/chancery");

/**
 * Reads a JSON file by its path from the top of the repository.
 * @param {string} path
 * @returns {any}
 */
export const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

const folderNames = (parent) =>
  readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, parent, entry.name, "package.json")))
    .map((entry) => `${parent}/${entry.name}`);

/**
 * @typedef {Readonly<Record<string, string>>} Strings
 * @typedef {{ readonly dependencies?: Strings, readonly devDependencies?: Strings }} Manifest
 * @typedef {{ readonly folder: string, readonly name: string, readonly scripts: Strings, readonly manifest: Manifest }} Package
 */

/**
 * Every package in a stable order, its folder from the top of the repository.
 * @returns {readonly Package[]}
 */
export function listPackages() {
  const folders = [...folderNames("packages"), ...folderNames("apps"), "e2e"].sort();
  return folders.map((folder) => {
    const manifest = readJson(`${folder}/package.json`);
    return { folder, name: manifest.name, scripts: manifest.scripts ?? {}, manifest };
  });
}
