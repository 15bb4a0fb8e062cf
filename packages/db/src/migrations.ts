// Reads the migrations beside this package and says which are still to be run.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Dialect } from "./handle.ts";

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string };
export type Applied = { readonly name: string; readonly hash: string };

/** Every migration of a dialect, in order. */
export function readMigrations(dialect: Dialect): readonly Migration[] {
  const root = dirname(createRequire(import.meta.url).resolve("@chancery/db/package.json"));
  const folder = join(root, "migrations", dialect);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), "utf8");
      return { name: file.slice(0, -".sql".length), sql, hash: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The migrations left to run. Refuses a schema newer than this program, and a migration edited after it ran. */
export function pending(all: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const known = new Map(all.map((migration) => [migration.name, migration.hash]));
  for (const { name, hash } of applied) {
    if (!known.has(name))
      throw new Error(`the database has migration ${name}, which this program does not know: run a newer Chancery`);
    if (known.get(name) !== hash) throw new Error(`migration ${name} differs from the one the database ran`);
  }
  const done = new Set(applied.map((migration) => migration.name));
  return all.filter((migration) => !done.has(migration.name));
}
