// Notes which governed rows a transaction writes, on PostgreSQL: in a setting that ends with the transaction. What another
// session writes is noted in its own, so no act ever vouches for it.
import { createHash } from "node:crypto";
import type pg from "pg";
import type { Tables } from "../schema/schema.ts";
import { guardOf, triggerBits, type Guards } from "../guards.ts";
import { governedNames, type GovernedNames } from "./names.ts";

const quoted = (name: string) => `"${name}"`;
const idOf = (row: string, key: readonly string[]) =>
  key.map((column) => `${row}.${quoted(column)}`).join(` || '/' || `);

/**
 * A function for each table, so that no row is turned into JSON to learn its id. It compares the columns itself: a trigger on
 * them would keep a later migration from dropping one.
 */
function bodyOf({ table, key, columns }: GovernedNames): string {
  const all = (row: string) => columns.map((column) => `${row}.${quoted(column)}`).join(", ");
  const note = (row: string) =>
    `PERFORM set_config('chancery.written', coalesce(current_setting('chancery.written', true), '') || '${table} ' || ${idOf(row, key)} || E'\\x1e', true)`;
  return ` BEGIN
       IF TG_OP = 'DELETE' THEN ${note("OLD")};
       ELSIF TG_OP = 'INSERT' OR ROW(${all("NEW")}) IS DISTINCT FROM ROW(${all("OLD")}) THEN ${note("NEW")}; END IF;
       RETURN NULL;
     END `;
}

const nameOf = ({ sqlName }: GovernedNames) => `written_${sqlName}`;

function statementsOf(names: GovernedNames): readonly string[] {
  const { sqlName } = names;
  const name = nameOf(names);
  return [
    `CREATE OR REPLACE FUNCTION ${quoted(name)}() RETURNS trigger LANGUAGE plpgsql AS $$${bodyOf(names)}$$`,
    `DROP TRIGGER IF EXISTS ${quoted(name)} ON ${quoted(sqlName)}`,
    `CREATE TRIGGER ${quoted(name)} AFTER INSERT OR DELETE OR UPDATE ON ${quoted(sqlName)}
       FOR EACH ROW EXECUTE FUNCTION ${quoted(name)}()`,
  ];
}

/** These triggers as a database has them: one that notes nothing would let an act forget what it wrote. */
export const watchGuards = (tables: Tables): Guards =>
  new Map(
    governedNames(tables).map((names) => [
      nameOf(names),
      guardOf({
        table: names.sqlName,
        type: triggerBits("AFTER", "ROW", "INSERT", "DELETE", "UPDATE"),
        enabled: "O",
        isPlain: true,
        body: bodyOf(names),
      }),
    ]),
  );

/** Inside the migration's transaction. Does nothing where the triggers are those of this program. */
export async function watchPostgres(client: pg.PoolClient, tables: Tables): Promise<void> {
  for (const names of governedNames(tables)) {
    const statements = statementsOf(names);
    const made = createHash("sha256").update(statements.join("\n")).digest("hex").slice(0, 16);
    const trigger = nameOf(names);
    const found = await client.query<{ made: string | null }>(
      "SELECT obj_description(oid, 'pg_trigger') AS made FROM pg_trigger WHERE tgname = $1 AND tgenabled <> 'D' AND tgrelid = to_regclass($2)",
      [trigger, quoted(names.sqlName)],
    );
    if (found.rows[0]?.made === made) continue;
    for (const statement of statements) await client.query(statement);
    await client.query(`COMMENT ON TRIGGER ${quoted(trigger)} ON ${quoted(names.sqlName)} IS '${made}'`);
  }
}

/** Before anything is migrated: what is being changed is nobody's act. */
export const unwatchPostgres = `DO $$ DECLARE watch record; BEGIN
  FOR watch IN SELECT tgname, tgrelid::regclass AS held FROM pg_trigger WHERE tgname LIKE 'written\\_%'
      AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
  LOOP EXECUTE format('DROP TRIGGER %I ON %s', watch.tgname, watch.held); END LOOP; END $$`;
