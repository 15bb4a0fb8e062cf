// What a query is handed: opaque outside this package, a Drizzle builder and the tables inside it.
import type { Stages, Tiers } from "@chancery/core";
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { BaseSQLiteDatabase, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Known } from "./known.ts";
import type { Tables } from "./schema/schema.ts";

declare const readable: unique symbol;
declare const writable: unique symbol;
/** Leave to read: `db.read`, or a transaction itself. */
export type Reader = { readonly [readable]: true };
/** Leave to write, minted by `db.transaction()` alone. Refuses every statement after its transaction ended. */
export type Tx = Reader & { readonly [writable]: true };

export type Dialect = "sqlite" | "postgres";
/** Both engines' builders, typed by SQLite's; always awaited. */
export type Builder = BaseSQLiteDatabase<"async", unknown>;
type Opened = {
  readonly run: Builder;
  readonly t: Tables;
  readonly dialect: Dialect;
  readonly known: Known;
  /** The connection below: what is prepared over it outlives a transaction. */
  readonly connection: Builder;
  /** Throws once the transaction ended. */
  refuseOver(what: string): void;
  /** Another number after each commit, whoever made it, in whatever process; left out where that is as dear as a read. */
  readonly version?: (() => number) | undefined;
};

const opened = new WeakMap<object, Opened>();

/** Mints a handle over a Drizzle builder of either engine. */
export function mint(builder: object, over: Over, version?: () => number): Tx {
  const run = asBuilder(builder);
  return keep({ run, ...over, connection: run, refuseOver: () => undefined, version });
}

/** What is the same for every handle of an opened database. */
export type Over = Pick<Opened, "t" | "dialect" | "known">;

/** The one cast of builders: the surface used here (select, insert, update, delete) is the same on both engines. */
const asBuilder = (builder: object) => builder as Builder;

function keep(what: Opened): Tx {
  const handle = Object.freeze({}) as Tx;
  opened.set(handle, what);
  return handle;
}

/** The builder and tables behind a handle. */
export function open(reader: Reader): Opened {
  const found = opened.get(reader);
  if (!found) throw new Error("not a database handle");
  return found;
}

/** The stages of the registry, as they were when it was opened. */
export const stagesIn = (reader: Reader): Stages => open(reader).known.stages;
/** Its risk tiers. */
export const tiersIn = (reader: Reader): Tiers => open(reader).known.tiers;

/** The same for every handle of an opened database, and of no other. */
export const registryOf = (reader: Reader): object => open(reader).known;

/** A handle that refuses every use after `end()`: a forgotten await or a losing Promise.all branch must not write outside its transaction. */
export function mintMortal(builder: object, over: Over): { readonly tx: Tx; end(): void } {
  let hasEnded = false;
  const refuseOver = (what: string) => {
    if (hasEnded) throw new Error(`transaction is over: ${what} was called after commit or rollback`);
  };
  const mortal = new Proxy(builder, {
    get(target, key) {
      refuseOver(String(key));
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  const tx = keep({ run: asBuilder(mortal), ...over, connection: asBuilder(builder), refuseOver });
  return { tx, end: () => void (hasEnded = true) };
}

/** First row of an answer. */
export const one = async <T>(rows: PromiseLike<readonly T[]>): Promise<T | undefined> => (await rows)[0];

type Lockable<T> = { for(strength: "update", options: { of?: object }): T };
/** Locks the selected rows until the transaction ends; of a join only the rows of the table `of`. SQLite has one writer and needs no row lock. */
export const lock = <T extends object>(reader: Reader, query: T, of?: object): T =>
  open(reader).dialect === "postgres" ? (query as unknown as Lockable<T>).for("update", of ? { of } : {}) : query;

/** Rows of plain SQL, for what Drizzle has no words for. */
export async function rowsOf<T>(reader: Reader, query: SQL): Promise<readonly T[]> {
  const { run, dialect } = open(reader);
  if (dialect === "sqlite") return run.all<T>(query);
  const asked = run as unknown as { execute(query: SQL): Promise<{ readonly rows: readonly T[] }> }; // PostgreSQL's builder
  return (await asked.execute(query)).rows;
}

/** Plain SQL that answers nothing. */
export async function execute(tx: Tx, statement: SQL): Promise<void> {
  const { run, dialect } = open(tx);
  if (dialect === "sqlite") await run.run(statement);
  else await rowsOf(tx, statement);
}

type Values = Readonly<Record<string, unknown>>;
/** What Drizzle prepares, over either driver: SQLite's answers at once. */
type Statement<T> = { execute(values: Values): PromiseLike<T> & { sync(): T } };
/** A query as Drizzle builds it. */
export type Preparable<T> = PromiseLike<T> & { prepare(name?: string): unknown };
/** What a hot statement is built from. */
export type Source = Pick<Opened, "run" | "t" | "known">;
const statements = new WeakMap<Builder, Map<string, unknown>>();

/**
 * A hot statement: prepared once per connection and name, run with `values` for its `sql.placeholder()`s, refused after
 * its transaction ended. To build and compile it anew costs Drizzle more than the engine takes to run it.
 */
export async function hot<T>(
  reader: Reader,
  name: string,
  build: (source: Source) => Preparable<T>,
  values: Values,
): Promise<T> {
  const { connection, t, dialect, known: own, refuseOver } = open(reader);
  refuseOver(name);
  const known = statements.get(connection) ?? new Map<string, unknown>();
  statements.set(connection, known);
  const statement = (known.get(name) ?? build({ run: connection, t, known: own }).prepare(name)) as Statement<T>;
  known.set(name, statement);
  // Drizzle's own promise over a synchronous driver costs as much as a read.
  return dialect === "sqlite" ? statement.execute(values).sync() : statement.execute(values);
}

type Kept = { readonly version: number; readonly answers: Map<string, unknown> };
const kept = new WeakMap<Builder, Kept>();
const mostKept = 5_000;

/**
 * As `hot`, for what is read all day: an answer is given again for as long as nothing at all was committed, which the
 * database is asked each time. So what is revoked is so at once; what only time ends, the caller judges.
 */
export const keptWhileUnchanged = <T>(
  reader: Reader,
  name: string,
  build: (source: Source) => Preparable<T>,
  values: Readonly<Record<string, string | number>>,
): Promise<T> =>
  open(reader).version
    ? madeWhileUnchanged({ read: reader }, `${name} ${JSON.stringify(values)}`, () => hot(reader, name, build, values))
    : hot(reader, name, build, values);

/** The same of what is made of more than one read; `key` names it among all that is kept. Never undefined. */
export async function madeWhileUnchanged<T>(
  { read }: { readonly read: Reader },
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const { connection, version: ask } = open(read);
  if (!ask) return make();
  const version = ask(); // before the read: an answer may be newer than its version, never older
  let held = kept.get(connection);
  if (held?.version !== version || held.answers.size >= mostKept) held = { version, answers: new Map() };
  kept.set(connection, held);
  const found = held.answers.get(key) as T | undefined;
  if (found !== undefined) return found;
  const answer = await make();
  held.answers.set(key, answer);
  return answer;
}

/** A placeholder for each column, named and bound as the row's member is: to write whole rows. */
export const placeholdersOf = <T extends SQLiteTable>(table: T) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => [
      key,
      sql`${sql.param(sql.placeholder(key), column)}`,
    ]),
  ) as { readonly [K in keyof T["_"]["columns"] & string]: SQL };
