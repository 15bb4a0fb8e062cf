// Opens real databases for suites: a SQLite file always, PostgreSQL too where CHANCERY_TEST_POSTGRES_URL says one runs.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import type { Db } from "./db.ts";
import { openDatabase } from "./open-database.ts";

export type TestEngine = { readonly name: string; open(): Promise<{ readonly db: Db; readonly location: string; drop(): Promise<void> }> };

const sqlite: TestEngine = {
  name: "SQLite",
  async open() {
    const folder = mkdtempSync(join(tmpdir(), "chancery-db-"));
    const location = join(folder, "chancery.db");
    const db = await openDatabase(location);
    return {
      db,
      location,
      async drop() {
        await db.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

const postgres = (server: string): TestEngine => ({
  name: "PostgreSQL",
  async open() {
    const name = `chancery_${randomBytes(8).toString("hex")}`;
    await administer(server, `CREATE DATABASE ${name}`);
    const location = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
    const db = await openDatabase(location);
    return {
      db,
      location,
      async drop() {
        await db.close();
        await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      },
    };
  },
});

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Plain SQL over a connection of its own, after dropping every guard: all that someone who has the whole database can do. */
export async function meddle(location: string, ...statements: readonly string[]): Promise<void> {
  if (!location.startsWith("postgres")) {
    const connection = new Database(location);
    const guards = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[];
    for (const name of guards) connection.exec(`DROP TRIGGER "${name}"`);
    for (const statement of statements) connection.exec(statement);
    connection.close();
    return;
  }
  const tables = ["audit_head", "audit_entry", "audit_node", "audit_checkpoint", "audit_disclosure"];
  await administer(location, tables.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER ALL`).join(";"));
  for (const statement of statements) await administer(location, statement);
}

/** Bytes as a literal of either engine. */
export const bytesLiteral = (location: string, bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString("hex");
  return location.startsWith("postgres") ? `'\\x${hex}'::bytea` : `x'${hex}'`;
};

const server = process.env["CHANCERY_TEST_POSTGRES_URL"];
/** The engines every suite runs on here. */
export const engines: readonly TestEngine[] = server ? [sqlite, postgres(server)] : [sqlite];
