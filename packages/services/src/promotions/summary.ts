// A promotion as lists and votes answer it.
import { approvalsOf, waitingFor, type PromotionSummary } from "@chancery/core";
import type { Weighed } from "./facts.ts";

export function summaryOf({ row, facts }: Weighed): PromotionSummary {
  return {
    id: row.id,
    number: row.number,
    team: row.team,
    name: row.name,
    versionId: row.versionId,
    versionNumber: row.versionNumber,
    stage: row.stage,
    state: row.state,
    tier: row.tier,
    requester: row.requester ?? row.requesterId,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    ...approvalsOf(facts),
    waitsFor: waitingFor(facts),
  };
}
