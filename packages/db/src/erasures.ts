// What is erased when a person is: the disclosures of the log, the account's name and address, the names of browsers.
import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { StoredDisclosure } from "./audit-log.ts";
import { open, type Reader, type Tx } from "./handle.ts";

export type DisclosureInEntry = StoredDisclosure & { readonly kind: string; readonly leaf: Uint8Array };

/** Disclosures kept as those of a person, with the entries they belong to. */
export async function disclosuresOfPerson(reader: Reader, actorId: string): Promise<readonly DisclosureInEntry[]> {
  const { run, t } = open(reader);
  const { auditDisclosures: d, auditEntries: e } = t;
  return run
    .select({ entryIdx: d.entryIdx, n: d.n, disclosure: d.disclosure, kind: e.kind, leaf: e.leaf })
    .from(d)
    .innerJoin(e, eq(e.idx, d.entryIdx))
    .where(eq(d.subjectId, actorId))
    .orderBy(asc(d.entryIdx), asc(d.n));
}

/** Disclosures of the entries that tell of an account's row: the salts of its columns are among them. */
export async function disclosuresTellingOf(reader: Reader, actorId: string): Promise<readonly DisclosureInEntry[]> {
  const { run, t } = open(reader);
  const { auditDisclosures: d, auditEntries: e, auditRows: r } = t;
  return run
    .select({ entryIdx: d.entryIdx, n: d.n, disclosure: d.disclosure, kind: e.kind, leaf: e.leaf })
    .from(r)
    .innerJoin(d, eq(d.entryIdx, r.idx))
    .innerJoin(e, eq(e.idx, d.entryIdx))
    .where(and(eq(r.governedTable, "actors"), eq(r.rowId, actorId)))
    .orderBy(asc(d.entryIdx), asc(d.n));
}

const atOnce = 200;

export async function deleteDisclosures(
  tx: Tx,
  places: readonly Pick<StoredDisclosure, "entryIdx" | "n">[],
): Promise<void> {
  const { run, t } = open(tx);
  const { auditDisclosures: d } = t;
  for (let from = 0; from < places.length; from += atOnce) {
    const some = places.slice(from, from + atOnce);
    await run.delete(d).where(or(...some.map(({ entryIdx, n }) => and(eq(d.entryIdx, entryIdx), eq(d.n, n)))));
  }
}

/** The account stays, under a name that tells nobody; its password and the names of its browsers go. */
export async function eraseAccount(
  tx: Tx,
  { id, name, revision }: { readonly id: string; readonly name: string; readonly revision: number },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.actors).set({ name, email: null, emailKey: null, revision }).where(eq(t.actors.id, id));
  await run.delete(t.credentials).where(eq(t.credentials.actorId, id));
  await run.update(t.sessions).set({ userAgent: null }).where(eq(t.sessions.actorId, id));
}

/** Leaves of successful acts of these kinds about these accounts, in order. */
export async function entriesAboutActors(
  reader: Reader,
  { kinds, actorIds }: { readonly kinds: readonly string[]; readonly actorIds: readonly string[] },
): Promise<readonly { readonly index: number; readonly leaf: Uint8Array }[]> {
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  if (actorIds.length === 0) return [];
  const subjects = actorIds.map((id) => `actor/${id}`);
  return run
    .select({ index: e.idx, leaf: e.leaf })
    .from(e)
    .where(and(inArray(e.subject, subjects), inArray(e.kind, [...kinds]), eq(e.outcome, "success")))
    .orderBy(asc(e.idx));
}
