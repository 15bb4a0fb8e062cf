// Text that stands somewhere inside a column, whatever its case.
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";

/** Case is folded by the engine on both sides, by SQLite of ASCII only. `%` and `_` in `text` mean themselves. */
export function containing(
  reader: Reader,
  { column, text }: { readonly column: SQLWrapper; readonly text: string },
): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  // SQLite's LIKE folds by itself, five times as fast; on PostgreSQL lower() is what the trigram indexes are over.
  return open(reader).dialect === "sqlite"
    ? sql`${column} LIKE ${pattern} ESCAPE '\\'`
    : sql`lower(${column}) LIKE lower(${pattern}) ESCAPE '\\'`;
}
