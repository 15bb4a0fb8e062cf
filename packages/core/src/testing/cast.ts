// What a ballot makes of a promotion, as the vote command decides it: whether it may be cast, then what the gates say.
import type { Refused } from "../errors.ts";
import type { PromotionState } from "../promotion/states.ts";
import { mayCast, type Ballot, type PromotionFacts, type Voter } from "../promotion.ts";
import { evaluate, stateFrom } from "../promotion/evaluate.ts";

type Outcome = { readonly ok: true; readonly state: PromotionState; readonly isExecuted: boolean } | Refused;

export function vote(
  facts: PromotionFacts,
  voter: Voter,
  { isAlone = false, ...ballot }: Ballot & { readonly isAlone?: boolean },
): Outcome {
  const may = mayCast(facts, voter, ballot);
  if (!may.ok) return may;
  const cast = { voterId: voter.id, decision: ballot.decision, digests: facts.digests };
  const casting = { voterId: voter.id, isAlone };
  const state = stateFrom(evaluate(facts.policy, { ...facts, votes: [...facts.votes, cast], casting }));
  return { ok: true, state, isExecuted: state === "executed" };
}
