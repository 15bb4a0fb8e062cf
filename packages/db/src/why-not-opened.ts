// What an operator can mend when a database does not open, in one line.
import { refuse, type ChanceryError } from "@chancery/core";

const damaged = ["SQLITE_CORRUPT", "SQLITE_NOTADB"];
const unreadable = ["SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "EACCES", "EPERM"];
/** Nobody answers, the password or user is wrong, there is no such database. */
const unreachable = ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "28P01", "28000", "3D000", "57P03"];

/** Undefined for what is not the operator's to mend. A URL, which may hold a password, is never told. */
export function whyNotOpened(error: unknown): ChanceryError | undefined {
  const {
    code: given,
    message,
    errors = [],
  } = error as { code?: unknown; message?: string; errors?: { message: string }[] };
  const code = typeof given === "string" ? given : "";
  const isOneOf = (codes: readonly string[]) => codes.some((known) => code.startsWith(known));
  const why = message || errors[0]?.message || code;
  if (isOneOf(damaged))
    return refuse("UNAVAILABLE", "database_damaged", `the database is damaged (${why}): restore a backup`);
  if (isOneOf(unreadable))
    return refuse(
      "UNAVAILABLE",
      "database_unreadable",
      `the database cannot be opened (${why}): it and its folder must belong to the user this runs as`,
    );
  if (code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR"))
    return refuse(
      "UNAVAILABLE",
      "storage_full",
      `the database's disk is full, or fails (${code}): make room on it, or check it`,
    );
  if (code.startsWith("SQLITE_BUSY"))
    return refuse(
      "UNAVAILABLE",
      "database_locked",
      "the database is locked by another process: end what has it open, then start again",
    );
  if (isOneOf(unreachable))
    return refuse(
      "UNAVAILABLE",
      "database_unreachable",
      `PostgreSQL cannot be reached (${why}): see CHANCERY_DATABASE_URL`,
    );
  return undefined;
}
