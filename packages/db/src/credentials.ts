// Credentials: the argon2id hash of a person's password, at most one each.
import { and, eq } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: "invited" | "active" | "disabled";
  /** Null before an invitation is accepted. */
  readonly passwordHash: string | null;
};

/** The account of a person; services have none. */
export async function accountOf(
  reader: Reader,
  who: { readonly emailKey: string } | { readonly actorId: string },
): Promise<Account | undefined> {
  const { run, t } = open(reader);
  const row = await one(
    run
      .select({
        id: t.actors.id,
        name: t.actors.name,
        email: t.actors.email,
        state: t.actors.state,
        passwordHash: t.credentials.passwordHash,
      })
      .from(t.actors)
      .leftJoin(t.credentials, eq(t.credentials.actorId, t.actors.id))
      .where(
        and(
          eq(t.actors.kind, "person"),
          "emailKey" in who ? eq(t.actors.emailKey, who.emailKey) : eq(t.actors.id, who.actorId),
        ),
      ),
  );
  return row && { ...row, email: row.email ?? "" };
}

/** Sets or replaces a password. */
export async function setCredential(
  tx: Tx,
  {
    actorId,
    passwordHash,
    changedAt,
  }: { readonly actorId: string; readonly passwordHash: string; readonly changedAt: Date },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .insert(t.credentials)
    .values({ actorId, passwordHash, changedAt })
    .onConflictDoUpdate({ target: t.credentials.actorId, set: { passwordHash, changedAt } });
}

/** The same password under today's parameters; nothing happens when it was changed meanwhile. */
export async function replaceHash(
  tx: Tx,
  { actorId, before, after }: { readonly actorId: string; readonly before: string; readonly after: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.credentials)
    .set({ passwordHash: after })
    .where(and(eq(t.credentials.actorId, actorId), eq(t.credentials.passwordHash, before)));
}
