// The access log: who read what. Outside the audit tree; the digest of each hour is a leaf there.
import { and, asc, desc, eq, gt, gte, lt, or } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

export type AccessRow = {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly action: string;
  readonly subject: string;
  readonly requestId: string;
};

export async function insertAccess(tx: Tx, access: AccessRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.accesses).values(access);
}

/** The same for what is read at once; at most as many as a batch has. */
export async function insertAccesses(tx: Tx, accesses: readonly AccessRow[]): Promise<void> {
  const { run, t } = open(tx);
  if (accesses.length > 0) await run.insert(t.accesses).values([...accesses]);
}

/** Accesses from `from` up to but without `to`, in order, after the row `after`. */
export async function accessesBetween(
  reader: Reader,
  {
    from,
    to,
    after,
    limit,
  }: {
    readonly from: Date;
    readonly to: Date;
    readonly after: Pick<AccessRow, "at" | "id"> | undefined;
    readonly limit: number;
  },
): Promise<readonly AccessRow[]> {
  const { run, t } = open(reader);
  const { accesses: a } = t;
  const isAfter = after && or(gt(a.at, after.at), and(eq(a.at, after.at), gt(a.id, after.id)));
  return run
    .select()
    .from(a)
    .where(and(gte(a.at, from), lt(a.at, to), isAfter))
    .orderBy(asc(a.at), asc(a.id))
    .limit(limit);
}

/** When something was first read at or after an instant. */
export async function firstAccessSince(reader: Reader, since: Date): Promise<Date | undefined> {
  const { run, t } = open(reader);
  const { accesses: a } = t;
  return (await one(run.select({ at: a.at }).from(a).where(gte(a.at, since)).orderBy(asc(a.at)).limit(1)))?.at;
}

/** The newest leaf of one kind of act that succeeded. */
export async function newestSuccess(reader: Reader, kind: string): Promise<Uint8Array | undefined> {
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  return (
    await one(
      run
        .select({ leaf: e.leaf })
        .from(e)
        .where(and(eq(e.kind, kind), eq(e.outcome, "success")))
        .orderBy(desc(e.idx))
        .limit(1),
    )
  )?.leaf;
}
