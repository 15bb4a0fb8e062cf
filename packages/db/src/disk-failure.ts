// What a failing disk means: a full one passes, one that lost what it was given ends the process (PostgreSQL's rule).
import { refuse } from "@chancery/core";
import type { Db } from "./db.ts";

const codeOf = (error: unknown): string => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
};
/** SQLite's and PostgreSQL's words for no room left. */
const isFull = (code: string) => code === "SQLITE_FULL" || code === "53100";
const isLost = (code: string) => code.startsWith("SQLITE_IOERR") || code === "SQLITE_CORRUPT";

/** The same database; a transaction that meets a full disk is UNAVAILABLE `storage_full`, one that meets a broken disk calls `onLost` first. */
export function mindingDisk(db: Db, onLost: () => void): Db {
  return {
    ...db,
    async transaction(run) {
      try {
        return await db.transaction(run);
      } catch (error) {
        const code = codeOf(error);
        if (isFull(code)) throw refuse("UNAVAILABLE", "storage_full", "there is no room left to write");
        if (isLost(code)) onLost();
        throw error;
      }
    },
  };
}
