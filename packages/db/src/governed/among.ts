// Many governed rows at once, beside the newest entries that tell of them: what a view holds against the log before it is shown.
import { and, eq, exists, getTableColumns, inArray, max, not, or, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { TellingEntry } from "../audit-log.ts";
import { open, type Reader } from "../handle.ts";
import type { Tables } from "../schema/schema.ts";
import type { RowPlace } from "./behind.ts";
import type { RowValues } from "./images.ts";
import { tellingOf, type GovernedTable } from "./tables.ts";
import { idOfRow, partsOfId } from "./written.ts";

const columnsIn = (t: Tables, table: GovernedTable) =>
  getTableColumns(t[table]) as unknown as Record<string, SQLiteColumn>;

/** Ids by table, each once. */
function byTable(rows: readonly RowPlace[]): ReadonlyMap<GovernedTable, readonly string[]> {
  const ids = new Map<GovernedTable, Set<string>>();
  for (const { table, id } of rows) ids.set(table, (ids.get(table) ?? new Set()).add(id));
  return new Map([...ids].map(([table, some]) => [table, [...some]]));
}

/** Tables whose rows belong to a place, and are few there. */
export type PlacedTable =
  "votes" | "voteConditions" | "dismissals" | "promotionTargets" | "tierAssessments" | "modelOwners";
/** Where rows belong: of a table's place what stands behind its name. */
export type PlaceOf<T extends GovernedTable> = { readonly table: T; readonly of: string };

/** Those of these rows that are there, and all that stand in these places, by `table/id`. One statement for each table. */
export async function governedRowsAmong(
  reader: Reader,
  rows: readonly RowPlace[],
  places: readonly PlaceOf<PlacedTable>[] = [],
): Promise<ReadonlyMap<string, RowValues>> {
  const { run, t } = open(reader);
  const asked = byTable(rows);
  const tables = new Set([...asked.keys(), ...places.map(({ table }) => table)]);
  const found = [...tables].map(async (table) => {
    const columns = columnsIn(t, table);
    const ids = asked.get(table) ?? [];
    const { key, place = [] } = tellingOf(table);
    const [only, ...others] = key;
    const isAsked =
      others.length === 0
        ? [inArray(columns[only!]!, [...ids])]
        : ids.map((id) => and(...partsOfId(table, id).map(([column, part]) => eq(columns[column]!, part))));
    const inPlace = places.flatMap((one) => (one.table === table ? [eq(columns[place[0]!]!, one.of)] : [])); // of one column
    const read: unknown = await run
      .select()
      .from(t[table])
      .where(or(...isAsked, ...inPlace));
    return (read as readonly RowValues[]).map((row) => [`${table}/${idOfRow(table, row)}`, row] as const);
  });
  return new Map((await Promise.all(found)).flat());
}

/** The newest entry that tells of each of these rows, by `table/id`. Two statements: a leaf may tell of many. */
export async function newestTellingsAmong(
  reader: Reader,
  rows: readonly RowPlace[],
): Promise<ReadonlyMap<string, TellingEntry>> {
  if (rows.length === 0) return new Map();
  const { run, t } = open(reader);
  const { auditRows: r, auditEntries: e } = t;
  const told = await run
    .select({ table: r.governedTable, id: r.rowId, index: max(r.idx) })
    .from(r)
    .where(or(...[...byTable(rows)].map(([table, ids]) => and(eq(r.governedTable, table), inArray(r.rowId, [...ids])))))
    .groupBy(r.governedTable, r.rowId);
  const indexes = [...new Set(told.flatMap(({ index }) => index ?? []))];
  if (indexes.length === 0) return new Map();
  const leaves = new Map(
    (await run.select({ index: e.idx, leaf: e.leaf }).from(e).where(inArray(e.idx, indexes))).map((one) => [
      one.index,
      one,
    ]),
  );
  return new Map(
    told.flatMap(({ table, id, index }) => {
      const entry = leaves.get(index ?? -1);
      return entry ? [[`${table}/${id}`, entry] as const] : [];
    }),
  );
}

/** Disclosures of these entries that have not been erased. */
export async function disclosuresAmong(
  reader: Reader,
  indexes: readonly number[],
): Promise<readonly { readonly entryIdx: number; readonly disclosure: string }[]> {
  if (indexes.length === 0) return [];
  const { run, t } = open(reader);
  const { auditDisclosures: d } = t;
  return run
    .select({ entryIdx: d.entryIdx, disclosure: d.disclosure })
    .from(d)
    .where(inArray(d.entryIdx, [...indexes]));
}

/** Stays that entries tell of in these places and that do not stand there: deleted, or moved elsewhere. */
export async function staysGone(
  reader: Reader,
  places: readonly PlaceOf<"occupancies">[],
): Promise<readonly RowPlace[]> {
  if (places.length === 0) return [];
  const { run, t } = open(reader);
  const { auditRows: r, occupancies: o } = t;
  const standsThere = run
    .select({ one: sql`1` })
    .from(o)
    .where(and(eq(o.id, r.rowId), sql`'occupancies/' || ${o.modelId} || '/' || ${o.stage} = ${r.place}`));
  const names = places.map(({ of }) => `occupancies/${of}`);
  const rows = await run
    .selectDistinct({ id: r.rowId })
    .from(r)
    .where(and(inArray(r.place, names), not(exists(standsThere))));
  return rows.map(({ id }) => ({ table: "occupancies", id }));
}
