// A database that is gone or locked for now: UNAVAILABLE whichever way the driver says so, and nothing to mend here once it is back.
import { ChanceryError, isChanceryError, refuse } from "@chancery/core";
import { NodePgSession } from "drizzle-orm/node-postgres";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";

/** Of the network, and of PostgreSQL itself: stopping, starting, crashed, no connection left (SQLSTATE 08, 53300, 57P0x). */
const codes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|53300|57P0[123])$/;
/** What pg says without a code. */
const words = /^(Connection terminated|Client was closed|Client has encountered a connection error|timeout e)/;

/** A lock that another holds, a statement that took too long, a deadlock: rolled back, and worth another try. */
const lockCodes = /^(55P03|57014|40P01|40001|SQLITE_(BUSY|LOCKED|PROTOCOL).*)$/;

/** What to answer who waited for another's lock in vain. */
export const databaseLocked = (): ChanceryError =>
  refuse(
    "UNAVAILABLE",
    "database_locked",
    "the database is locked by another process, so nothing was recorded: try again shortly",
  );

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === "string" && lockCodes.test(code)) || isLocked(error.cause);
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === "string" ? codes.test(code) : words.test(error.message)) || isOutage(error.cause);
}

type While = { readonly isCommitting?: boolean };

/** What is thrown instead of `error`: the outage it tells of, else the same error. */
export function orOutage(error: unknown, { isCommitting = false }: While = {}): unknown {
  if (isChanceryError(error)) return error;
  if (isLocked(error)) return databaseLocked();
  if (!isOutage(error)) return error;
  const message = isCommitting
    ? "the database went away while this was being recorded, so it may have been: look before you repeat it, or send it again under the same Idempotency-Key"
    : "the database does not answer at this moment: try again shortly";
  const code = isCommitting ? "outcome_unknown" : "database_unreachable";
  return new ChanceryError("UNAVAILABLE", message, { reasons: [{ code, message }], cause: error });
}

export function throwOutage(error: unknown): never {
  throw orOutage(error);
}

type NoSchema = Record<string, never>;

/** Drizzle's session, whose statements fail with the outage itself and not with Drizzle's error around it. */
export class OutageSession extends NodePgSession<NoSchema, NoSchema> {
  override prepareQuery<T extends PreparedQueryConfig>(
    ...given: Parameters<NodePgSession<NoSchema, NoSchema>["prepareQuery"]>
  ): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(...given);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = (values) => execute(values).catch(throwOutage);
    return prepared;
  }
}
