// A migration that rebuilds the table of versions, which others refer to, guards stand over and indexes lead to.
import type { Place } from "../support/server.ts";
import { rows } from "./sql.ts";

const parts = async (place: Place, statement: string) => (await rows(place, statement)).map(({ sql }) => String(sql));

/** Its statements, each ending with a semicolon and a line break, from what the database says of itself. */
export async function rebuildOfVersions(place: Place): Promise<string> {
  const steps = await (place.databaseUrl ? onPostgres(place) : onSqlite(place));
  return steps.join(";\n");
}

async function onSqlite(place: Place): Promise<readonly string[]> {
  const ofTables = "tbl_name IN ('version', 'version_file')";
  const guards = await rows(place, `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND ${ofTables}`);
  const [table = ""] = await parts(place, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'version'");
  const indexes = await parts(
    place,
    "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'version' AND sql IS NOT NULL",
  );
  return [
    ...guards.map(({ name }) => `DROP TRIGGER ${String(name)}`),
    table
      .replace(/CREATE TABLE [`"]version[`"]/, "CREATE TABLE `__new_version`")
      .replaceAll('"version".', '"__new_version".'),
    "INSERT INTO `__new_version` SELECT * FROM `version`",
    "DROP TABLE `version`",
    "ALTER TABLE `__new_version` RENAME TO `version`",
    ...indexes,
    ...guards.map(({ sql }) => String(sql)),
  ];
}

async function onPostgres(place: Place): Promise<readonly string[]> {
  const keys = await parts(
    place,
    `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS sql
     FROM pg_constraint WHERE contype = 'f' AND (confrelid = 'version'::regclass OR conrelid = 'version'::regclass)`,
  );
  const guards = await parts(
    place,
    `SELECT pg_get_triggerdef(oid) AS sql FROM pg_trigger WHERE tgrelid = 'version'::regclass AND NOT tgisinternal`,
  );
  const always = await parts(
    place,
    `SELECT format('ALTER TABLE version ENABLE ALWAYS TRIGGER %I', tgname) AS sql
     FROM pg_trigger WHERE tgrelid = 'version'::regclass AND NOT tgisinternal`,
  );
  return [
    "CREATE TABLE new_version (LIKE version INCLUDING ALL)",
    "INSERT INTO new_version SELECT * FROM version",
    "DROP TABLE version CASCADE",
    "ALTER TABLE new_version RENAME TO version",
    ...keys,
    ...guards,
    ...always,
  ];
}

/** Every row of every table but the list of migrations, and every foreign key, guard and table by name. */
export async function everythingIn(place: Place): Promise<object> {
  const isPostgres = place.databaseUrl !== undefined;
  const tables = await rows(
    place,
    isPostgres
      ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables)
    if (name !== "schema_migration") {
      const held = await rows(place, `SELECT * FROM "${String(name)}"`);
      found[String(name)] = held.map((row) => JSON.stringify(row)).sort();
    }
  found["around"] = await rows(
    place,
    isPostgres
      ? `SELECT tgrelid::regclass::text AS at, tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'
         UNION SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`
      : "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2",
  );
  return found;
}
