// Loads what the actor holds and asks core whether that is enough.
import {
  reasonsInWords,
  can,
  ChanceryError,
  isChanceryError,
  isTarget,
  noSuch,
  rolesOn,
  type Actor,
  type GrantFact,
  type Permission,
  type Subject,
  type Target,
} from "@chancery/core";
import { grantsOf, type Reader } from "@chancery/db";
import type { House } from "./house.ts";

/** The actor's grants in force, read in the same transaction as the act. */
export async function grantsInForce(reader: Reader, actor: Actor, now: Date): Promise<readonly GrantFact[]> {
  if (actor.kind === "anonymous" || actor.kind === "system") return [];
  return grantsOf(reader, { actorId: actor.id, at: now });
}

/** What a subject is found and judged by. */
export type Asking = {
  readonly actor: Actor;
  readonly now: Date;
  readonly house: House;
  /** The actor's grants in force: read when first asked for, and once. */
  grants(): Promise<readonly GrantFact[]>;
};
export function askingOf(reader: Reader, asking: Omit<Asking, "grants">): Asking {
  let grants: Promise<readonly GrantFact[]> | undefined;
  return { ...asking, grants: () => (grants ??= grantsInForce(reader, asking.actor, asking.now)) };
}

/** Throws UNAUTHENTICATED for somebody not signed in, unless the permission is anyone's: asked before a subject is even looked for. */
export function refuseAnonymous(actor: Actor, permission: Permission): void {
  if (actor.kind !== "anonymous" || can(actor, ["anyone"], permission).ok) return;
  throw new ChanceryError("UNAUTHENTICATED", "sign in first", {
    reasons: [{ code: "not_signed_in", message: "this needs a session or an API token" }],
  });
}

/** Throws FORBIDDEN with reasons; hidden (answered as NOT_FOUND) from an actor without any role on the subject. */
export function authorise(actor: Actor, grants: readonly GrantFact[], permission: Permission, subject: Subject): void {
  refuseAnonymous(actor, permission);
  const held = rolesOn(actor, grants, subject);
  const verdict = can(actor, held, permission);
  if (verdict.ok) return;
  throw new ChanceryError("FORBIDDEN", reasonsInWords(verdict.reasons), {
    reasons: verdict.reasons,
    isHidden: held.length === 0,
  });
}

/** The same for what does not exist and for what the caller may not see; with what they named, where they named it. */
export function notFound(sought?: Target): ChanceryError {
  const message = sought ? noSuch(sought) : "not found, or not visible to you";
  return new ChanceryError("NOT_FOUND", message, { reasons: [{ code: "not_found", message }] });
}

/** What a caller named as the subject of a use-case. */
export const soughtIn = (input: unknown): Target | undefined =>
  typeof input === "object" && input !== null ? Object.values(input).find(isTarget) : undefined;

/** A hidden refusal is answered like an id that does not exist. */
export const veil = (error: unknown, sought?: Target): unknown =>
  isChanceryError(error) && error.isHidden ? notFound(sought) : error;
