// What somebody with the database in their hands could do: drop the guards and edit a row.
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import type { RunningServer } from "./server.ts";

/** Rewrites who did the act of entry `index`, with plain SQL. */
export async function forgeEntry(server: RunningServer, index: number): Promise<void> {
  if (server.databaseUrl) {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    await client.query("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_guard");
    await client.query(
      "UPDATE audit_entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'success', 'denied'), 'UTF8') WHERE idx = $1",
      [index],
    );
    await client.query("ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_guard");
    await client.end();
    return;
  }
  const database = new Database(join(server.dataFolder, "chancery.db"), { timeout: 5_000 });
  const guard = database
    .prepare("SELECT sql FROM sqlite_master WHERE name = 'audit_entry_no_update'")
    .pluck()
    .get() as string;
  database.exec("DROP TRIGGER audit_entry_no_update");
  database
    .prepare(
      "UPDATE audit_entry SET leaf = CAST(replace(CAST(leaf AS TEXT), 'success', 'denied') AS BLOB) WHERE idx = ?",
    )
    .run(index);
  database.exec(guard);
  database.close();
}

type Edited = Pick<RunningServer, "dataFolder" | "databaseUrl">;

/** Runs one statement on a table with its guards out of the way, and puts them back as they were. */
export async function editBeneath(server: Edited, table: string, statement: string): Promise<void> {
  if (server.databaseUrl) {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string; enabled: string }>(
      "SELECT tgname AS name, tgenabled AS enabled FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal",
      [table],
    );
    for (const { name } of rows) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    await client.query(statement);
    for (const { name, enabled } of rows)
      await client.query(`ALTER TABLE ${table} ENABLE ${enabled === "A" ? "ALWAYS " : ""}TRIGGER ${name}`);
    await client.end();
    return;
  }
  const database = new Database(join(server.dataFolder, "chancery.db"), { timeout: 5_000 });
  const guards = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
    .all(table.replaceAll('"', "")) as { name: string; sql: string }[];
  for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
  database.exec(statement);
  for (const { sql } of guards) database.exec(sql);
  database.close();
}
