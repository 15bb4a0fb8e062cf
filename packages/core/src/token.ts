// API tokens: what they may be allowed, and who may make one for whom.
import { z } from "zod";
import type { Reason, Verdict } from "./errors.ts";
import { isInScope, permissionNames, type Permission } from "./permissions.ts";
import type { Actor } from "./roles.ts";

/** What secret scanners may look for: type (person or service account), 30 random characters, 6 of checksum. */
export const tokenPattern = /^chy[ps]_[0-9A-Za-z]{36}$/;

/** `*` for all its holder may do, `read` for every reading permission, or single permissions. */
export const TokenScopes = z
  .array(z.enum(["*", "read", ...permissionNames]))
  .min(1, "a token needs at least one scope")
  .max(100)
  .transform((scopes) => [...new Set(scopes)].sort());

export type TokenHolder = { readonly id: string; readonly kind: "person" | "service" };

/** Nobody makes a token for another person, admins included; and no token makes one that may do more than itself. */
export function mayMintToken(actor: Actor, holder: TokenHolder, scopes: readonly string[]): Verdict {
  const reasons: Reason[] = [];
  if (holder.kind === "person" && holder.id !== actor.id)
    reasons.push({
      code: "token_of_another_person",
      message: "only the person can make a token that acts as that person",
    });
  const exceeding = scopes.filter((scope) => !isCovered(actor.scopes, scope));
  if (exceeding.length > 0)
    reasons.push({
      code: "scope_exceeded",
      message: `the token used here does not itself have ${exceeding.join(", ")}`,
    });
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons };
}

const isPermission = (scope: string): scope is Permission => (permissionNames as readonly string[]).includes(scope);
const isCovered = (held: readonly string[], scope: string) =>
  held.includes("*") || held.includes(scope) || (isPermission(scope) && isInScope(held, scope));
