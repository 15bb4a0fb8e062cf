// What SQLite's planner believes of tables and indexes. It counts nothing by itself, and by its own guesses it may read a
// whole log for the sake of one condition that nearly every entry meets. So each registry is given the counts of the filled
// one that the tests of plans ask: what they show is then how every registry runs, whatever is in it.
// https://sqlite.org/lang_analyze.html ("sqlite_stat1 tables created on one database may be used for others")
import type Database from "better-sqlite3";
import { statistics } from "./statistics-kept.ts";

/**
 * Within the transaction that migrates. Writes nothing where they are there; else answers true, and `ANALYZE sqlite_schema`
 * has a connection that is open read them.
 */
export function keepStatistics(writer: Database.Database): boolean {
  const tables = () =>
    writer.prepare("SELECT name FROM sqlite_master WHERE name GLOB 'sqlite_stat[0-9]'").pluck().all() as string[];
  const sampled = () => tables().filter((table) => table !== "sqlite_stat1");
  const isEmpty = (table: string) => writer.prepare(`SELECT 1 FROM ${table}`).get() === undefined;
  if (tables().length > 0 && sampled().every(isEmpty) && statisticsIn(writer).join("\n") === statistics.join("\n"))
    return false;
  writer.exec("ANALYZE schema_migration"); // no other statement makes the tables
  for (const table of tables()) writer.exec(`DELETE FROM ${table}`);
  const insert = writer.prepare("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)");
  for (const line of statistics) {
    const [table, index, ...counts] = line.split(" ");
    insert.run(table, index, counts.join(" "));
  }
  return true;
}

/** Per index a line: its table, its name, rows, and rows alike in each of its columns from the first. */
export function statisticsIn(connection: Database.Database): readonly string[] {
  return connection
    .prepare(
      "SELECT tbl || ' ' || idx || ' ' || stat FROM sqlite_stat1 WHERE idx IS NOT NULL AND tbl <> 'schema_migration' ORDER BY tbl, idx",
    )
    .pluck()
    .all() as string[];
}
