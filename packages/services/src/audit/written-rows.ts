// Before an entry tells anew of a row, the row as it stood is held against the log: an entry vouches for what its act did, and
// never for what somebody else wrote into the row before.
import { governedRow, takeWritten, type Tx, type WrittenRow } from "@chancery/db";
import type { House } from "../house.ts";
import type { KnownEntries } from "./known-entries.ts";
import { contradicted, rowInWords } from "./row-words.ts";
import { provenWords, standingsOf, type ReadRow } from "./standing.ts";

export type Written = {
  readonly rows: readonly WrittenRow[];
  /** Those that were there before, as they were. */
  readonly before: readonly ReadRow[];
};

/**
 * The rows that an act wrote, as they are now and as they were. `db.read` sees what is committed: the row as it was before
 * this transaction, which holds its lock.
 */
export async function writtenRows({ db }: Pick<House, "db">, tx: Tx): Promise<Written> {
  const rows = await takeWritten(tx);
  const before = await Promise.all(
    rows.map(async ({ table, id }) => ({ table, id, row: await governedRow(db.read, { table, id }) })),
  );
  return { rows, before: before.filter(({ row }) => row !== undefined) };
}

/**
 * Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) what rewrote or removed a row that was not what the log says. By the
 * salts as they were committed: an erasure has deleted some by now.
 */
export async function assertAsTold(
  { db }: Pick<House, "db">,
  entries: KnownEntries,
  { before }: Written,
): Promise<void> {
  if (before.length === 0) return;
  const isWhole = entries.isWhollyTold();
  for (const { table, id, standing, entry } of await standingsOf(provenWords(entries, db.read), db.read, before))
    if (standing === "contradicted" || (standing === "untold" && isWhole))
      throw contradicted(rowInWords({ table, id, columns: [] }), entry);
}
