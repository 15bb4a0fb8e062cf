// The gate of objections: no reviewer's last word is against it.
import { lastWords } from "../objections.ts";
import { ruleOf, type PolicyDocument } from "../policy.ts";
import { dismissersIn, objectionsTo, type GateFacts } from "../promotion.ts";
import type { Gate } from "./gate.ts";

/** Failed by a rejection, for good; waiting while somebody asks for changes. */
export function objectionsGate(policy: PolicyDocument, facts: GateFacts): Gate {
  const gate = {
    key: "objections",
    kind: "people",
    rule: "no reviewer rejects it or asks for changes",
    clearedBy: { role: ruleOf(policy, facts.stage).role, at: "model" },
  } as const;
  if (lastWords(facts.votes).some(({ decision }) => decision === "reject"))
    return { ...gate, status: "failed", detail: "a reviewer rejected it", needs: null };
  const count = objectionsTo(facts).length;
  if (count === 0) {
    const detail = dismissersIn(facts).size > 0 ? "every objection was dismissed" : "none does";
    return { ...gate, status: "passed", detail, needs: null };
  }
  const detail = count === 1 ? "one reviewer asks for changes" : `${count} reviewers ask for changes`;
  return { ...gate, status: "waiting", detail, needs: "the changes a reviewer asked for" };
}
