// Before an entry tells anew of a row, the row as it stood is held against the log: an entry vouches for what its act did, and
// never for what somebody else wrote into the row before.
import { governedRow, takeWritten, type Tx, type WrittenRow } from "@chancery/db";
import type { House } from "../house.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import { contradicted, rowInWords, standingOf } from "./said.ts";

/**
 * The rows that an act wrote, as they are now. Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) one that rewrote or
 * removed a row which was not what the log says. `db.read` sees what is committed: the row as it was before this
 * transaction, which holds its lock.
 */
export async function writtenRows({ db }: Pick<House, "db">, tx: Tx): Promise<readonly WrittenRow[]> {
  const written = await takeWritten(tx);
  for (const { table, id } of written) {
    const row = await governedRow(db.read, { table, id });
    if (!row) continue; // it is new
    const { standing, entry } = await standingOf(db.read, { table, id, row });
    if (standing === "contradicted" || (standing === "untold" && (await isWhollyTold(db))))
      throw contradicted(rowInWords({ table, id, columns: [] }), entry);
  }
  return written;
}
