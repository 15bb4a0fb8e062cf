// The guards in force are those of the newest migration of guards: what stands in an older one is made anew by it.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/workspace.mjs";

/** @param {"sqlite" | "postgres"} engine */
export function newestGuards(engine) {
  const folder = `packages/db/migrations/${engine}`;
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith("_guards.sql"));
  return `${folder}/${names.sort().at(-1)}`;
}
