// Loads what the actor holds and asks core whether that is enough.
import {
  reasonsInWords,
  can,
  ChanceryError,
  isChanceryError,
  rolesOn,
  type Actor,
  type GrantFact,
  type Permission,
  type Subject,
} from "@chancery/core";
import { grantsOf, type Reader } from "@chancery/db";

/** The actor's grants in force, read in the same transaction as the act. */
export async function grantsInForce(reader: Reader, actor: Actor, now: Date): Promise<readonly GrantFact[]> {
  if (actor.kind === "anonymous" || actor.kind === "system") return [];
  return grantsOf(reader, { actorId: actor.id, at: now });
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

export const notFound = () =>
  new ChanceryError("NOT_FOUND", "not found, or not visible to you", {
    reasons: [{ code: "not_found", message: "not found, or not visible to you" }],
  });

/** A hidden refusal is answered like an id that does not exist. */
export const veil = (error: unknown): unknown => (isChanceryError(error) && error.isHidden ? notFound() : error);
