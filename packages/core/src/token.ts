// API tokens: what they may be allowed, and who may make one for whom.
import { z } from "zod";
import type { Reason } from "./kernel/view.ts";
import { allowed, allowedUnless, refused, type Verdict } from "./errors.ts";
import { isInScope, namedPermissions, permissionNames, type Permission } from "./permissions.ts";
import type { Actor } from "./roles.ts";

/** What secret scanners may look for: type (person or service account), 30 random characters, 6 of checksum. */
export const tokenPattern = /^chy[ps]_[0-9A-Za-z]{36}$/;

/** `*` for all its holder may do except what takes a second person, `read` for every reading permission, or single permissions. */
export const TokenScopes = z
  .array(z.enum(["*", "read", ...permissionNames]))
  .min(1, "a token needs at least one scope")
  .max(100)
  .transform((scopes) => [...new Set(scopes)].sort());

export type TokenHolder = {
  readonly id: string;
  readonly kind: "person" | "service";
  /** Who answers for a service account. */
  readonly ownerId: string | null;
};

/**
 * Nobody makes a token for another person, admins included; a service account's is made by its owner, signed in; and no
 * token makes one that may do more than itself.
 */
export function mayMintToken(actor: Actor, holder: TokenHolder, scopes: readonly string[]): Verdict {
  const reasons: Reason[] = [];
  if (holder.kind === "person" && holder.id !== actor.id)
    reasons.push({
      code: "token_of_another_person",
      message: "only the person themselves can make a token that acts as them",
    });
  if (holder.kind === "service" && holder.ownerId !== actor.id)
    reasons.push({
      code: "token_by_owner_only",
      message: "only the owner of a service account can make a token for it",
    });
  else if (holder.kind === "service" && actor.via !== "session")
    reasons.push({
      code: "sign_in_needed",
      message: "a service account's token can only be made by its owner after signing in, not with another token",
    });
  const personal = holder.kind === "service" ? scopes.filter((scope) => isNamed(scope)) : [];
  if (personal.length > 0)
    reasons.push({
      code: "scope_for_people",
      message: `a service account's token cannot have ${personal.join(", ")}: only a person's own token can`,
    });
  const exceeding = actor.via === "token" ? scopes.filter((scope) => !isCovered(actor.scopes, scope)) : [];
  if (exceeding.length > 0)
    reasons.push({
      code: "scope_exceeded",
      message: `the token used here does not itself have ${exceeding.join(", ")}`,
    });
  return allowedUnless("FORBIDDEN", reasons);
}

/** Whoever takes a service account over is signed in: no token, of whosever making, takes one over. */
export const mayAcceptAccount = (actor: Pick<Actor, "via">): Verdict =>
  actor.via === "session"
    ? allowed
    : refused("FORBIDDEN", { code: "sign_in_needed", message: "sign in to take over a service account" });

const isPermission = (scope: string): scope is Permission => (permissionNames as readonly string[]).includes(scope);
const isNamed = (scope: string) => (namedPermissions as readonly string[]).includes(scope);
const isCovered = (held: readonly string[], scope: string) =>
  held.includes(scope) || (isPermission(scope) && isInScope(held, scope)) || (scope === "read" && held.includes("*"));

/** How many tokens may stand between one and the token that began the chain. */
const longestChain = 3;

/** What a token made by a token takes from it: an end, and a chain that does not grow without bound. */
export function mayDescend({ ancestors }: { readonly ancestors: number }): Verdict {
  if (ancestors <= longestChain) return allowed;
  return refused("FORBIDDEN", {
    code: "token_chain_long",
    message: `this token is at the end of a chain of ${longestChain} tokens, each made by the one before: sign in to make another`,
  });
}

/** When a new token ends: after its days, and never after the token that made it. */
export const endOfToken = (asked: Date, parent: { readonly expiresAt: Date } | undefined): Date =>
  parent && parent.expiresAt < asked ? parent.expiresAt : asked;

/** Who made a token of a service account, and the time in which it could be used. */
export type Minting = { readonly accountId: string; readonly minterId: string; readonly from: Date; readonly to: Date };

/** Who had made a token that this account could use at some time in that span, both ends included. */
export const mintersDuring = (
  mintings: readonly Minting[],
  { accountId, from, to }: { readonly accountId: string; readonly from: Date; readonly to: Date },
): readonly string[] => [
  ...new Set(
    mintings
      .filter((made) => made.accountId === accountId && made.from <= to && from <= made.to)
      .map(({ minterId }) => minterId),
  ),
];
/** Who had made a token that this account could use at that instant. */
export const mintersAt = (
  mintings: readonly Minting[],
  { accountId, at }: { readonly accountId: string; readonly at: Date },
): readonly string[] => mintersDuring(mintings, { accountId, from: at, to: at });
