// Reads the migrations beside this package and says which are still to be run.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ChanceryError, type Reason } from "@chancery/core";
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

/** What was wrong with the guards where nothing was to run, and the names of what ran. */
export type Migrated = { readonly fault: Reason | undefined; readonly ran: readonly string[] };

/** `isBegun`: there was a registry here, so its database is not made anew. */
export type Opening = { readonly isBegun?: boolean };

/**
 * The migrations left to run. Refuses a schema newer than this program, a migration edited after it ran, one that is not
 * recorded although a later one is, and an empty database where there was a registry.
 */
export function pending(
  all: readonly Migration[],
  applied: readonly Applied[],
  { isBegun = false }: Opening = {},
): readonly Migration[] {
  if (isBegun && applied.length === 0) throw databaseLost();
  const fault = whyNotOurs(all, applied);
  if (fault) throw unusable(fault);
  const done = new Set(applied.map(({ name }) => name));
  const due = all.filter(({ name }) => !done.has(name));
  const last = all.findLast(({ name }) => done.has(name));
  const skipped = due.find(({ name }) => last && name < last.name);
  if (skipped) throw unusable(unrecorded(skipped.name, `${last?.name} ran after it`));
  return due;
}

/** Why the migrations that a database records are not those this program would have it record by now. */
export function whyNotApplied(all: readonly Migration[], applied: readonly Applied[]): Reason | undefined {
  const done = new Set(applied.map(({ name }) => name));
  const missing = all.find(({ name }) => !done.has(name));
  return whyNotOurs(all, applied) ?? (missing && unrecorded(missing.name, "this server started on it"));
}

/** Of a migration that ran, as something else shows. */
export const unrecorded = (name: string, proof: string): Reason => ({
  code: "migration_unrecorded",
  message: `the database does not record that it ran the migration ${name}, although ${proof}: somebody edited schema_migration by hand. Put that row back, or restore a backup into a new data folder`,
});

function whyNotOurs(all: readonly Migration[], applied: readonly Applied[]): Reason | undefined {
  const known = new Map(all.map((migration) => [migration.name, migration.hash]));
  for (const { name, hash } of applied) {
    if (!known.has(name))
      return {
        code: "schema_newer",
        message: `the database has migration ${name}, which this program does not know: run a newer Chancery`,
      };
    if (known.get(name) !== hash)
      return {
        code: "schema_differs",
        message: `migration ${name} differs from the one the database ran: run the Chancery it ran`,
      };
  }
  return undefined;
}

export const unusable = (reason: Reason) => new ChanceryError("UNAVAILABLE", reason.message, { reasons: [reason] });

/** A signed checkpoint says that there were entries. */
export const databaseLost = () =>
  unusable({
    code: "database_lost",
    message:
      "the database is empty, but its log was signed over entries: put the database back, or restore a backup into a new data folder",
  });
