// A promotion's rules as gates a person can read: which stand open, which wait and for whom.
import { reasonsOf } from "./errors.ts";
import { ruleInWords, ruleOf } from "./policy.ts";
import { lastWords } from "./objections.ts";
import { countingVotes, dismissersIn, objectionsTo, mayExecute, type PromotionFacts } from "./promotion.ts";
import { isStale } from "./vote-parts.ts";

export type Gate = { readonly rule: string; readonly status: "passed" | "waiting" | "failed"; readonly detail: string };

/** Every gate of the promotion, judged by the same functions that let it through. */
export function gatesOf(promotion: PromotionFacts): readonly Gate[] {
  return [approvalGate(promotion), objectionGate(promotion), sealedGate(promotion)];
}

/** How many approvals count, and how many the rule needs. */
export function approvalsOf(promotion: PromotionFacts): {
  readonly approvals: number;
  readonly approvalsNeeded: number;
} {
  const approvals = countingVotes(promotion).filter((cast) => cast.decision === "approve").length;
  return { approvals, approvalsNeeded: ruleOf(promotion.policy, promotion.stage).approvals };
}

/** The one thing it waits for, in words; begins with `nothing` once it is decided. */
export function waitingFor(promotion: PromotionFacts): string {
  if (promotion.state !== "open") return `nothing: it is ${promotion.state}`;
  if (!mayExecute(promotion).ok) return `a rejection or withdrawal: the version is ${promotion.versionState}`;
  if (objectionsTo(promotion).length > 0) return "the changes a reviewer asked for";
  const { approvals, approvalsNeeded } = approvalsOf(promotion);
  const missing = approvalsNeeded - approvals;
  if (missing > 1) return `${missing} approvals by independent reviewers`;
  if (dismissersIn(promotion).size > 0) return "an approval by a reviewer who dismissed no objection";
  return missing === 1 ? "one approval by an independent reviewer" : "a vote on its content as it is now";
}

function approvalGate(promotion: PromotionFacts): Gate {
  const { approvals, approvalsNeeded } = approvalsOf(promotion);
  const stale = lastWords(promotion.votes).filter(
    (cast) => cast.decision === "approve" && isStale(cast, promotion.digests),
  ).length;
  const isEnough = approvals >= approvalsNeeded;
  const isHeld = isEnough && promotion.state === "open" && dismissersIn(promotion).size > 0;
  const counted = `${approvals} of ${approvalsNeeded} counted${isHeld ? "; who dismissed an objection does not complete it" : ""}`;
  return {
    rule: ruleInWords(ruleOf(promotion.policy, promotion.stage)),
    status: isEnough && !isHeld ? "passed" : promotion.state === "open" ? "waiting" : "failed",
    detail:
      stale === 0
        ? counted
        : `${counted}; ${stale === 1 ? "one approval is" : `${stale} approvals are`} stale: the content changed since`,
  };
}

function objectionGate(promotion: PromotionFacts): Gate {
  const rule = "no reviewer rejects it or asks for changes";
  if (promotion.state === "rejected") return { rule, status: "failed", detail: "a reviewer rejected it" };
  const count = objectionsTo(promotion).length;
  const isDismissed = dismissersIn(promotion).size > 0;
  if (count === 0)
    return { rule, status: "passed", detail: isDismissed ? "what was objected was dismissed" : "none does" };
  return {
    rule,
    status: "waiting",
    detail: count === 1 ? "one reviewer asks for changes" : `${count} reviewers ask for changes`,
  };
}

function sealedGate(promotion: PromotionFacts): Gate {
  const [reason] = reasonsOf(mayExecute(promotion));
  const rule = "the version is sealed and not revoked";
  return reason
    ? { rule, status: "failed", detail: reason.message }
    : { rule, status: "passed", detail: "its content can no longer change" };
}
