// The append path of the audit log: the head is locked last, and entries, nodes, disclosures and head go in together.
import { and, asc, between, count, desc, eq, gte, inArray, lt, max, or, sql } from "drizzle-orm";
import type { GovernedTable } from "./governed/tables.ts";
import { hot, keptWhileUnchanged, lock, one, open, placeholdersOf, type Reader, type Tx } from "./handle.ts";

export type LogHead = {
  readonly size: number;
  readonly root: string;
  readonly edge: Uint8Array;
  readonly lastTime: Date | null;
  /** What the log's key says of all this; null before it did. */
  readonly mac: string | null;
};
/** `level` ≥ 1; hashes are lower-case hex. */
export type LogNode = { readonly level: number; readonly idx: number; readonly hash: string };
export type NewEntry = {
  readonly index: number;
  readonly id: string;
  readonly time: Date;
  readonly kind: string;
  readonly actorId: string;
  readonly subject: string;
  readonly outcome: string;
  readonly requestId: string;
  readonly leaf: Uint8Array;
  readonly leafHash: string;
  readonly disclosures: readonly string[];
  /** Whose personal data the disclosures hold. */
  readonly disclosedActorId: string;
  /** How long they are kept. */
  readonly retentionClass: string;
  readonly nodes: readonly LogNode[];
  /** The governed rows it tells of. */
  readonly rows: readonly ToldRow[];
};
export type ToldRow = { readonly table: GovernedTable; readonly id: string; readonly place: string | null };

/** Locks the head until the transaction ends: one writer of the log at a time. */
export async function lockHead(tx: Tx): Promise<LogHead> {
  const head = await one(
    hot(tx, "lock_head", ({ run, t }) => lock(tx, run.select().from(t.auditHead).where(eq(t.auditHead.id, 1))), {}),
  );
  if (!head) throw new Error("the log has no head row");
  return head;
}

/**
 * Appends entries and moves the head from `oldSize`; throws when the head is elsewhere. Everybody else who acts waits
 * meanwhile, so the statements leave together: over a network that is one way there and back.
 */
export async function appendToLog(
  tx: Tx,
  {
    oldSize,
    entries,
    head,
  }: { readonly oldSize: number; readonly entries: readonly NewEntry[]; readonly head: LogHead },
): Promise<void> {
  const [, moved] = await Promise.all([
    Promise.all(entries.map((entry) => insertEntry(tx, entry))),
    moveHead(tx, { ...head, oldSize }),
  ]);
  if (moved.length !== 1) throw new Error("the log head moved under its own lock");
}

function insertEntry(tx: Tx, { index, disclosures, nodes, rows, ...given }: NewEntry): Promise<unknown> {
  const { disclosedActorId: subjectId, retentionClass, ...entry } = given;
  const row = { ...entry, idx: index, leaf: Buffer.from(entry.leaf) };
  const disclosed = { entryIdx: index, subjectId, retentionClass };
  return Promise.all([
    hot(tx, "insert_entry", ({ run, t }) => run.insert(t.auditEntries).values(placeholdersOf(t.auditEntries)), row),
    ...nodes.map((node) =>
      hot(tx, "insert_node", ({ run, t }) => run.insert(t.auditNodes).values(placeholdersOf(t.auditNodes)), node),
    ),
    ...rows.map(({ table, id, place }) =>
      hot(tx, "insert_told_row", ({ run, t }) => run.insert(t.auditRows).values(placeholdersOf(t.auditRows)), {
        ...{ governedTable: table, rowId: id, place, idx: index },
      }),
    ),
    ...disclosures.map((disclosure, n) =>
      hot(
        tx,
        "insert_disclosure",
        ({ run, t }) => run.insert(t.auditDisclosures).values(placeholdersOf(t.auditDisclosures)),
        { ...disclosed, n, disclosure },
      ),
    ),
  ]);
}

