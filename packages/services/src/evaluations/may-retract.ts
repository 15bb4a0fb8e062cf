// Who took something back, and whether the caller may.
import { can, rolesOn, voterOn, type Actor, type GrantFact, type RetractionView } from "@chancery/core";
import type { Retracted, VersionSubject } from "@chancery/db";

export const retractionView = (retracted: Retracted | undefined): RetractionView | null =>
  retracted ? { by: retracted.by, reason: retracted.reason, at: retracted.createdAt.toISOString() } : null;

type Asking = {
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  readonly subject: VersionSubject;
};
/** Of what these accounts recorded, or answer for. A promotion that rests on it may bar them still. */
export function mayRetract({ actor, grants, subject }: Asking): (recorderIds: readonly (string | null)[]) => boolean {
  const isAllowed = can(actor, rolesOn(actor, grants, subject), "evaluation:retract").ok;
  const isReviewer = voterOn(actor, grants, subject).reviewerSince !== null;
  return (recorderIds) => isAllowed && (isReviewer || recorderIds.includes(actor.id));
}
