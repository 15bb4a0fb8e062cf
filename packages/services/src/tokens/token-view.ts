// A token as readers see it: never its secret.
import type { TokenView } from "@chancery/core";
import type { TokenRow } from "@chancery/db";

export const tokenView = (token: TokenRow): TokenView => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  scopes: token.scopes,
  parentId: token.parentId,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  revokedAt: token.revokedAt?.toISOString() ?? null,
});
