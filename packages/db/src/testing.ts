// Opens real databases for suites: a SQLite file always, PostgreSQL too where CHANCERY_TEST_POSTGRES_URL says one runs.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

const server = process.env["CHANCERY_TEST_POSTGRES_URL"];
/** The engines every suite runs on here. */
export const engines: readonly TestEngine[] = server ? [sqlite, postgres(server)] : [sqlite];
