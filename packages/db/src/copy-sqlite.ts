// One moment of a SQLite database as a file of its own, taken while others write.
import { open } from "node:fs/promises";
import Database from "better-sqlite3";

const everyPage = 0x7fff_ffff;

/** Copies what was committed when it is called into `to`, durably. Writers go on meanwhile; `to` must not exist. */
export async function copySqlite({ from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // In one step: between steps a writer of another process would make it begin again.
    await source.backup(to, { progress: () => everyPage });
  } finally {
    source.close();
  }
  const file = await open(to, "r+");
  await file.sync().finally(() => file.close());
}
