// Opens real databases for suites: a SQLite file always, PostgreSQL too where CHANCERY_TEST_POSTGRES_URL says one runs.
import { randomBytes } from "node:crypto";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { afterEach, describe, inject } from "vitest";
import type { Db } from "./db.ts";
import type { Dialect } from "./handle.ts";
import { openDatabase } from "./open-database.ts";
import { administer, databaseOn, schemaOf, scratchFolder } from "./testing/template.ts";

export { scratchFolder };

export type TestEngine = {
  readonly name: string;
  open(): Promise<OpenedDatabase>;
  /**
   * Opens, and so migrates, what an earlier program left: a SQLite file, or the text of pg_dump with inserts. `edits` are
   * made before, its guards standing.
   */
  openKept(dump: Uint8Array, edits?: readonly string[]): Promise<OpenedDatabase>;
};
export type OpenedDatabase = { readonly db: Db; readonly location: string; drop(): Promise<void> };

/** What to copy, where the run has a template that is still true; without one a test migrates a database of its own. */
function templateOf(dialect: Dialect): string | undefined {
  const template = inject("templates")?.[dialect];
  return template?.schema === schemaOf(dialect) ? template.source : undefined;
}

async function openSqliteAfter(fill: (location: string) => void | Promise<void>): Promise<OpenedDatabase> {
  const folder = scratchFolder("chancery-db-");
  const location = join(folder, "chancery.db");
  await fill(location);
  const db = await openDatabase(location);
  return {
    db,
    location,
    async drop() {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The embedded engine, for the suites that are about it alone. */
export const sqlite: TestEngine = {
  name: "SQLite",
  open: () =>
    openSqliteAfter((location) => {
      const template = templateOf("sqlite");
      if (template) copyFileSync(template, location);
    }),
  openKept: (dump, edits = []) =>
    openSqliteAfter(async (location) => {
      writeFileSync(location, dump);
      for (const edit of edits) await plainly(location, edit);
    }),
};

type Filling = { readonly template?: string | undefined; fill?(location: string): Promise<void> };
async function openPostgresAfter(server: string, { template = "template1", fill }: Filling): Promise<OpenedDatabase> {
  const name = `chancery_${randomBytes(8).toString("hex")}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const location = databaseOn(server, name);
  await fill?.(location);
  const db = await openDatabase(location);
  return {
    db,
    location,
    async drop() {
      await db.close();
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const postgres = (server: string): TestEngine => ({
  name: "PostgreSQL",
  open: () => openPostgresAfter(server, { template: templateOf("postgres") }),
  openKept: (dump, edits = []) =>
    openPostgresAfter(server, {
      async fill(location) {
        await administer(location, Buffer.from(dump).toString());
        for (const edit of edits) await plainly(location, edit);
      },
    }),
});

const edited = new Set<string>();
/** Whether somebody has written into this database with plain SQL. */
export const isEdited = (location: string): boolean => edited.has(location);

/**
 * Plain SQL over a connection of its own, past every guard, which stand afterwards as before: all that someone who has the
 * whole database can do.
 */
export async function meddle(location: string, ...statements: readonly string[]): Promise<void> {
  edited.add(location);
  if (location.startsWith("postgres")) {
    const guards = (await plainly(location, standing)) as readonly { off: string; on: string }[];
    const all = (which: "off" | "on") => guards.map((guard) => guard[which]).join(";");
    for (const statement of [all("off"), ...statements, all("on")]) await administer(location, statement);
    return;
  }
  const connection = new Database(location);
  const guards = connection.prepare(`SELECT name, sql FROM sqlite_master WHERE ${areGuards}`).all();
  for (const { name } of guards as { name: string }[]) connection.exec(`DROP TRIGGER "${name}"`);
  for (const statement of statements) connection.exec(statement);
  for (const { sql } of guards as { sql: string }[]) connection.exec(sql);
  connection.close();
}
const standing = `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
    format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' ELSE '' END, tgname) AS on
  FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname NOT LIKE 'written_%'`;
const areGuards = "type = 'trigger' AND name NOT LIKE 'model_text_%'";

/** Takes every guard away, or, on PostgreSQL, out of force; not what notes written rows: no guard, and of no use to whoever edits. */
export async function dropGuards(location: string): Promise<void> {
  if (location.startsWith("postgres"))
    return administer(
      location,
      `DO $$ DECLARE guard record; BEGIN
         FOR guard IN SELECT tgname, tgrelid::regclass AS held FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'written_%'
         LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', guard.held, guard.tgname); END LOOP; END $$`,
    );
  const connection = new Database(location);
  const guards = connection.prepare(`SELECT name FROM sqlite_master WHERE ${areGuards}`).pluck().all() as string[];
  for (const name of guards) connection.exec(`DROP TRIGGER "${name}"`);
  connection.close();
}

/** Rows of plain SQL, over a connection of its own, guards standing. Throws what the engine throws. */
export async function plainly(location: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  if (!/^\s*(SELECT|EXPLAIN)/i.test(statement)) edited.add(location);
  if (location.startsWith("postgres")) {
    const client = new pg.Client({ connectionString: location });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }
  const connection = new Database(location);
  try {
    const prepared = connection.prepare(statement);
    if (prepared.reader) return prepared.all() as Record<string, unknown>[];
    prepared.run();
    return [];
  } finally {
    connection.close();
  }
}

/**
 * Locks whoever writes out, as another process would: SQLite's write lock, the head of the log on PostgreSQL. The answer
 * lets them in again.
 */
export async function lockOut(location: string): Promise<() => Promise<void>> {
  if (!location.startsWith("postgres")) {
    const connection = new Database(location);
    connection.exec("BEGIN EXCLUSIVE");
    return () => Promise.resolve(void connection.close());
  }
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT 1 FROM audit_head FOR UPDATE");
  return () => client.end();
}

/** How many statements `work` has the database run, the begin and the end of its transactions among them. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const watched = [
    ...watch(Database.prototype, ["exec"]),
    ...watch(preparedStatement(), ["run", "get", "all"]),
    ...watch(pg.Client.prototype, ["query"]),
  ];
  for (const { target, method, original } of watched)
    target[method] = function (...given) {
      count += 1;
      return original.apply(this, given);
    };
  try {
    await work();
    return count;
  } finally {
    for (const { target, method, original } of watched) target[method] = original;
  }
}

type Methods = Record<string, (this: unknown, ...given: unknown[]) => unknown>;
const watch = (target: object, methods: readonly string[]) =>
  methods.map((method) => ({ target: target as Methods, method, original: (target as Methods)[method]! }));

/** What better-sqlite3 keeps a prepared statement's methods on. */
function preparedStatement(): object {
  const connection = new Database(":memory:");
  const prototype = Object.getPrototypeOf(connection.prepare("SELECT 1")) as object;
  connection.close();
  return prototype;
}

/** Bytes as a literal of either engine. */
export const bytesLiteral = (location: string, bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString("hex");
  return location.startsWith("postgres") ? `'\\x${hex}'::bytea` : `x'${hex}'`;
};

const server = process.env["CHANCERY_TEST_POSTGRES_URL"];
const isSqliteDone = process.env["CHANCERY_TEST_SQLITE"] === "done";
/** The engines every suite runs on here: both where there is a server, unless SQLite has had its turn. */
export const engines: readonly TestEngine[] = !server
  ? [sqlite]
  : [...(isSqliteDone ? [] : [sqlite]), postgres(server)];

/** Runs a suite on every engine that is at hand. `open()` gives a fresh, migrated database that is dropped after the test. */
export function eachDatabase(
  name: string,
  suite: (open: () => Promise<OpenedDatabase>, engine: TestEngine) => void,
): void {
  describe.each(engines.map((engine) => [engine.name, engine] as const))(`${name} on %s`, (_name, engine) => {
    const drops: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const drop of drops.splice(0)) await drop();
    });
    suite(async () => {
      const opened = await engine.open();
      drops.push(opened.drop);
      return opened;
    }, engine);
  });
}
