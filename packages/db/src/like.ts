// Text that stands somewhere inside a column, whatever its case.
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";

/** Lower-cased by the engine on both sides: SQLite folds ASCII only. `%` and `_` in `text` mean themselves. */
export const containing = (column: SQLWrapper, text: string): SQL =>
  sql`lower(${column}) LIKE lower(${`%${text.replace(/[\\%_]/g, "\\$&")}%`}) ESCAPE '\\'`;
