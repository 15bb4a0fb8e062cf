// Writes that are nobody's act. A closed list: a name here is the review.
import { isChanceryError, type ChanceryError } from "@chancery/core";
import type { Patience, Tx } from "@chancery/db";
import type { House } from "./house.ts";

export type Bookkeeping =
  | "session.touched"
  | "token.used"
  | "login.counted"
  | "link.issued"
  | "upload.leased"
  | "batch.begun"
  | "upload.ended"
  | "upload.received"
  | "content.freed"
  | "content.left"
  | "access.recorded"
  | "refusal.counted"
  | "checkpoint.stored"
  | "head.keyed"
  | "idempotency.swept"
  | "job.leased"
  | "summary.filled"
  | "baseline.taken"
  | "rows.migrated"
  | "rows.repaired"
  | "dossier.frozen";

/** Opens a transaction for bookkeeping; business writes go through `command()`. */
export const bookkeeping = <T>(
  house: House,
  _what: Bookkeeping,
  run: (tx: Tx) => Promise<T>,
  patience?: Patience,
): Promise<T> => house.db.transaction(run, patience);

/** Nobody waits long for a note that another request will make just as well. */
const notePatienceMs = 100;

const isContradicted = ({ reasons }: ChanceryError) => reasons.some(({ code }) => code === "record_contradicts_log");

/**
 * Bookkeeping on which nothing that is answered rests: where it cannot be had, what it was noted for goes on without. A
 * locked or absent database is told of elsewhere, and so is a row that the log contradicts; any other failure in the log.
 */
export async function noteIfPossible(
  house: House,
  what: Bookkeeping,
  run: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  try {
    await bookkeeping(house, what, run, { patienceMs: notePatienceMs });
  } catch (error) {
    if (isChanceryError(error) && (error.code === "UNAVAILABLE" || isContradicted(error))) return;
    house.log.error({ err: error, bookkeeping: what }, "a bookkeeping write failed");
  }
}
