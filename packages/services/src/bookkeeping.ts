// Writes that are nobody's act. A closed list: a name here is the review.
import type { Tx } from "@chancery/db";
import type { House } from "./house.ts";

export type Bookkeeping =
  | "session.touched"
  | "token.used"
  | "login.counted"
  | "link.issued"
  | "upload.progressed"
  | "upload.ended"
  | "access.recorded"
  | "refusal.counted"
  | "checkpoint.stored"
  | "idempotency.swept";

/** Opens a transaction for bookkeeping; business writes go through `command()`. */
export const bookkeeping = <T>(house: House, _what: Bookkeeping, run: (tx: Tx) => Promise<T>): Promise<T> =>
  house.db.transaction(run);
