// Signed checkpoints as they were made: one per size, never edited.
import { asc, desc, gt, gte } from "drizzle-orm";
import { unlessThere } from "./constraint.ts";
import { one, open, type Reader, type Tx } from "./handle.ts";

/** `note` is the signed note, verbatim. */
export type StoredCheckpoint = { readonly size: number; readonly note: string; readonly createdAt: Date };

/** Keeps a checkpoint; the one of that size that is there already stays. */
export async function insertCheckpoint(tx: Tx, checkpoint: StoredCheckpoint): Promise<void> {
  const { run, t } = open(tx);
  await unlessThere(
    run
      .insert(t.auditCheckpoints)
      .values(checkpoint)
      .onConflictDoNothing()
      .returning({ size: t.auditCheckpoints.size }),
  );
}

/** The newest checkpoint of at least `minSize` entries. */
export async function newestCheckpoint(
  reader: Reader,
  { minSize = 0 }: { readonly minSize?: number } = {},
): Promise<StoredCheckpoint | undefined> {
  const { run, t } = open(reader);
  return one(
    run
      .select()
      .from(t.auditCheckpoints)
      .where(gte(t.auditCheckpoints.size, minSize))
      .orderBy(desc(t.auditCheckpoints.size))
      .limit(1),
  );
}

/** Checkpoints of more than `above` entries, smallest first. */
export async function readCheckpoints(
  reader: Reader,
  { above, limit }: { readonly above: number; readonly limit: number },
): Promise<readonly StoredCheckpoint[]> {
  const { run, t } = open(reader);
  return run
    .select()
    .from(t.auditCheckpoints)
    .where(gt(t.auditCheckpoints.size, above))
    .orderBy(asc(t.auditCheckpoints.size))
    .limit(limit);
}
