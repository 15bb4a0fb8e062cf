// Who answers for a model, as intervals: which person from when to when, and who named them.
import { and, desc, eq, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { after } from "./intervals.ts";

export type OwnerInterval = {
  readonly id: string;
  readonly modelId: string;
  readonly ownerId: string;
  readonly from: Date;
  /** Null while they own it. */
  readonly to: Date | null;
  readonly setBy: string;
};

/** The owners of a model, newest first. */
export async function ownersOf(reader: Reader, modelId: string): Promise<readonly OwnerInterval[]> {
  const { run, t } = open(reader);
  const { modelOwners: o } = t;
  return run.select().from(o).where(eq(o.modelId, modelId)).orderBy(desc(o.from)).limit(200);
}

/** The owner of now, locked. */
export async function lockOwner(tx: Tx, modelId: string): Promise<OwnerInterval | undefined> {
  const { run, t } = open(tx);
  const { modelOwners: o } = t;
  const inForce = run
    .select()
    .from(o)
    .where(and(eq(o.modelId, modelId), isNull(o.to)));
  return one(lock(tx, inForce));
}

/** A model's first owner. */
export async function insertOwner(tx: Tx, owner: Omit<OwnerInterval, "to">): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.modelOwners).values(owner);
}

type Change = {
  /** The owner of now, if there is one: ended where the next begins. */
  readonly before: OwnerInterval | undefined;
  readonly next: Omit<OwnerInterval, "from" | "to">;
  readonly now: Date;
};
/** Puts another in the place of the owner of now; answers from when on. */
export async function changeOwner(tx: Tx, { before, next, now }: Change): Promise<Date> {
  const { run, t } = open(tx);
  const { modelOwners: o } = t;
  const from = after(before, now);
  if (before) await run.update(o).set({ to: from, endedBy: next.setBy }).where(eq(o.id, before.id));
  await insertOwner(tx, { ...next, from });
  return from;
}
