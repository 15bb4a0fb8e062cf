// A token as readers see it: never its secret.
import type { TokenView } from "@chancery/core";
import { namesOf, type Reader, type TokenRow } from "@chancery/db";

/** `names` are of those who made it. */
export const tokenView = (token: TokenRow, names: ReadonlyMap<string, string>): TokenView => ({
  id: token.id,
  name: token.name,
  prefix: token.prefix,
  scopes: token.scopes,
  madeBy: { id: token.createdBy, name: names.get(token.createdBy) ?? token.createdBy },
  parentId: token.parentId,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  revokedAt: token.revokedAt?.toISOString() ?? null,
});

/** Views in the order given; two statements, however many. */
export async function tokenViews(reader: Reader, tokens: readonly TokenRow[]): Promise<readonly TokenView[]> {
  const names = await namesOf(
    reader,
    tokens.map(({ createdBy }) => createdBy),
  );
  return tokens.map((token) => tokenView(token, names));
}
