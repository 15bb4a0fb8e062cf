// What the server ships: every package that its production dependencies lead to, as installed, and under which licence.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import satisfies from "spdx-satisfies";

/** Licences under which something may be shipped. */
const allowed =
  "MIT Apache-2.0 BSD-2-Clause BSD-3-Clause ISC 0BSD CC0-1.0 CC-BY-4.0 BlueOak-1.0.0 OFL-1.1 Unlicense LGPL-3.0-or-later".split(
    " ",
  );

/** @typedef {{ name: string, version: string, license: string, isOwn: boolean, needs: string[] }} Shipped */

/** By `name@version`, the package in `start` first. A dependency that must be there and is not throws; an optional one is for another machine. @param {string} start */
export function shippedFrom(start) {
  /** @type {Map<string, Shipped>} */
  const found = new Map();
  /** @param {string} folder @returns {string} */
  const visit = (folder) => {
    const read = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const key = `${read.name}@${read.version}`;
    if (found.has(key)) return key;
    /** @type {Shipped} */
    const shipped = {
      name: read.name,
      version: read.version,
      license: read.license ?? "",
      isOwn: read.private === true,
      needs: [],
    };
    found.set(key, shipped);
    // A peer is a dependency of whoever asked for the package, or no part of what runs.
    const needed = { ...read.dependencies, ...read.optionalDependencies };
    for (const name of Object.keys(needed)) {
      const place = placeOf(name, folder);
      if (place) shipped.needs.push(visit(place));
      else if (read.dependencies?.[name] && !read.optionalDependencies?.[name])
        throw new Error(`${key} needs ${name}, which is not installed`);
    }
    return key;
  };
  visit(realpathSync(start));
  return found;
}

/** @param {string} name @param {string} from @returns {string | undefined} */
function placeOf(name, from) {
  const place = join(from, "node_modules", name);
  if (existsSync(join(place, "package.json"))) return realpathSync(place);
  return dirname(from) === from ? undefined : placeOf(name, dirname(from));
}

/** One line for each package whose licence is unknown or not allowed. @param {Iterable<Shipped>} shipped */
export const licenceFaults = (shipped) =>
  [...shipped]
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, version, license }) => `${name}@${version}: ${license || "no licence"}`);

/** @param {string} license */
function isAllowed(license) {
  try {
    return satisfies(license, allowed);
  } catch {
    return false; // no SPDX expression
  }
}
