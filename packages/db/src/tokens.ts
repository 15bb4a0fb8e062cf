// API tokens: SHA-256 of the secret, its first characters for people to recognise it by, scopes, expiry.
import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { keptWhileUnchanged, lock, one, open, type Reader, type Tx } from "./handle.ts";

export type TokenRow = {
  readonly id: string;
  readonly actorId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};
export type NewToken = Omit<TokenRow, "lastUsedAt" | "revokedAt"> & {
  readonly secretHash: string;
  readonly createdBy: string;
};

export async function insertToken(tx: Tx, token: NewToken): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.tokens).values(token);
}

const selectTokens = (reader: Reader) => {
  const { run, t } = open(reader);
  const { id, actorId, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = t.tokens;
  return run.select({ id, actorId, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }).from(t.tokens);
};

/** What deciding on a request takes: the token, who holds it, whether that one and its owner may still act. One indexed read; nothing of it rests on the time. */
export async function tokenWithActor(reader: Reader, secretHash: string) {
  return one(
    keptWhileUnchanged(
      reader,
      "token_with_actor",
      ({ run, t }) =>
        run
          .select({
            id: t.tokens.id,
            scopes: t.tokens.scopes,
            createdAt: t.tokens.createdAt,
            expiresAt: t.tokens.expiresAt,
            lastUsedAt: t.tokens.lastUsedAt,
            revokedAt: t.tokens.revokedAt,
            actorId: t.actors.id,
            kind: t.actors.kind,
            name: t.actors.name,
            state: t.actors.state,
            ownerId: t.actors.ownerId,
            ownerState: sql<string | null>`(select "o"."state" from "actor" "o" where "o"."id" = ${t.actors.ownerId})`,
            teamId: t.teams.id,
            teamSlug: t.teams.slug,
          })
          .from(t.tokens)
          .innerJoin(t.actors, eq(t.actors.id, t.tokens.actorId))
          .leftJoin(t.teams, eq(t.teams.id, t.actors.defaultTeamId))
          .where(eq(t.tokens.secretHash, sql.placeholder("secretHash"))),
      { secretHash },
    ),
  );
}

/** `lock` keeps the row until the transaction ends. */
export async function tokenById(
  reader: Reader,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<TokenRow | undefined> {
  const { t } = open(reader);
  const query = selectTokens(reader).where(eq(t.tokens.id, id));
  return one(options.lock ? lock(reader, query) : query);
}

/** An actor's tokens, revoked and expired ones too, newest first. */
export async function listTokens(
  reader: Reader,
  { actorId, after, limit }: { readonly actorId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly TokenRow[]> {
  const { t } = open(reader);
  return selectTokens(reader)
    .where(and(eq(t.tokens.actorId, actorId), after === undefined ? undefined : lt(t.tokens.id, after)))
    .orderBy(desc(t.tokens.id))
    .limit(limit);
}

/** Moves `lastUsedAt` on. */
export async function touchToken(tx: Tx, { id, at }: { readonly id: string; readonly at: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.tokens).set({ lastUsedAt: at }).where(eq(t.tokens.id, id));
}

/** Revokes one token. */
export async function setTokenRevoked(tx: Tx, { id, at }: { readonly id: string; readonly at: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.tokens)
    .set({ revokedAt: at })
    .where(and(eq(t.tokens.id, id), isNull(t.tokens.revokedAt)));
}

/** Revokes every token of an actor that could still be used, and says which. */
export async function revokeTokensOf(
  tx: Tx,
  { actorId, at }: { readonly actorId: string; readonly at: Date },
): Promise<readonly string[]> {
  const { run, t } = open(tx);
  const revoked = await run
    .update(t.tokens)
    .set({ revokedAt: at })
    .where(and(eq(t.tokens.actorId, actorId), isNull(t.tokens.revokedAt), gt(t.tokens.expiresAt, at)))
    .returning({ id: t.tokens.id });
  return revoked.map((row) => row.id);
}
