// One-time links: the claim of a new registry, an invitation, a demo sign-in. Only the hash of the code is kept.
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type LinkPurpose = "claim" | "invitation" | "password-reset" | "sign-in";
export type LinkRow = {
  readonly codeHash: string;
  readonly purpose: LinkPurpose;
  readonly actorId: string | null;
  /** Who made it and so saw it. */
  readonly issuedBy: string | null;
  readonly createdAt: Date;
  /** Opens nothing before. */
  readonly worksFrom: Date | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

export async function insertLink(tx: Tx, link: Omit<LinkRow, "usedAt">): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.links).values(link);
}

/** A link of this purpose, used or not. `lock` keeps the row until the transaction ends. */
export async function linkByHash(
  reader: Reader,
  { codeHash, purpose }: { readonly codeHash: string; readonly purpose: LinkPurpose },
  options: { readonly lock?: boolean } = {},
): Promise<LinkRow | undefined> {
  const { run, t } = open(reader);
  const query = run
    .select()
    .from(t.links)
    .where(and(eq(t.links.codeHash, codeHash), eq(t.links.purpose, purpose)));
  return one(options.lock ? lock(reader, query) : query);
}

/** Spends a link. Throws when it is spent already. */
export async function spendLink(
  tx: Tx,
  { codeHash, at }: { readonly codeHash: string; readonly at: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const spent = await run
    .update(t.links)
    .set({ usedAt: at })
    .where(and(eq(t.links.codeHash, codeHash), isNull(t.links.usedAt)))
    .returning({ codeHash: t.links.codeHash });
  if (spent.length !== 1) throw new Error("a one-time link was used twice");
}

export type LinkInForce = Pick<LinkRow, "codeHash" | "issuedBy" | "createdAt" | "worksFrom" | "expiresAt">;

/** By account, the newest link of a purpose that it can be opened with, now or later. */
export async function linksInForce(
  reader: Reader,
  { purpose, actorIds, at }: { readonly purpose: LinkPurpose; readonly actorIds: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, LinkInForce>> {
  if (actorIds.length === 0) return new Map();
  const { run, t } = open(reader);
  const { actorId, codeHash, issuedBy, createdAt, worksFrom, expiresAt, usedAt } = t.links;
  const rows = await run
    .select({ actorId, codeHash, issuedBy, createdAt, worksFrom, expiresAt })
    .from(t.links)
    .where(and(inArray(actorId, [...actorIds]), eq(t.links.purpose, purpose), isNull(usedAt), gt(expiresAt, at)))
    .orderBy(asc(createdAt));
  return new Map(rows.map(({ actorId: holder, ...link }) => [holder ?? "", link]));
}

/** Lets a link open from an instant on, until another. */
export async function setLinkTimes(
  tx: Tx,
  { codeHash, worksFrom, expiresAt }: Pick<LinkRow, "codeHash" | "worksFrom" | "expiresAt">,
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.links).set({ worksFrom, expiresAt }).where(eq(t.links.codeHash, codeHash));
}

/** Forgets unspent links of a purpose, so that only the newest one opens. */
export async function dropLinks(
  tx: Tx,
  { purpose, actorId }: { readonly purpose: LinkPurpose; readonly actorId: string | null },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .delete(t.links)
    .where(
      and(
        eq(t.links.purpose, purpose),
        isNull(t.links.usedAt),
        actorId === null ? isNull(t.links.actorId) : eq(t.links.actorId, actorId),
      ),
    );
}
