// Making an API token: for oneself, or for a service account by its owner or an admin.
import { line, mayMintToken, orThrow, refuse, TokenScopes } from "@chancery/core";
import { insertToken } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { accountSubject } from "../identity/account-subject.ts";
import { digestOfSecret } from "../identity/secret-codes.ts";
import { newTokenText, tokenPrefix } from "./token-text.ts";
import { tokenView } from "./token-view.ts";

const dayMs = 24 * 3_600_000;

/** The token is in this answer and nowhere else, and never replayed. FORBIDDEN to make one for another person, or with more than the token used to ask. */
export const createToken = command({
  kind: "token.created@1",
  permission: "token:create",
  input: z.strictObject({
    actorId: z.uuid().optional(),
    name: line(100),
    scopes: TokenScopes,
    expiresInDays: z.int().min(1).max(365).default(90),
  }),
  isReplayed: false,
  subject: (tx, { actorId }, { actor }) => accountSubject(tx, actorId ?? actor.id, { lock: true }),
  async run({ tx, actor, now, newId, house, subject }, { name, scopes, expiresInDays }) {
    const { account } = subject;
    orThrow(mayMintToken(actor, account, scopes), "FORBIDDEN");
    if (account.state !== "active")
      throw refuse("ILLEGAL_TRANSITION", "account_inactive", "only an active account can have new tokens");
    const token = newTokenText(house, account.kind);
    const expiresAt = new Date(now.getTime() + expiresInDays * dayMs);
    const row = {
      id: newId(),
      actorId: account.id,
      name,
      prefix: tokenPrefix(token),
      scopes,
      createdAt: now,
      expiresAt,
    };
    await insertToken(tx, { ...row, secretHash: digestOfSecret(token), createdBy: actor.id });
    const { id: tokenId, prefix } = row;
    return {
      result: { token, view: tokenView({ ...row, lastUsedAt: null, revokedAt: null }) },
      audit: { tokenId, holderId: account.id, prefix, scopes, expiresAt: expiresAt.toISOString() },
    };
  },
});
