// The verdict on a promotion: every gate of its policy, and the state that follows from them. A request, a vote and the pages ask here.
import { approvalsGate } from "../gates/approvals.ts";
import type { Gate } from "../gates/gate.ts";
import { objectionsGate } from "../gates/objections.ts";
import { versionGate } from "../gates/version.ts";
import { ruleOf, type PolicyDocument } from "../policy.ts";
import type { PromotionState } from "./states.ts";
import type { GateFacts, PromotionFacts } from "../promotion.ts";

/** Every gate, in the order they are shown. A function of the policy and the facts, and of nothing else. */
export function evaluate(policy: PolicyDocument, facts: GateFacts): readonly Gate[] {
  // An objection follows a version into its other requests. Where no vote is needed, none bears on it.
  const bearing = ruleOf(policy, facts.stage).approvals === 0 ? { ...facts, votes: [], carried: [] } : facts;
  return [approvalsGate(policy, bearing), objectionsGate(policy, bearing), versionGate(bearing)];
}

/** What becomes of an open promotion whose gates are these. */
export function stateFrom(gates: readonly Gate[]): Extract<PromotionState, "open" | "executed" | "rejected"> {
  if (gates.some(({ kind, status }) => kind === "people" && status === "failed")) return "rejected";
  return gates.every(({ status }) => status === "passed") ? "executed" : "open";
}

/** The one thing it waits for, in words; begins with `nothing` once it is decided. */
export function waitingFor(promotion: PromotionFacts): string {
  if (promotion.state !== "open") return `nothing: it is ${promotion.state}`;
  // What is missing last counts first: no vote helps a revoked version.
  const waiting = evaluate(promotion.policy, promotion).findLast(({ needs }) => needs !== null);
  return waiting?.needs ?? "a vote on its content as it is now";
}
