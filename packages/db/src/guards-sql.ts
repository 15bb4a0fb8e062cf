// The SQL of every guard, for both engines, from one declaration. guards-sql.test.ts writes it into migrations.
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { guarded, type Rule } from "./guards-declared.ts";
import { guardsAfter } from "./guards.ts";
import type { Dialect } from "./handle.ts";
import type { Migration } from "./migrations.ts";
import * as tables from "./schema/schema.sqlite.ts";
import type { Tables } from "./schema/schema.ts";

/** A migration that takes away the guards of those before it and makes those declared now. */
export function guardsSql(dialect: Dialect, before: readonly Pick<Migration, "name" | "sql">[]): string {
  const made = Object.entries(guarded).flatMap(([name, rule]) =>
    (dialect === "sqlite" ? onSqlite : onPostgres)(shapeOf(name as keyof Tables), rule),
  );
  return [
    "-- Guards: what the rows of governed tables may undergo. Made from src/guards-declared.ts; checked at every start.",
    ...dropped(dialect, [...before, { name: "made_guards", sql: made.join("\n") }]),
    ...made,
    "",
  ].join("\n");
}

function dropped(dialect: Dialect, before: readonly Pick<Migration, "name" | "sql">[]): readonly string[] {
  const guards = guardsAfter(dialect, before); // and those made here: a hand may have put one of that name there
  if (dialect === "sqlite")
    return [...guards.keys()].filter((name) => !isOfSearch(name)).map((name) => `DROP TRIGGER IF EXISTS ${name};`);
  return [
    ...[...guards].map(([name, { table }]) => `DROP TRIGGER IF EXISTS ${name} ON ${q(table)};`),
    "DROP FUNCTION IF EXISTS chancery_refuse();",
    "DROP FUNCTION IF EXISTS chancery_audit_next();",
    "DROP FUNCTION IF EXISTS chancery_version_file_frozen();",
    "CREATE OR REPLACE FUNCTION chancery_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN RAISE EXCEPTION '%: rows are never all taken away', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $guard$;",
  ];
}

/** Triggers of the other kind: they keep the index of words (0002_search). */
const isOfSearch = (name: string) => name.startsWith("model_text_");

type Key = { readonly columns: readonly string[]; readonly where: string | undefined };
type Shape = { readonly table: string; readonly columns: readonly string[]; readonly keys: readonly Key[] };

/** Its columns, and what no two rows of it have in common. */
function shapeOf(name: keyof Tables): Shape {
  const { name: table, columns, indexes, primaryKeys } = getTableConfig(tables[name]);
  const nameOf = (column: object) => toSnakeCase((column as { name: string }).name);
  const dialect = new SQLiteSyncDialect({ casing: "snake_case" });
  return {
    table,
    columns: columns.map(nameOf),
    keys: [
      ...columns
        .filter(({ primary, isUnique }) => primary || isUnique)
        .map((column) => ({ columns: [nameOf(column)], where: undefined })),
      ...primaryKeys.map((key) => ({ columns: key.columns.map(nameOf), where: undefined })),
      ...indexes
        .filter(({ config }) => config.unique)
        .map(({ config: { columns: of, where } }) => ({
          columns: of.map(nameOf),
          where: where && dialect.sqlToQuery(where).sql,
        })),
    ],
  };
}

const q = (column: string) => `"${column}"`;
const any = (conditions: readonly (string | undefined)[]) => conditions.filter(Boolean).join("\n  OR ");

/** True of an update that is refused; undefined where every one is. */
function refusedUpdate({ columns }: Shape, { free = [], once = [], over, refused }: Rule): string | undefined {
  if (free.length + once.length === 0) return undefined;
  const unknown = [...free, ...once].filter((column) => !columns.includes(column));
  if (unknown.length > 0) throw new Error(`no such columns: ${unknown.join(", ")}`);
  const differs = (column: string) => `NEW.${q(column)} IS DISTINCT FROM OLD.${q(column)}`;
  const fixed = columns.filter((column) => !free.includes(column) && !once.includes(column));
  return any([
    over,
    ...fixed.map(differs),
    ...once.map((column) => `(OLD.${q(column)} IS NOT NULL AND ${differs(column)})`),
    refused && `(${refused})`,
  ]);
}

/**
 * Whether a row stands where this one goes. REPLACE takes such a row away past every guard of deletion, by a hidden row
 * number too, which reads -1 where none is given.
 */
