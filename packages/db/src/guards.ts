// The triggers that stop accidents and our own bugs from editing what is governed. Migrations make them (written by
// guards-sql.ts); at every start those in the database are held against them, text for text.
import type { Reason } from "@chancery/core";
import type { Dialect } from "./handle.ts";
import type { Migration } from "./migrations.ts";

/** By name, the table it stands over and all that it does: when it fires, and the body of what it runs. */
export type Guards = ReadonlyMap<string, { readonly table: string; readonly text: string }>;

/** What must stand in a database that ran these migrations. Only one that is named for it takes a guard away. */
export function guardsAfter(dialect: Dialect, migrations: readonly Pick<Migration, "name" | "sql">[]): Guards {
  const text = migrations
    .map(({ name, sql }) => (name.endsWith("_guards") ? sql : sql.replaceAll(/^DROP TRIGGER/gm, "--")))
    .join("\n");
  return dialect === "sqlite" ? guardsOfSqlite(text) : guardsOfPostgres(text);
}

function guardsOfSqlite(text: string): Guards {
  const found = new Map<string, { table: string; text: string }>();
  for (const [statement, made, table = "", dropped] of text.matchAll(
    /^CREATE TRIGGER (\w+) \w+ \w+(?: OF [\w, ]+)? ON "?(\w+)[^]*?\bEND(?=;(?:--.*)?$)|^DROP TRIGGER (?:IF EXISTS )?(\w+)/gm,
  )) {
    if (dropped) found.delete(dropped);
    if (made) found.set(made, { table, text: statement });
  }
  return found;
}

/** Bits of `pg_trigger.tgtype`. */
const bits = { ROW: 1, STATEMENT: 0, BEFORE: 2, AFTER: 0, INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 } as const;
type Bit = keyof typeof bits;
export const triggerBits = (...words: readonly Bit[]): number => words.reduce((sum, word) => sum + bits[word], 0);
const trigger =
  /^CREATE TRIGGER (?<name>\w+) (?<when>BEFORE|AFTER) (?<events>\w+(?: OR \w+)*) ON "?(?<table>\w+)"? FOR EACH (?<each>ROW|STATEMENT)(?<rest>[^;]*?) EXECUTE FUNCTION (?<run>\w+)\(\)/;
const statements =
  /^CREATE (?:OR REPLACE )?FUNCTION (?<fn>\w+)\(\)[^;]*?\$(?<quote>\w*)\$(?<body>[^]*?)\$\k<quote>\$|^CREATE TRIGGER [^;]+|^ALTER TABLE \S+ ENABLE ALWAYS TRIGGER (?<always>\w+)|^DROP TRIGGER (?:IF EXISTS )?(?<dropped>\w+)/gm;

function guardsOfPostgres(text: string): Guards {
  const bodies = new Map<string, string>();
  const made = new Map<string, PostgresTrigger & { run: string }>();
  for (const { 0: statement, groups = {} } of text.matchAll(statements)) {
    const { fn, body = "", always, dropped } = groups;
    const groupsOfTrigger = trigger.exec(statement)?.groups;
    if (fn) bodies.set(fn, body);
    if (dropped) made.delete(dropped);
    if (always && made.has(always)) made.set(always, { ...made.get(always)!, enabled: "A" });
    if (groupsOfTrigger) {
      const { name = "", when = "", events = "", table = "", each = "", rest, run = "" } = groupsOfTrigger;
      const type = triggerBits(...([when, each, ...events.split(" OR ")] as Bit[]));
      made.set(name, { table, type, enabled: "O", isPlain: rest === "", run, body: "" });
    }
  }
  const guards = [...made].map(([name, one]) => [name, guardOf({ ...one, body: bodies.get(one.run) ?? "" })] as const);
  return new Map(guards);
}

/** A trigger of PostgreSQL as its catalogue tells of it. */
export type PostgresTrigger = {
  readonly table: string;
  readonly type: number;
  /** `A`: it fires under replication too. */
  readonly enabled: string;
  /** Without a condition, columns or arguments, over a function that is nothing but its body. */
  readonly isPlain: boolean;
  readonly body: string;
};
export const guardOf = ({ table, type, enabled, isPlain, body }: PostgresTrigger) => ({
  table,
  text: JSON.stringify([type, enabled, isPlain, body]),
});

const isSame = (one: { table: string; text: string }, other: { table: string; text: string }) =>
  one.table === other.table && one.text === other.text;

/** Which guards stand already that only the migrations still `due` make: these ran, and the record of it was taken away. */
export function guardsAhead(
  dialect: Dialect,
  { all, due }: { readonly all: readonly Migration[]; readonly due: readonly Migration[] },
  found: Guards,
): readonly string[] {
  const before = guardsAfter(
    dialect,
    all.filter((migration) => !due.includes(migration)),
  );
  const after = guardsAfter(dialect, all);
  const isIn = (guards: Guards, name: string) => {
    const [one, other] = [guards.get(name), found.get(name)];
    return one !== undefined && other !== undefined && isSame(one, other);
  };
  return [...after.keys()].filter((name) => isIn(after, name) && !isIn(before, name));
}

/** Why the database's triggers are not those its migrations made; undefined when they are. */
export function whyNotGuarded(expected: Guards, found: Guards): Reason | undefined {
  const names = [...expected.keys()];
  const differences = [
    ["missing", names.filter((name) => !found.has(name))],
    ["changed", names.filter((name) => found.has(name) && !isSame(expected.get(name)!, found.get(name)!))],
    ["not ours", [...found.keys()].filter((name) => !expected.has(name))],
  ] as const;
  const told = differences.filter(([, which]) => which.length > 0);
  if (told.length === 0) return undefined;
  const list = told.map(([what, which]) => `${what}: ${which.join(", ")}`).join("; ");
  return {
    code: "guards_differ",
    message: `the database's guards are not those this program made (${list}): somebody edited it by hand. Restore a backup into a new data folder, or put the guards back`,
  };
}
