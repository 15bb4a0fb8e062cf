// What a failing disk means: a full one passes, one that lost what it was given ends the process (PostgreSQL's rule).
import { refuse } from "@chancery/core";
import type { Db } from "./db.ts";

/** The driver's code, from under whatever wraps it. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === "string") return code;
  }
  return "";
}
/** SQLite's and PostgreSQL's words for no room left. */
const isFull = (code: string) => code === "SQLITE_FULL" || code === "53100";
const isLost = (code: string) => code.startsWith("SQLITE_IOERR") || code === "SQLITE_CORRUPT";

/** The same database; a transaction that meets a full disk is UNAVAILABLE `storage_full`, one that meets a broken disk calls `onLost` first. */
export function mindingDisk(db: Db, onLost: () => void): Db {
  return {
    ...db,
    async transaction(run, patience) {
      try {
        return await db.transaction(run, patience);
      } catch (error) {
        const code = codeOf(error);
        if (isFull(code))
          throw refuse("UNAVAILABLE", "storage_full", "the registry's disk is full: nothing was written");
        if (isLost(code)) onLost();
        throw error;
      }
    },
  };
}
