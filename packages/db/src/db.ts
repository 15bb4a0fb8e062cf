// The database as the house sees it: reads at any time, writes inside one asynchronous transaction.
import type { Dialect, Reader, Tx } from "./handle.ts";

export type Db = {
  readonly dialect: Dialect;
  readonly read: Reader;
  /**
   * Runs `run` in one transaction: committed durably when it resolves, rolled back when it throws.
   * Await nothing but queries inside. A transaction inside a transaction is refused.
   */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  /** Answers when a statement went through, and what is committed is synced; throws otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