const moveHead = (tx: Tx, { edge, ...head }: LogHead & { readonly oldSize: number }) =>
  hot(
    tx,
    "move_head",
    ({ run, t }) => {
      const { size, root, edge, lastTime, mac } = placeholdersOf(t.auditHead);
      return run
        .update(t.auditHead)
        .set({ size, root, edge, lastTime, mac })
        .where(and(eq(t.auditHead.id, 1), eq(t.auditHead.size, sql.placeholder("oldSize"))))
        .returning({ size: t.auditHead.size });
    },
    { ...head, edge: Buffer.from(edge) },
  );

/** Gives the locked head its MAC, or another where the log's name changes; answers false when the head is elsewhere. */
export async function keyLogHead(
  tx: Tx,
  { size, root, mac }: { readonly size: number; readonly root: string; readonly mac: string },
): Promise<boolean> {
  const { run, t } = open(tx);
  const keyed = await run
    .update(t.auditHead)
    .set({ mac })
    .where(and(eq(t.auditHead.id, 1), eq(t.auditHead.size, size), eq(t.auditHead.root, root)))
    .returning({ size: t.auditHead.size });
  return keyed.length === 1;
}

/** Leaves from an index on, in order: what exports, proofs and fsck read. */
export async function readLeaves(
  reader: Reader,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<readonly { readonly index: number; readonly leaf: Uint8Array; readonly leafHash: string }[]> {
  const { run, t } = open(reader);
  return run
    .select({ index: t.auditEntries.idx, leaf: t.auditEntries.leaf, leafHash: t.auditEntries.leafHash })
    .from(t.auditEntries)
    .where(gte(t.auditEntries.idx, from))
    .orderBy(asc(t.auditEntries.idx))
    .limit(limit);
}

/** So many are asked for one by one, which is prepared. */
const fewLeaves = 4;
/** Leaves of these entries, in any order; one that is not stored is left out. */
export async function leavesAt(
  reader: Reader,
  indexes: readonly number[],
): Promise<readonly { readonly index: number; readonly leaf: Uint8Array }[]> {
  if (indexes.length > fewLeaves) {
    const { run, t } = open(reader);
    const { auditEntries: e } = t;
    return run
      .select({ index: e.idx, leaf: e.leaf })
      .from(e)
      .where(inArray(e.idx, [...indexes]));
  }
  const found = await Promise.all(
    indexes.map((index) =>
      hot(
        reader,
        "leaf_at",
        ({ run, t: { auditEntries: e } }) =>
          run
            .select({ index: e.idx, leaf: e.leaf })
            .from(e)
            .where(eq(e.idx, sql.placeholder("index"))),
        { index },
      ),
    ),
  );
  return found.flat();
}

/** The head as this reader sees it, without a lock. */
export async function headNow(reader: Reader): Promise<LogHead> {
  const head = await one(
    hot(reader, "head_now", ({ run, t }) => run.select().from(t.auditHead).where(eq(t.auditHead.id, 1)), {}),
  );
  if (!head) throw new Error("the log has no head row");
  return head;
}

/** The head as committed, and the highest index stored: one statement, so that a writer in between cannot make them differ. */
export async function readHead(reader: Reader): Promise<LogHead & { readonly lastIndex: number | null }> {
  const { run, t } = open(reader);
  const last = run
    .select({ idx: max(t.auditEntries.idx).as("last_index") })
    .from(t.auditEntries)
    .as("last");
  const found = await one(
    run.select({ head: t.auditHead, lastIndex: last.idx }).from(t.auditHead).innerJoin(last, eq(t.auditHead.id, 1)),
  );
  if (!found) throw new Error("the log has no head row");
  return { ...found.head, lastIndex: found.lastIndex };
}

/** Leaves of acts of these kinds, in order. */
export async function entriesOfKinds(
  reader: Reader,
  { kinds, outcome, limit }: { readonly kinds: readonly string[]; readonly outcome: string; readonly limit: number },
): Promise<readonly { readonly index: number; readonly leaf: Uint8Array }[]> {
  const { run, t } = open(reader);
  const e = t.auditEntries;
  return run
    .select({ index: e.idx, leaf: e.leaf })
    .from(e)
    .where(and(inArray(e.kind, [...kinds]), eq(e.outcome, outcome)))
    .orderBy(asc(e.idx))
    .limit(limit);
}

/** Whether an entry from this index on is of one of these kinds. */
export async function holdsKindFrom(
  reader: Reader,
  { from, kinds }: { readonly from: number; readonly kinds: readonly string[] },
): Promise<boolean> {
  const { run, t } = open(reader);
  const e = t.auditEntries;
  const found = await one(
    run
      .select({ idx: e.idx })
      .from(e)
      .where(and(gte(e.idx, from), inArray(e.kind, [...kinds])))
      .limit(1),
  );
  return found !== undefined;
}

export type StoredEntry = Omit<NewEntry, "disclosures" | "disclosedActorId" | "retentionClass" | "nodes" | "rows">;
/** Stored entries in order, columns and leaf alike, from an index on and below another. */
export async function readEntries(
  reader: Reader,
  { from, below, limit }: { readonly from: number; readonly below: number; readonly limit: number },
): Promise<readonly StoredEntry[]> {
  const { run, t } = open(reader);
  const rows = await run
    .select()
    .from(t.auditEntries)
    .where(and(gte(t.auditEntries.idx, from), lt(t.auditEntries.idx, below)))
    .orderBy(asc(t.auditEntries.idx))
    .limit(limit);
  return rows.map(({ idx, ...row }) => ({ ...row, index: idx }));
}

type Place = { readonly level: number; readonly idx: number };
/** Stored hashes at these places; level 0 is the leaf hashes. What is missing is left out. */
export async function nodesAt(reader: Reader, places: readonly Place[]): Promise<readonly LogNode[]> {
  const { run, t } = open(reader);
  const levels = new Map<number, number[]>();
  for (const { level, idx } of places) {
    const at = levels.get(level);
    if (at) at.push(idx);
    else levels.set(level, [idx]);
  }
  const { auditEntries: e, auditNodes: n } = t;
  const below = levels.has(0)
    ? await run
        .select({ idx: e.idx, hash: e.leafHash })
        .from(e)
        .where(inArray(e.idx, levels.get(0)!))
    : [];
  levels.delete(0);
  const above =
    levels.size > 0
      ? await run
          .select()
          .from(n)
          .where(or(...[...levels].map(([level, at]) => and(eq(n.level, level), inArray(n.idx, at)))))
      : [];
  return [...below.map((row) => ({ level: 0, ...row })), ...above];
}

/** The stored inner nodes that leaves `from` up to, not including, `below` completed. */
export async function nodesCompletedIn(
  reader: Reader,
  { from, below }: { readonly from: number; readonly below: number },
): Promise<readonly LogNode[]> {
  const { run, t } = open(reader);
  const ranges = [];
  for (let level = 1; 2 ** level <= below; level++) {
    const [first, end] = [Math.floor(from / 2 ** level), Math.floor(below / 2 ** level)];
    if (end > first) ranges.push(and(eq(t.auditNodes.level, level), between(t.auditNodes.idx, first, end - 1)));
  }
  return ranges.length === 0
    ? []
    : run
        .select()
        .from(t.auditNodes)
        .where(or(...ranges));
}

export type StoredDisclosure = { readonly entryIdx: number; readonly n: number; readonly disclosure: string };
/** Disclosures of a range of entries that have not been erased, in order. */
export async function readDisclosures(
  reader: Reader,
  { from, below }: { readonly from: number; readonly below: number },
): Promise<readonly StoredDisclosure[]> {
  const { run, t } = open(reader);
  return run
    .select({
      entryIdx: t.auditDisclosures.entryIdx,
      n: t.auditDisclosures.n,
      disclosure: t.auditDisclosures.disclosure,
    })
    .from(t.auditDisclosures)
    .where(and(gte(t.auditDisclosures.entryIdx, from), lt(t.auditDisclosures.entryIdx, below)))
    .orderBy(asc(t.auditDisclosures.entryIdx), asc(t.auditDisclosures.n));
}

/** The newest entry that tells of a row; undefined where none does. */
export const newestTelling = (
  reader: Reader,
  { table, id }: { readonly table: GovernedTable; readonly id: string },
): Promise<TellingEntry | undefined> =>
  one(
    hot(
      reader,
      "newest_telling",
      ({ run, t: { auditRows: r, auditEntries: e } }) =>
        run
          .select({ index: e.idx, leaf: e.leaf })
          .from(r)
          .innerJoin(e, eq(e.idx, r.idx))
          .where(and(eq(r.governedTable, sql.placeholder("table")), eq(r.rowId, sql.placeholder("id"))))
          .orderBy(desc(r.idx))
          .limit(1),
      { table, id },
    ),
  );
/** Every entry that tells of a row, newest first, of which no more are looked at than `limit`. */
export async function tellingsOf(
  reader: Reader,
  { table, id, limit }: { readonly table: GovernedTable; readonly id: string; readonly limit: number },
): Promise<readonly TellingEntry[]> {
  const { run, t } = open(reader);
  const { auditRows: r, auditEntries: e } = t;
  return run
    .select({ index: e.idx, leaf: e.leaf })
    .from(r)
    .innerJoin(e, eq(e.idx, r.idx))
    .where(and(eq(r.governedTable, table), eq(r.rowId, id)))
    .orderBy(desc(r.idx))
    .limit(limit);
}

/** An entry may be put beside a place of which it says nothing: then the one before it speaks. */
const tellingsLookedAt = 3;
/** The newest entries that are said to tell of a place, newest first. */
export const newestTellingsOfPlace = (reader: Reader, place: string): Promise<readonly TellingEntry[]> =>
  keptWhileUnchanged(
    reader,
    "newest_telling_of_place",
    ({ run, t: { auditRows: r, auditEntries: e } }) =>
      run
        .select({ index: e.idx, leaf: e.leaf })
        .from(r)
        .innerJoin(e, eq(e.idx, r.idx))
        .where(eq(r.place, sql.placeholder("place")))
        .orderBy(desc(r.idx))
        .limit(tellingsLookedAt),
    { place },
  );
export type TellingEntry = { readonly index: number; readonly leaf: Uint8Array };

/** What is kept of which rows entries of a range tell of. */
export async function toldRowsIn(
  reader: Reader,
  { from, below }: { readonly from: number; readonly below: number },
): Promise<readonly (ToldRow & { readonly index: number })[]> {
  const { run, t } = open(reader);
  const { auditRows: r } = t;
  const rows = await run
    .select({ index: r.idx, table: r.governedTable, id: r.rowId, place: r.place })
    .from(r)
    .where(and(gte(r.idx, from), lt(r.idx, below)))
    .orderBy(asc(r.idx));
  return rows.map(({ table, ...row }) => ({ ...row, table: table as GovernedTable })); // ours wrote it
}

/** How many times entries tell of rows: no fewer than there are rows told of. */
export async function toldRowCount(reader: Reader): Promise<number> {
  const { run, t } = open(reader);
  return (await one(run.select({ n: count() }).from(t.auditRows)))?.n ?? 0;
}

/** Whether an entry tells of any row of a table. */
export async function isTableTold(reader: Reader, table: GovernedTable): Promise<boolean> {
  const { run, t } = open(reader);
  const { auditRows: r } = t;
  return (await run.select({ index: r.idx }).from(r).where(eq(r.governedTable, table)).limit(1)).length > 0;
}

/** Of these rows of a table, those that an entry tells of. */
export async function toldAmong(
  reader: Reader,
  { table, ids }: { readonly table: GovernedTable; readonly ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { run, t } = open(reader);
  const rows = await run
    .selectDistinct({ id: t.auditRows.rowId })
    .from(t.auditRows)
    .where(and(eq(t.auditRows.governedTable, table), inArray(t.auditRows.rowId, [...ids])));
  return new Set(rows.map(({ id }) => id));
}
