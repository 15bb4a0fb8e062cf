// Making an API token: for oneself, or for a service account by its owner, signed in.
import {
  endOfToken,
  line,
  mayDescend,
  mayMintToken,
  orThrow,
  refuse,
  TokenScopes,
  Target,
  TokenView,
  type Actor,
} from "@chancery/core";
import { ancestorsOf, insertToken, tokenById, type TokenRow, type Tx } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { digestOfSecret } from "../identity/secret-codes.ts";
import { accountSubject, lockAccount } from "../subjects/account.ts";
import { newTokenText, tokenPrefix } from "./token-text.ts";
import { tokenView } from "./token-view.ts";

const dayMs = 24 * 3_600_000;

/**
 * The token is in this answer and nowhere else, and never replayed. FORBIDDEN to make one for another person, for a
 * service account of somebody else, or with more than the token used to ask; one made by a token ends with that one, at the latest when it expires.
 */
export const createToken = command({
  kind: "token.created@2",
  permission: "token:create",
  input: z.strictObject({
    actorId: Target.account.optional(),
    name: line(100),
    scopes: TokenScopes,
    expiresInDays: z.int().min(1).max(365).default(90),
  }),
  output: z.object({ token: z.string(), view: TokenView }),
  isReplayed: false,
  subject: (tx, { actorId }, asking) =>
    actorId ? lockAccount(tx, actorId, asking) : accountSubject(tx, asking.actor.id, { lock: true }),
  async run({ tx, actor, now, newId, house, subject }, { name, scopes, expiresInDays }) {
    const { account } = subject;
    orThrow(mayMintToken(actor, account, scopes));
    if (account.state !== "active")
      throw refuse("ILLEGAL_TRANSITION", "account_inactive", "only an active account can have new tokens");
    const parent = await parentOf(tx, actor);
    const token = newTokenText(house, account.kind);
    const expiresAt = endOfToken(new Date(now.getTime() + expiresInDays * dayMs), parent);
    const row = {
      id: newId(),
      actorId: account.id,
      name,
      prefix: tokenPrefix(token),
      scopes,
      createdBy: actor.id,
      parentId: parent?.id ?? null,
      createdAt: now,
      expiresAt,
    };
    await insertToken(tx, { ...row, secretHash: digestOfSecret(token) });
    const { id: tokenId, prefix, parentId } = row;
    return {
      result: {
        token,
        view: tokenView({ ...row, lastUsedAt: null, revokedAt: null }, new Map([[actor.id, actor.name]])),
      },
      audit: { tokenId, holderId: account.id, prefix, scopes, expiresAt: expiresAt.toISOString(), parentId },
    };
  },
});

/** The token asked with, its row held until the new one stands: revoking it comes before or finds the new one too. */
async function parentOf(tx: Tx, { tokenId }: Actor): Promise<TokenRow | undefined> {
  if (tokenId === undefined) return undefined;
  const parent = await tokenById(tx, tokenId, { lock: true });
  if (!parent || parent.revokedAt !== null)
    throw refuse("UNAUTHENTICATED", "token_refused", "the token used here was revoked a moment ago");
  orThrow(mayDescend({ ancestors: await ancestorsOf(tx, parent) }));
  return parent;
}
