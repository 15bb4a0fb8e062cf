// The append path of the audit log: the head is locked last, and entries, nodes, disclosures and head go in together.
import { and, asc, eq, gte } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type LogHead = { readonly size: number; readonly root: string; readonly edge: Uint8Array; readonly lastTime: Date | null };
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
  readonly nodes: readonly LogNode[];
};

/** Locks the head until the transaction ends: one writer of the log at a time. */
export async function lockHead(tx: Tx): Promise<LogHead> {
  const { run, t } = open(tx);
  const head = await one(lock(tx, run.select().from(t.auditHead).where(eq(t.auditHead.id, 1))));
  if (!head) throw new Error("the log has no head row");
  return head;
}

/** Appends entries and moves the head from `oldSize`; throws when the head is elsewhere. */
export async function appendToLog(
  tx: Tx,
  { oldSize, entries, head }: { readonly oldSize: number; readonly entries: readonly NewEntry[]; readonly head: LogHead },
): Promise<void> {
  const { run, t } = open(tx);
  const rows = entries.map(({ index, disclosures: _d, disclosedActorId: _a, nodes: _n, ...entry }) => ({
    ...entry,
    idx: index,
    leaf: Buffer.from(entry.leaf),
  }));
  await run.insert(t.auditEntries).values(rows);
  const nodes = entries.flatMap((entry) => entry.nodes);
  if (nodes.length > 0) await run.insert(t.auditNodes).values(nodes);
  const disclosures = entries.flatMap((entry) =>
    entry.disclosures.map((disclosure, n) => ({
      entryIdx: entry.index,
      n,
      disclosure,
      subjectId: entry.disclosedActorId,
      retentionClass: "standard",
    })),
  );
  if (disclosures.length > 0) await run.insert(t.auditDisclosures).values(disclosures);
  const moved = await run
    .update(t.auditHead)
    .set({ size: head.size, root: head.root, edge: Buffer.from(head.edge), lastTime: head.lastTime })
    .where(and(eq(t.auditHead.id, 1), eq(t.auditHead.size, oldSize)))
    .returning({ size: t.auditHead.size });
  if (moved.length !== 1) throw new Error("the log head moved under its own lock");
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
