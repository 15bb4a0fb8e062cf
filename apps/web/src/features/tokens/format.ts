// Scopes and states of tokens, in words.
import { namedPermissions, permissionNames, permissions, type Permission, type TokenView } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import type { State } from "#components/state-badge.tsx";

const optionOf = (name: Permission): Option => ({ value: name, label: permissions[name].description });

export type ScopeOptions = { readonly alone: readonly Option[]; readonly named: readonly Option[] };

/**
 * Every permission a token of this holder can have; those of the sign-in pages are no use to one. `named` take a second
 * person: a token has them by name alone, and a service account's never.
 */
export const scopeOptionsFor = ({ isMe }: { readonly isMe: boolean }): ScopeOptions => ({
  alone: permissionNames
    .filter((name) => !/^(registry|session|password):/.test(name) && !namedPermissions.includes(name))
    .map(optionOf),
  named: isMe ? namedPermissions.map(optionOf) : [],
});

/** `everything its holder may do, except what needs a second person`, `all reading`, or the permissions by name. */
export function scopesInWords(scopes: readonly string[]): string {
  const all = scopes.includes("*");
  const shown = all ? scopes.filter((scope) => (namedPermissions as readonly string[]).includes(scope)) : scopes;
  const words = shown.map((scope) => (scope === "read" ? "all reading" : scope));
  if (!all) return words.join(", ") || "nothing";
  const most = "everything its holder may do, except what needs a second person";
  return words.length === 0 ? most : `${most}; also ${words.join(", ")}`;
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