function isTaken({ table, keys }: Shape, among: readonly Key[] = keys): string {
  const ofNew = (where: string) => where.replaceAll(/"(\w+)"/g, `NEW."$1"`);
  return any([
    ...among.map(({ columns, where }) => {
      const same = columns.map((column) => `${q(column)} = NEW.${q(column)}`);
      const both = where ? [`(${where})`, ...same] : same;
      const found = `EXISTS (SELECT 1 FROM ${q(table)} WHERE ${both.join(" AND ")})`;
      return where ? `((${ofNew(where)}) AND ${found})` : found;
    }),
    `EXISTS (SELECT 1 FROM ${q(table)} WHERE rowid = NEW.rowid)`,
  ]);
}

function onSqlite(shape: Shape, rule: Rule): readonly string[] {
  const { table, keys } = shape;
  const create = (name: string, event: string, when: string | undefined, message: string) =>
    `CREATE TRIGGER ${table}_${name} BEFORE ${event} ON ${q(table)}${when === undefined ? "" : `\nWHEN ${when}`}\nBEGIN SELECT RAISE(ABORT, '${message}'); END;`;
  const because = `${table}: ${rule.because}`.replaceAll("'", "''");
  const update = refusedUpdate(shape, rule);
  const free = new Set([...(rule.free ?? []), ...(rule.once ?? [])]);
  // A change of a key could replace as well.
  const moves = keys
    .filter((key) => key.columns.some((column) => free.has(column)))
    .map((key) => {
      const isMoved = key.columns.map((column) => `NEW.${q(column)} IS DISTINCT FROM OLD.${q(column)}`).join(" OR ");
      const same = key.columns.map((column) => `${q(column)} = NEW.${q(column)}`).join(" AND ");
      return `((${isMoved}) AND EXISTS (SELECT 1 FROM ${q(table)} WHERE ${same}${key.where ? ` AND ${key.where}` : ""}))`;
    });
  return [
    // Said as SQLite says it of a key itself: those who ask whether it was taken need not know of guards.
    create("no_replace", "INSERT", isTaken(shape), `UNIQUE constraint failed: ${table} has such a row`),
    ...(rule.insert ? [create("no_insert", "INSERT", rule.insert, because)] : []),
    create("no_update", "UPDATE", update && any([update, "NEW.rowid <> OLD.rowid"]), because),
    ...(moves.length > 0
      ? [create("no_move", "UPDATE", any(moves), `UNIQUE constraint failed: ${table} has such a row`)]
      : []),
    ...(rule.delete === false ? [] : [create("no_delete", "DELETE", rule.delete, because)]),
  ];
}

function onPostgres(shape: Shape, rule: Rule): readonly string[] {
  const { table } = shape;
  const raise = `RAISE EXCEPTION '${table}: ${rule.because.replaceAll("'", "''")}' USING ERRCODE = 'integrity_constraint_violation';`;
  const refuse = (event: string, when: string | undefined) =>
    when === undefined
      ? `  IF TG_OP = '${event}' THEN ${raise} END IF;`
      : `  IF TG_OP = '${event}' THEN\n  IF ${when}\n  THEN ${raise} END IF;\n  END IF;`;
  const events = ["UPDATE", ...(rule.delete === false ? [] : ["DELETE"]), ...(rule.insert ? ["INSERT"] : [])];
  const body = [
    refuse("UPDATE", refusedUpdate(shape, rule)),
    ...(rule.delete === false ? [] : [refuse("DELETE", rule.delete)]),
    ...(rule.insert ? [refuse("INSERT", rule.insert)] : []),
  ];
  const always = (name: string) => `ALTER TABLE ${q(table)} ENABLE ALWAYS TRIGGER ${name};`;
  const whole =
    rule.delete === false
      ? []
      : [
          `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${q(table)} FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse_truncate();`,
          always(`${table}_no_truncate`),
        ];
  return [
    `CREATE OR REPLACE FUNCTION chancery_guard_${table}() RETURNS trigger LANGUAGE plpgsql AS $guard$\nBEGIN\n${body.join("\n")}\n  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n  RETURN NEW;\nEND $guard$;`,
    `CREATE TRIGGER ${table}_guard BEFORE ${events.join(" OR ")} ON ${q(table)} FOR EACH ROW EXECUTE FUNCTION chancery_guard_${table}();`,
    always(`${table}_guard`),
    ...whole,
  ];
}
