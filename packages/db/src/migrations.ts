// Reads the migrations beside this package and says which are still to be run.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { refuse } from "@chancery/core";
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

/** `isBegun`: there was a registry here, so its database is not made anew. */
export type Opening = { readonly isBegun?: boolean };

/**
 * The migrations left to run. Refuses a schema newer than this program, a migration edited after it ran, and an empty
 * database where there was a registry.
 */
export function pending(
  all: readonly Migration[],
  applied: readonly Applied[],
  { isBegun = false }: Opening = {},
): readonly Migration[] {
  if (isBegun && applied.length === 0) throw databaseLost();
  const known = new Map(all.map((migration) => [migration.name, migration.hash]));
  for (const { name, hash } of applied) {
    if (!known.has(name))
      throw unusable(
        "schema_newer",
        `the database has migration ${name}, which this program does not know: run a newer Chancery`,
      );
    if (known.get(name) !== hash)
      throw unusable(
        "schema_differs",
        `migration ${name} differs from the one the database ran: run the Chancery it ran`,
      );
  }
  const done = new Set(applied.map((migration) => migration.name));
  return all.filter((migration) => !done.has(migration.name));
}

const unusable = (reason: string, message: string) => refuse("UNAVAILABLE", reason, message);

/** A signed checkpoint says that there were entries. */
export const databaseLost = () =>
  unusable(
    "database_lost",
    "the database is empty, but its log was signed over entries: put the database back, or restore a backup into a new data folder",
  );
