// The database as the house sees it: reads at any time, writes inside one asynchronous transaction.
import type { Reason, Stages, Tiers } from "@chancery/core";
import type { LaidOver } from "./governed/laid-over.ts";
import type { Dialect, Reader, Tx } from "./handle.ts";

/** How long a transaction waits for those before it and for locks that others hold, in milliseconds. */
export type Patience = { readonly patienceMs?: number };
/** What a request may wait for. */
export const requestPatienceMs = 5_000;

export type Db = {
  readonly dialect: Dialect;
  /** What was wrong with the guards when it was opened: nothing may be written then. */
  readonly guardsFault: Reason | undefined;
  /** The migrations that ran when it was opened. */
  readonly migrated: readonly string[];
  /** What is wrong with the guards, or with the record of what made them, now. */
  whyNotGuarded(): Promise<Reason | undefined>;
  readonly read: Reader;
  /** The registry's own, as they were when it was opened. */
  readonly stages: Stages;
  readonly tiers: Tiers;
  /**
   * Runs `run` in one transaction: committed durably when it resolves, rolled back when it throws.
   * Await nothing but queries inside. A transaction inside a transaction is refused. UNAVAILABLE `database_locked`,
   * with nothing done, where another process keeps it waiting for longer than `patienceMs` (5 s).
   */
  transaction<T>(run: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T>;
  /**
   * Reads as if these rows stood so, whatever is asked: for a view that answers what the log says of rows that were edited.
   * Nothing is written. It takes a connection of its own each time.
   */
  readingAs<T>(rows: readonly LaidOver[], read: (reader: Reader) => Promise<T>): Promise<T>;
  /** Answers when the log can be written to, and what is committed is synced; throws otherwise. */
  ping(): Promise<void>;
  /**
   * Why what is stored contradicts itself, tables and their indexes; reads everything. Undefined where nothing is found, and
   * on PostgreSQL, which has no such check of its own for everybody to ask.
   */
  whyNotSound(): Promise<Reason | undefined>;
  close(): Promise<void>;
};
