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
