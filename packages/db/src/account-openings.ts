// Who made the link by which an account's password was set, and who has vouched for its holder since.
import { vouchersGoneAfterMs, type AccountOpening, type Holders } from "@chancery/core";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { open, type Reader, type Tx } from "./handle.ts";

export type OpeningRow = AccountOpening & {
  readonly id: string;
  readonly vouchedBy: string | null;
  readonly vouchedAt: Date | null;
  /** Who vouched first of those whose account goes back to nobody this one goes back to. */
  readonly independentBy: string | null;
  readonly independentAt: Date | null;
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
  const linking = await run.select().from(o).where(isNull(o.independentBy)).orderBy(o.id);
  const openings = linking.filter(({ vouchedBy }) => vouchedBy === null);
  if (openings.length === 0) return { openings, linking, people: [], since };
  const people = await run
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.kind, "person"), or(eq(a.state, "active"), and(eq(a.state, "disabled"), gt(a.disabledAt, since)))))
    .limit(2 * openings.length + 2); // one more than these could name
  return { openings, linking, people: people.map(({ id }) => id), since };
}

type Word = { readonly actorId: string; readonly by: string; readonly at: Date; readonly isAlone: boolean };

/**
 * Somebody vouches for the holder of an account: for every way in which it was opened so far. `isAlone`: somebody whose own
 * account goes back to the same link, so that an independent word is still missing.
 */
export async function vouchFor(tx: Tx, { actorId, by, at, isAlone }: Word): Promise<void> {
  const { run, t } = open(tx);
  const { accountOpenings: o } = t;
  const ofTheirs = eq(o.actorId, actorId);
  await run
    .update(o)
    .set({ vouchedBy: by, vouchedAt: at })
    .where(and(ofTheirs, isNull(o.vouchedBy)));
  if (isAlone) return;
  await run
    .update(o)
    .set({ independentBy: by, independentAt: at })
    .where(and(ofTheirs, isNull(o.independentBy)));
}
