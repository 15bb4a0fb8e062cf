// Who made the link by which an account's password was set, and who has vouched for its holder since.
import { vouchersGoneAfterMs, type AccountOpening, type Holders } from "@chancery/core";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

export type OpeningRow = AccountOpening & {
  readonly id: string;
  readonly vouchedBy: string | null;
  readonly vouchedAt: Date | null;
};

export async function insertOpening(tx: Tx, opening: OpeningRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.accountOpenings).values(opening);
}

/** All that tells whose hands accounts are in: of the whole registry, for any opening may lead to another. */
export async function loadHolders(reader: Reader, at: Date): Promise<Holders> {
  const { run, t } = open(reader);
  const { accountOpenings: o, actors: a } = t;
  const since = new Date(at.getTime() - vouchersGoneAfterMs);
  const openings = await run.select().from(o).where(isNull(o.vouchedBy)).orderBy(o.id);
  if (openings.length === 0) return { openings, people: [], since };
  const people = await run
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.kind, "person"), or(eq(a.state, "active"), and(eq(a.state, "disabled"), gt(a.disabledAt, since)))))
    .limit(2 * openings.length + 2); // one more than these could name
  return { openings, people: people.map(({ id }) => id), since };
}

/** Somebody vouches for the holder of an account: for every way in which it was opened so far. */
export async function vouchFor(
  tx: Tx,
  { actorId, by, at }: { readonly actorId: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const { accountOpenings: o } = t;
  await run
    .update(o)
    .set({ vouchedBy: by, vouchedAt: at })
    .where(and(eq(o.actorId, actorId), isNull(o.vouchedBy)));
}
