// A promotion as lists and votes answer it.
import {
  approvalsOf,
  evidenceIn,
  lastWords,
  missingEvidence,
  standingObjection,
  waitingFor,
  type PromotionSummary,
} from "@chancery/core";
import type { CastVote } from "@chancery/db";
import type { Weighed } from "./facts.ts";

/** The account that an approval on it rests on, for whose holder nobody independent had vouched. */
export const unvouchedIn = (votes: readonly CastVote[]): string | undefined =>
  lastWords(votes).find(({ decision, unvouchedId }) => decision === "approve" && unvouchedId !== null)?.unvouchedId ??
  undefined;

export function summaryOf({ row, targets, votes, facts, earlier, disabledAt }: Weighed): PromotionSummary {
  const objection = standingObjection(earlier);
  return {
    id: row.id,
    number: row.number,
    team: row.team,
    name: row.name,
    versionId: row.versionId,
    versionNumber: row.versionNumber,
    stage: row.stage,
    targets,
    state: row.state,
    tier: row.tier,
    requester: row.requester ?? row.requesterId,
    requesterDisabled: row.disabled && {
      name: row.disabled.name,
      isOwner: row.disabled.id !== row.requesterId,
      at: disabledAt?.toISOString() ?? null,
    },
    ticket: row.ticket,
    path: row.path,
    createdAt: row.createdAt.toISOString(),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    executedAt: row.executedAt?.toISOString() ?? null,
    executedBy: row.executedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    ...approvalsOf(facts),
    waitsFor: waitingFor(facts),
    isUnvouched: unvouchedIn(votes) !== undefined,
    // Which tier a decided one was decided under is not kept with it.
    missing: missingEvidence({ ...evidenceIn(facts.digests), tier: row.state === "open" ? row.tier : undefined }),
    objection: objection ? { number: objection.number, state: objection.state } : null,
    answers: row.answers,
  };
}
