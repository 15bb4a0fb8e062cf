// Vitest's global setup: an empty, migrated database of each engine, made once for a run and copied for every test.
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import type { Dialect } from "../handle.ts";
import { readMigrations } from "../migrations.ts";
import { openDatabase } from "../open-database.ts";

/** `source` is a SQLite file or the name of a PostgreSQL database; `schema` says which migrations it ran. */
export type Template = { readonly source: string; readonly schema: string };
declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- vitest's own is added to
  interface ProvidedContext {
    readonly templates?: Readonly<Partial<Record<Dialect, Template>>>;
  }
}

/** Which migrations stand on the disk now: whoever has broken one of them on purpose must not be given a copy of before. */
export const schemaOf = (dialect: Dialect): string =>
  createHash("sha256")
    .update(
      readMigrations(dialect)
        .map(({ name, hash }) => `${name} ${hash}\n`)
        .join(""),
    )
    .digest("hex");

const sharedMemory = "/dev/shm";
const enoughBytes = 2 ** 30;

/**
 * A new folder for files that a test throws away, in memory where there is room: a sync then costs nothing. That the
 * server syncs, and in what order, is seen in its system calls by e2e/faults.
 */
export function scratchFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom(sharedMemory) ? sharedMemory : tmpdir(), prefix));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false; // not every system has one
  }
}

export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export const databaseOn = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).toString();

export default async function makeTemplates(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratchFolder("chancery-template-");
  const file = join(folder, "chancery.db");
  await (await openDatabase(file)).close();
  const sqlite = { source: file, schema: schemaOf("sqlite") };
  const server = process.env["CHANCERY_TEST_POSTGRES_URL"];
  const name = `chancery_template_${randomBytes(8).toString("hex")}`;
  if (server) {
    await administer(server, `CREATE DATABASE ${name}`);
    await (await openDatabase(databaseOn(server, name))).close();
  }
  project.provide("templates", { sqlite, ...(server && { postgres: { source: name, schema: schemaOf("postgres") } }) });
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (server) await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
}
