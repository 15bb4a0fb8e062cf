// Plain SQL on a place's database, beside whatever servers run on it.
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import type { Place } from "../support/server.ts";

export type Row = Readonly<Record<string, unknown>>;

/** The rows of one statement, written alike for both engines; none for a statement that answers nothing. */
export async function rows(place: Place, statement: string): Promise<readonly Row[]> {
  if (place.databaseUrl) {
    const client = new pg.Client({ connectionString: place.databaseUrl });
    await client.connect();
    return client.query<Row>(statement).then(
      (answer) => client.end().then(() => answer.rows),
      (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
    );
  }
  const database = new Database(join(place.dataFolder, "chancery.db"), { timeout: 5_000 });
  try {
    const prepared = database.prepare(statement);
    if (prepared.reader) return prepared.all() as Row[];
    prepared.run();
    return [];
  } finally {
    database.close();
  }
}
