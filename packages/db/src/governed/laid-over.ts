// Reads as if some governed rows were what the log says of them. Views of a connection's own stand before the tables of their
// names: every query sees these rows and no other in their place, and nothing is written.
import { sql } from "drizzle-orm";
import type { JsonValue } from "@chancery/core";
import { execute, open, rowsOf, type Tx } from "../handle.ts";
import type { RowPlace } from "./behind.ts";
import type { RowValues } from "./images.ts";
import { valuesOf } from "./mend.ts";
import { governedNames, type GovernedNames } from "./names.ts";

/** A row as it stands, undefined for one that is gone; and the columns to see in it, null where it is to be left out. */
export type LaidOver = RowPlace & {
  readonly row: RowValues | undefined;
  readonly columns: Readonly<Record<string, JsonValue>> | null;
};

/** On a connection that nobody used before: what was prepared on it would go on with the tables themselves. */
export async function layOver(tx: Tx, rows: readonly LaidOver[]): Promise<void> {
  for (const names of governedNames(open(tx).t)) {
    const own = rows.filter(({ table }) => table === names.table);
    if (own.length > 0) await layOverTable(tx, names, own);
  }
}

async function layOverTable(tx: Tx, { table, sqlName, key }: GovernedNames, rows: readonly LaidOver[]): Promise<void> {
  const { run, t, dialect } = open(tx);
  const [real, ours] = dialect === "sqlite" ? ["main", "temp"] : [await schemaOf(tx, sqlName), "pg_temp"];
  const id = key.map((column) => `"${column}"`).join(` || '/' || `);
  const exec = (statement: string) => execute(tx, sql.raw(statement));
  await exec(`CREATE TEMP TABLE "${sqlName}_hidden" (id text)`);
  for (const hidden of rows)
    await execute(tx, sql`INSERT INTO ${sql.raw(`"${sqlName}_hidden"`)} VALUES (${hidden.id})`);
  // Under the table's own name while it is filled, so that rows go into it as they go into the table.
  await exec(`CREATE TEMP TABLE "${sqlName}" AS SELECT * FROM ${real}."${sqlName}" WHERE FALSE`);
  for (const { row, columns } of rows)
    if (columns) await run.insert(t[table]).values({ ...row, ...valuesOf(table, columns) } as never); // of the table's own columns
  await exec(`ALTER TABLE ${ours}."${sqlName}" RENAME TO "${sqlName}_told"`);
  await exec(
    `CREATE TEMP VIEW "${sqlName}" AS SELECT * FROM ${real}."${sqlName}" WHERE (${id}) NOT IN (SELECT id FROM ${ours}."${sqlName}_hidden")
     UNION ALL SELECT * FROM ${ours}."${sqlName}_told"`,
  );
}

async function schemaOf(tx: Tx, table: string): Promise<string> {
  const [found] = await rowsOf<{ readonly schema: string }>(
    tx,
    sql`SELECT quote_ident(nspname) AS schema FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE pg_class.oid = to_regclass(${`"${table}"`})`,
  );
  if (!found) throw new Error(`the table ${table} is gone`);
  return found.schema;
}
