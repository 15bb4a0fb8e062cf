// Models by a part of what they are called or described by, out of an index of pieces of three letters (migration 0002).
import { sql, type SQL } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";

type Asked = { readonly text: string; readonly in: readonly ("name" | "description")[] };

/**
 * Ids of models that may hold the text, and every one that does: ask `containing` of each besides. Undefined where no
 * index of ours can say, and on PostgreSQL, whose planner finds its trigram indexes by itself.
 */
export function idsOfModelsWith(reader: Reader, { text, in: columns }: Asked): SQL | undefined {
  if (open(reader).dialect === "postgres") return undefined;
  const inColumns = `{${columns.join(" ")}} : `;
  if ([...text].length >= 3) return idsWhere(sql`${`${inColumns}"${text.replaceAll('"', '""')}"`}`);
  if (!/^[\x20-\x7e]+$/.test(text)) return undefined; // the index folds the case of more letters than LIKE does
  return idsWhere(piecesBeginningWith(text.toLowerCase(), inColumns));
}

const idsWhere = (match: SQL) =>
  sql`(SELECT model_id FROM model_text_row WHERE n IN (SELECT rowid FROM model_text WHERE model_text MATCH ${match}))`;

/** One or two letters are no piece, but they begin some: any of those that are there, or `""`, which matches nothing. */
const piecesBeginningWith = (text: string, inColumns: string) => sql`(
  SELECT coalesce(${inColumns} || '(' || group_concat('"' || replace(term, '"', '""') || '"', ' OR ') || ')', '""')
  FROM model_text_piece WHERE term >= ${text} AND term < ${text} || char(1114111))`;
