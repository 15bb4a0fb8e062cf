// What a query is handed: opaque outside this package, a Drizzle builder and the tables inside it.
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
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
  /** A transaction's: it ends, and what was prepared over it must not outlive it. */
  readonly isMortal: boolean;
};

const opened = new WeakMap<object, Opened>();

/** Mints a handle over a Drizzle builder of either engine. */
export const mint = (builder: object, t: Tables, dialect: Dialect): Tx =>
  // The one cast of builders: the surface used here (select, insert, update, delete) is the same on both engines.
  keep({ run: builder as Builder, t, dialect, isMortal: false });

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

/** A handle that refuses every use after `end()`: a forgotten await or a losing Promise.all branch must not write outside its transaction. */
export function mintMortal(builder: object, t: Tables, dialect: Dialect): { readonly tx: Tx; end(): void } {
  let hasEnded = false;
  const mortal = new Proxy(builder, {
    get(target, key) {
      if (hasEnded) throw new Error(`transaction is over: ${String(key)} was called after commit or rollback`);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { tx: keep({ run: mortal as Builder, t, dialect, isMortal: true }), end: () => void (hasEnded = true) };
}

/** First row of an answer. */
export const one = async <T>(rows: PromiseLike<readonly T[]>): Promise<T | undefined> => (await rows)[0];

type Lockable<T> = { for(strength: "update", options: { of?: object }): T };
/** Locks the selected rows until the transaction ends; of a join only the rows of the table `of`. SQLite has one writer and needs no row lock. */
export const lock = <T extends object>(reader: Reader, query: T, of?: object): T =>
  open(reader).dialect === "postgres" ? (query as unknown as Lockable<T>).for("update", of ? { of } : {}) : query;

type Prepared<T> = { execute(values: Values): PromiseLike<T>; all(values: Values): T };
type Values = Readonly<Record<string, unknown>>;
type Preparable<T> = PromiseLike<T> & { prepare(name?: string): unknown };
const statements = new WeakMap<object, Map<string, unknown>>();

/**
 * A hot read as a prepared statement, built once per connection and run with `values` for its `sql.placeholder()`s: Drizzle
 * without prepare cost 2.5 times the whole request. In a transaction it is built anew, so that it is refused once that ended.
 */
export async function hot<T>(
  reader: Reader,
  name: string,
  build: (from: Opened) => Preparable<T>,
  values: Values,
): Promise<T> {
  const from = open(reader);
  const statement = (from.isMortal ? build(from).prepare(name) : prepared(from, name, build)) as Prepared<T>;
  // Drizzle's own promise over a synchronous driver costs as much as the read.
  return from.dialect === "sqlite" ? statement.all(values) : statement.execute(values);
}

function prepared<T>(from: Opened, name: string, build: (from: Opened) => Preparable<T>): unknown {
  const known = statements.get(from.run) ?? new Map<string, unknown>();
  statements.set(from.run, known);
  const statement = known.get(name) ?? build(from).prepare(name);
  known.set(name, statement);
  return statement;
}
