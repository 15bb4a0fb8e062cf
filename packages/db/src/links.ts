// One-time links: the claim of a new registry, an invitation, a demo sign-in. Only the hash of the code is kept.
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

export type LinkPurpose = "claim" | "invitation" | "password-reset" | "sign-in";
export type LinkRow = {
  readonly codeHash: string;
  readonly purpose: LinkPurpose;
  readonly actorId: string | null;
  readonly createdAt: Date;
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

/** The newest link of a purpose that an account can still be opened with. */
export async function linkInForce(
  reader: Reader,
  { purpose, actorId, at }: { readonly purpose: LinkPurpose; readonly actorId: string; readonly at: Date },
): Promise<Pick<LinkRow, "createdAt" | "expiresAt"> | undefined> {
  const { run, t } = open(reader);
  const { createdAt, expiresAt, usedAt } = t.links;
  return one(
    run
      .select({ createdAt, expiresAt })
      .from(t.links)
      .where(and(eq(t.links.actorId, actorId), eq(t.links.purpose, purpose), isNull(usedAt), gt(expiresAt, at)))
      .orderBy(desc(createdAt))
      .limit(1),
  );
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
  if (spent.length !== 1) throw new Error("a one-time link was spent twice");
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
