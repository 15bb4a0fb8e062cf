// API tokens: SHA-256 of the secret, its first characters for people to recognise it by, scopes, expiry.
import type { Minting } from "@chancery/core";
import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import { keptWhileUnchanged, lock, one, open, type Reader, type Tx } from "./handle.ts";

export type TokenRow = {
  readonly id: string;
  readonly actorId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  /** Who made it. */
  readonly createdBy: string;
  /** The token this one was made with. */
  readonly parentId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};
export type NewToken = Omit<TokenRow, "lastUsedAt" | "revokedAt"> & {
  readonly secretHash: string;
};

export async function insertToken(tx: Tx, token: NewToken): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.tokens).values(token);
}

const selectTokens = (reader: Reader) => {
  const { run, t } = open(reader);
  const { id, actorId, name, prefix, scopes, createdBy, parentId, createdAt, expiresAt, lastUsedAt, revokedAt } =
    t.tokens;
  const made = { createdBy, parentId, createdAt };
  const selected = { id, actorId, name, prefix, scopes, ...made, expiresAt, lastUsedAt, revokedAt };
  return run.select(selected).from(t.tokens);
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
            createdBy: t.tokens.createdBy,
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

export type EndedToken = { readonly tokenId: string; readonly holderId: string };

/** Revokes these tokens and every one made with them, whoever holds it; says which could still be used. */
async function endTokens(
  tx: Tx,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<readonly EndedToken[]> {
  const { run, t } = open(tx);
  const { id, actorId, parentId, expiresAt, revokedAt } = t.tokens;
  const isAlive = and(isNull(revokedAt), gt(expiresAt, at));
  const ended: EndedToken[] = [];
  let generation = [...ids];
  while (generation.length > 0) {
    const isIts = inArray(id, generation);
    const revoked = await run
      .update(t.tokens)
      .set({ revokedAt: at })
      .where(and(isIts, isAlive))
      .returning({ tokenId: id, holderId: actorId });
    ended.push(...revoked);
    const children = await run.select({ id }).from(t.tokens).where(inArray(parentId, generation));
    generation = children.map((child) => child.id);
  }
  return ended;
}

/** Revokes one token and those made with it. Lock its row first: a token that is being made with it then comes before or never. */
export const revokeTokenTree = (
  tx: Tx,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<readonly EndedToken[]> => endTokens(tx, { ids: [id], at });

/** Revokes every token of an actor that could still be used, and those made with them. */
export async function revokeTokensOf(
  tx: Tx,
  { actorId, at }: { readonly actorId: string; readonly at: Date },
): Promise<readonly EndedToken[]> {
  const { t } = open(tx);
  const { revokedAt, expiresAt } = t.tokens;
  const isTheirs = and(eq(t.tokens.actorId, actorId), isNull(revokedAt), gt(expiresAt, at));
  const held = await lock(tx, selectTokens(tx).where(isTheirs).orderBy(asc(t.tokens.id)));
  return endTokens(tx, { ids: held.map(({ id }) => id), at });
}

/** Who ever made tokens for these service accounts. */
export async function mintingsOf(reader: Reader, accountIds: readonly string[]): Promise<readonly Minting[]> {
  if (accountIds.length === 0) return [];
  const { run, t } = open(reader);
  const { tokens: token, actors: a } = t;
  const rows = await run
    .select({
      accountId: token.actorId,
      minterId: token.createdBy,
      from: token.createdAt,
      expiresAt: token.expiresAt,
      revokedAt: token.revokedAt,
    })
    .from(token)
    .innerJoin(a, eq(a.id, token.actorId))
    .where(and(inArray(token.actorId, [...new Set(accountIds)]), eq(a.kind, "service")));
  return rows.map(({ expiresAt, revokedAt, ...row }) => ({
    ...row,
    to: revokedAt !== null && revokedAt < expiresAt ? revokedAt : expiresAt,
  }));
}

/** How many tokens stand above one that this one makes: itself, and every one it was made with. */
export async function ancestorsOf(reader: Reader, token: Pick<TokenRow, "parentId">): Promise<number> {
  let count = 1;
  for (let above = token.parentId; above !== null; count += 1)
    above = (await tokenById(reader, above))?.parentId ?? null;
  return count;
}

/** Tokens that `revokeTokensOf` would revoke: an actor's own and those made with them, whoever holds these. */
export async function tokensEndingWith(
  reader: Reader,
  { actorId, at }: { readonly actorId: string; readonly at: Date },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { run, t } = open(reader);
  const { id, name, parentId, expiresAt, revokedAt } = t.tokens;
  const read = (where: ReturnType<typeof and>) =>
    run.select({ id, name, expiresAt, revokedAt }).from(t.tokens).where(where).orderBy(desc(id));
  const ending: { id: string; name: string }[] = [];
  let generation = await read(and(eq(t.tokens.actorId, actorId), isNull(revokedAt), gt(expiresAt, at)));
  while (generation.length > 0) {
    ending.push(...generation.filter((token) => token.revokedAt === null && token.expiresAt > at));
    generation = await read(
      inArray(
        parentId,
        generation.map((token) => token.id),
      ),
    );
  }
  // One of them may have been made with another of them.
  return [...new Map(ending.map((token) => [token.id, { id: token.id, name: token.name }])).values()];
}
