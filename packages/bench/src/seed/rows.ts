// Rows straight into a migrated database of either engine, many at a time: how a large registry is made in seconds.
import Database from "better-sqlite3";
import pg from "pg";

/** Columns as they are called in the database; dates, bytes and JSON as JavaScript has them. */
export type Row = Readonly<Record<string, unknown>>;
export type Rows = {
  /** Every row of a call has the same columns. One transaction for each 10,000 rows. */
  insert(table: string, rows: Iterable<Row>): Promise<void>;
  /** Sets columns of every row of a table. */
  update(table: string, row: Row): Promise<void>;
  /** A statement as it stands. */
  run(statement: string): Promise<void>;
  /** On PostgreSQL gathers what the planner goes by, as autovacuum would have by then; and closes. */
  close(): Promise<void>;
};

const batchSize = 10_000;

export const openRows = (location: string): Rows =>
  /^postgres(ql)?:/.test(location) ? openPostgres(location) : openSqlite(location);

function openSqlite(file: string): Rows {
  const connection = new Database(file);
  connection.pragma("synchronous = OFF"); // a crash while seeding costs nothing
  connection.pragma("cache_size = -400000");
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- shaped as the other engine's
    async insert(table, rows) {
      for (const batch of batchesOf(rows)) {
        const columns = Object.keys(batch[0]!);
        const names = columns.map((column) => `"${column}"`).join(", ");
        const places = columns.map(() => "?").join(", ");
        const statement = connection.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`);
        connection.exec("BEGIN");
        for (const row of batch) statement.run(columns.map((column) => toSqlite(row[column])));
        connection.exec("COMMIT");
      }
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- shaped as the other engine's
    async update(table, row) {
      const sets = Object.keys(row).map((column) => `"${column}" = ?`);
      connection.prepare(`UPDATE "${table}" SET ${sets.join(", ")}`).run(Object.values(row).map(toSqlite));
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- shaped as the other engine's
    async run(statement) {
      connection.exec(statement);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- shaped as the other engine's
    async close() {
      connection.pragma("wal_checkpoint(TRUNCATE)");
      connection.close();
    },
  };
}

function openPostgres(url: string): Rows {
  const opened = (async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("SET synchronous_commit = off");
    return client;
  })();
  return {
    async insert(table, rows) {
      const client = await opened;
      for (const batch of batchesOf(rows)) {
        const names = Object.keys(batch[0]!)
          .map((column) => `"${column}"`)
          .join(", ");
        const statement = `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1)`;
        await client.query(statement, [JSON.stringify(batch, toPostgres)]);
      }
    },
    async update(table, row) {
      const sets = Object.keys(row).map((column, n) => `"${column}" = $${n + 1}`);
      await (await opened).query(`UPDATE "${table}" SET ${sets.join(", ")}`, Object.values(row));
    },
    async run(statement) {
      await (await opened).query(statement);
    },
    async close() {
      const client = await opened;
      await client.query("VACUUM ANALYZE");
      await client.end();
    },
  };
}

function* batchesOf(rows: Iterable<Row>): Generator<readonly Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function toSqlite(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** Of a Buffer JSON.stringify hands over what its toJSON made. */
function toPostgres(_key: string, value: unknown): unknown {
  const bytes = value as { readonly type?: unknown; readonly data?: readonly number[] } | null;
  return bytes?.type === "Buffer" && bytes.data ? `\\x${Buffer.from(bytes.data).toString("hex")}` : value;
}
