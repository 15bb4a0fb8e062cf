// What its gates make of an open promotion: decided under its lock, and written in the transaction of the act that asks.
import { evaluate, stateFrom, type GateFacts } from "@chancery/core";
import { closePromotion } from "@chancery/db";
import type { Caused, Scope } from "../command.ts";
import { executePromotion } from "./execute.ts";
import { weighed, type Weighed } from "./facts.ts";
import { noteWaits } from "./note-waits.ts";

type Acting = Pick<Scope<unknown>, "tx" | "actor" | "now" | "newId">;
type Settled = {
  /** The promotion as it is now. */
  readonly now: Weighed;
  readonly caused: readonly Caused<"promotion.executed@1" | "promotion.rejected@1">[];
};

/** Executes it, closes it as rejected, or leaves it open. `casting` is whose vote, which is among its votes, asks. */
export async function settlePromotion(
  scope: Acting,
  before: Weighed,
  casting?: GateFacts["casting"],
): Promise<Settled> {
  const { facts } = before;
  const state = stateFrom(evaluate(facts.policy, { ...facts, ...(casting && { casting }) }));
  const settled = await concluded(scope, before, state);
  await noteWaits(scope.tx, settled.now);
  return settled;
}

async function concluded(scope: Acting, before: Weighed, state: ReturnType<typeof stateFrom>): Promise<Settled> {
  const { tx, actor, now } = scope;
  const { row } = before;
  if (state === "open") return { now: before, caused: [] };
  if (state === "rejected") {
    const { id, policyVersionId } = row;
    await closePromotion(tx, { id, state, at: now, policyVersionId });
    const rejected = {
      kind: "promotion.rejected@1",
      about: { kind: "promotion", id },
      data: { promotionId: id },
    } as const;
    return { now: weighed({ ...before, row: { ...row, state, decidedAt: now } }), caused: [rejected] };
  }
  const entered = { state, decidedAt: now, approvedAt: now, executedAt: now, executedBy: actor.name } as const;
  const caused = [await executePromotion(scope, row)];
  return { now: weighed({ ...before, row: { ...row, ...entered } }), caused };
}
