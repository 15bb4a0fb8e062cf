// Objections that somebody else took back with a reason, and objections that followed into a later request. Only ever added.
import { lastWords, toDecision, type PromotionState, type StageName } from "@chancery/core";
import { and, asc, desc, eq, gt, inArray, lt, ne, notExists, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { open, type Reader, type Tx } from "./handle.ts";
import { visibleModels, type Visible } from "./visible.ts";
import type { CastVote, DismissalRow } from "./votes.ts";

/** A vote is dismissed once, by constraint. */
export async function insertDismissal(tx: Tx, dismissal: DismissalRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.dismissals).values(dismissal);
}

/** An objection to an earlier request for the same version. */
export type CarriedVote = CastVote & {
  /** The later promotion it followed into. */
  readonly carriedTo: string;
  /** Number of the promotion it was cast on. */
  readonly castOn: number;
};

/**
 * Of some promotions the objections that followed into them: last words on earlier requests for the same version that are
 * closed and were not executed. Oldest first.
 */
export async function carriedVotes(reader: Reader, promotionIds: readonly string[]): Promise<readonly CarriedVote[]> {
  if (promotionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { promotions: p, votes: v, dismissals: d } = t;
  const earlier = alias(t.promotions, "earlier");
  const rows = await run
    .select({ vote: v, dismissal: d, carriedTo: p.id, castOn: earlier.number, state: earlier.state })
    .from(p)
    .innerJoin(earlier, and(eq(earlier.versionId, p.versionId), lt(earlier.number, p.number)))
    .innerJoin(v, eq(v.promotionId, earlier.id))
    .leftJoin(d, eq(d.voteId, v.id))
    .where(and(inArray(p.id, [...promotionIds]), notInArray(earlier.state, ["open", "approved"])))
    .orderBy(asc(v.createdAt), asc(v.id));
  const votes = rows.map(({ vote, ...rest }) => ({ ...vote, decision: toDecision(vote.decision), ...rest }));
  return promotionIds.flatMap((id) =>
    lastWords(votes.filter(({ carriedTo }) => carriedTo === id))
      .filter(({ decision, state }) => decision === "request-changes" && state !== "executed")
      .map(({ state: _, ...vote }) => vote),
  );
}

/** An objection of somebody's that another dismissed, and what became of the promotion. */
export type DismissedRow = {
  readonly number: number;
  readonly team: string;
  readonly name: string;
  readonly versionNumber: number;
  readonly stage: StageName;
  readonly state: PromotionState;
  readonly printedName: string;
  readonly reason: string;
  readonly createdAt: Date;
};

/** Those of an objector, newest first, who did not vote there since; of promotions that are open, or were dismissed after `since`. */
export async function dismissalsToTell(
  reader: Reader,
  {
    visible,
    objectorId,
    since,
    limit,
  }: { readonly visible: Visible; readonly objectorId: string; readonly since: Date; readonly limit: number },
): Promise<readonly DismissedRow[]> {
  const { run, t } = open(reader);
  const { dismissals: d, promotions: p, versions: v, models: m, votes } = t;
  const votedSince = run
    .select({ is: sql`1` })
    .from(votes)
    .where(and(eq(votes.promotionId, p.id), eq(votes.voterId, objectorId), gt(votes.createdAt, d.createdAt)));
  const rows = await run
    .select({
      number: p.number,
      team: t.teams.slug,
      name: m.name,
      versionNumber: v.number,
      stage: p.stage,
      state: p.state,
      printedName: d.printedName,
      reason: d.reason,
      createdAt: d.createdAt,
    })
    .from(d)
    .innerJoin(p, eq(p.id, d.promotionId))
    .innerJoin(v, eq(v.id, p.versionId))
    .innerJoin(m, eq(m.id, p.modelId))
    .innerJoin(t.teams, eq(t.teams.id, m.teamId))
    .where(
      and(
        eq(d.objectorId, objectorId),
        ne(d.dismisserId, objectorId),
        or(eq(p.state, "open"), gt(d.createdAt, since)),
        notExists(votedSince),
        visibleModels(t, visible),
      ),
    )
    .orderBy(desc(d.createdAt))
    .limit(limit);
  return rows;
}
