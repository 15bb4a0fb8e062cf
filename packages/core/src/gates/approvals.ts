// The gate of approvals: enough reviewers approve what is there now.
import { lastWords } from "../objections.ts";
import { ruleInWords, ruleOf, type PolicyDocument } from "../policy.ts";
import { countingVotes, dismissersIn, type GateFacts } from "../promotion.ts";
import { isStale } from "../vote-parts.ts";
import type { Gate } from "./gate.ts";

/** How many approvals count, and how many the rule needs. */
export function approvalsOf(
  promotion: Pick<GateFacts, "stage" | "digests" | "votes" | "carried"> & { readonly policy: PolicyDocument },
): { readonly approvals: number; readonly approvalsNeeded: number } {
  const approvals = countingVotes(promotion).filter((cast) => cast.decision === "approve").length;
  return { approvals, approvalsNeeded: ruleOf(promotion.policy, promotion.stage).approvals };
}

export function approvalsGate(policy: PolicyDocument, facts: GateFacts): Gate {
  const rule = ruleOf(policy, facts.stage);
  const { approvals, approvalsNeeded } = approvalsOf({ ...facts, policy });
  const isOpen = facts.state === "open";
  const isEnough = approvals >= approvalsNeeded;
  const isHeld = isEnough && isOpen && isHeldByDismissal(facts);
  return {
    key: "approvals",
    kind: "people",
    status: isEnough && !isHeld ? "passed" : isOpen ? "waiting" : "failed",
    rule: ruleInWords(rule),
    detail: detailOf(facts, { approvals, approvalsNeeded, isHeld }),
    needs: isOpen ? needsOf(facts, { missing: approvalsNeeded - approvals, isHeld }) : null,
    clearedBy: { role: rule.role, at: "model" },
  };
}

/** Whoever dismissed an objection does not complete the rule, unless nobody else may vote: the approval of another does. */
function isHeldByDismissal({ casting, ...facts }: GateFacts): boolean {
  const dismissers = dismissersIn(facts);
  if (!casting) return dismissers.size > 0;
  return dismissers.has(casting.voterId) && !casting.isAlone;
}

type Counted = { readonly approvals: number; readonly approvalsNeeded: number; readonly isHeld: boolean };

function detailOf({ votes, digests }: GateFacts, { approvals, approvalsNeeded, isHeld }: Counted): string {
  const stale = lastWords(votes).filter((cast) => cast.decision === "approve" && isStale(cast, digests)).length;
  const counted = `${approvals} of ${approvalsNeeded} counted${isHeld ? "; the reviewer who dismissed an objection does not complete it" : ""}`;
  if (stale === 0) return counted;
  return `${counted}; ${stale === 1 ? "one approval is" : `${stale} approvals are`} stale: the content has changed since`;
}

function needsOf(facts: GateFacts, { missing, isHeld }: { readonly missing: number; readonly isHeld: boolean }) {
  if (missing > 1) return `${missing} approvals by independent reviewers`;
  if (isHeld || (missing === 1 && dismissersIn(facts).size > 0))
    return "an approval by a reviewer who dismissed no objection";
  return missing === 1 ? "one approval by an independent reviewer" : null;
}
