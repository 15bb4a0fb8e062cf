// Joining an approver group takes two people. Pure verdict.
import type { Reason, Verdict } from "./errors.ts";
import type { Actor } from "./roles.ts";

/** The people behind a pending membership: who added, and who was added (for a service account, its owner). */
export type PendingMembership = { readonly adderAnswerableId: string; readonly memberAnswerableId: string };

/** Whoever confirms is neither of the two, nor a service account of theirs. */
export function mayConfirmMember(actor: Actor, membership: PendingMembership): Verdict {
  const reasons: Reason[] = [];
  if (actor.answerableId === membership.adderAnswerableId)
    reasons.push({
      code: "adder_may_not_confirm",
      message: "whoever added a member may not confirm it: a second person has to",
    });
  if (actor.answerableId === membership.memberAnswerableId)
    reasons.push({
      code: "member_may_not_confirm",
      message: "nobody may confirm their own membership of an approver group",
    });
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons };
}
