// Scopes and states of tokens, in words.
import { permissionNames, permissions, type TokenView } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import type { State } from "#components/state-badge.tsx";

/** Every permission a token can be narrowed to; those of the sign-in pages are no use to one. */
export const scopeOptions: readonly Option[] = permissionNames
  .filter((name) => !/^(registry|session|password):/.test(name))
  .map((name) => ({ value: name, label: permissions[name].description }));

/** `everything its holder may do`, `reading`, or the permissions by name. */
export function scopesInWords(scopes: readonly string[]): string {
  if (scopes.includes("*")) return "everything its holder may do";
  return scopes.map((scope) => (scope === "read" ? "all reading" : scope)).join(", ") || "nothing";
}

/** Whether revoking it would still change anything. */
export const isUsable = (token: Pick<TokenView, "revokedAt" | "expiresAt">, now: Date): boolean =>
  token.revokedAt === null && new Date(token.expiresAt).getTime() > now.getTime();

const weekMs = 7 * 24 * 60 * 60 * 1000;
export function tokenState(token: Pick<TokenView, "revokedAt" | "expiresAt">, now: Date): State {
  if (token.revokedAt !== null) return "revoked";
  const leftMs = new Date(token.expiresAt).getTime() - now.getTime();
  if (leftMs <= 0) return "expired";
  return leftMs < weekMs ? "expiring" : "active";
}
