// Rows by what they are called, as the newest entry about each has them: found in what this process has read of the log.
import type { LeafRows } from "@chancery/core";
import { rowNamesOf, type GovernedTable, type Reader, type RowPlace } from "@chancery/db";
import type { KnownEntries } from "./known-entries.ts";
import { rowsOfEntries } from "./known-log.ts";

export type Log = { readonly entries: KnownEntries; readonly reader: Reader };
export type Image = NonNullable<LeafRows[string]>;
export type Called = RowPlace & { readonly image: Image; readonly isTaken: boolean };

/** Those first that were called so last. Refuses (`record_contradicts_log`) where an entry that tells of them was edited. */
export async function* rowsCalled(log: Log, wanted: string): AsyncGenerator<Called> {
  const table = wanted.slice(0, wanted.indexOf("?")) as GovernedTable; // a name begins with its table
  const isSo = (image: Image) => rowNamesOf(table, image).some(({ name, isHeld }) => isHeld && name === wanted);
  for (const { entry, isTaken } of log.entries.heldUnder(wanted)) {
    for (const [key, image] of Object.entries(await rowsIn(log, entry))) {
      const id = key.slice(table.length + 1);
      if (!image || !key.startsWith(`${table}/`) || !isSo(image)) continue;
      if (log.entries.newestOf({ table, id }) === entry) yield { table, id, image, isTaken };
    }
  }
}

/** A row as its newest entry has it. */
export async function imageByLog(log: Log, row: RowPlace): Promise<Image | undefined> {
  const entry = log.entries.newestOf(row);
  return entry === undefined ? undefined : ((await rowsIn(log, entry))[`${row.table}/${row.id}`] ?? undefined);
}

const rowsIn = async ({ entries, reader }: Log, entry: number): Promise<LeafRows> =>
  (await rowsOfEntries(entries, reader, [entry])).get(entry) ?? {};
