// A reviewer's signed decision. What it makes of the promotion, its gates say.
import {
  allowed,
  capacityOf,
  decisions,
  dismissersIn,
  line,
  mayCast,
  meanings,
  orThrow,
  prose,
  refused,
  SeenDigests,
  VoteDigests,
  voterOn,
  votingGrant,
  Target,
  PromotionSummary,
  type Verdict,
} from "@chancery/core";
import { dossierRevision, insertVote, type PromotionRow, type VoteRow } from "@chancery/db";
import { z } from "zod";
import { command, type Scope } from "../command.ts";
import { lockPromotion, type PromotionSubject } from "../subjects/promotion.ts";
import { freshDossier } from "./dossier.ts";
import { weighed, weighOne, type Weighed } from "./facts.ts";
import { openedBetweenByLog } from "./opened-between.ts";
import { assertNoMismatch } from "./resting.ts";
import { settlePromotion } from "./settle.ts";
import { summaryOf } from "./summary.ts";
import { isNobodyElse } from "./who-may-vote.ts";

const VoteInput = z
  .strictObject({
    promotionId: Target.promotion,
    decision: z.enum(decisions),
    note: prose(4000, 1),
    /** What an approval is given under. */
    conditions: z.array(line(500)).max(10).default([]),
    /** What the voter saw, part by part: refused when any of it has changed since. */
    seen: SeenDigests,
    /** The revision of the dossier that showed it. */
    revision: z.int().positive().optional(),
  })
  .refine(({ decision, conditions }) => decision === "approve" || conditions.length === 0, {
    path: ["conditions"],
    message: "only an approval has conditions: say what has to change in the note",
  });
type Ballot = z.output<typeof VoteInput>;

/**
 * Votes on an open promotion. Refused to its requester, its uploader, the owner of the service account that uploaded,
 * and reviewers of later date, whatever else they are; and when what the voter saw has changed.
 */
export const voteOnPromotion = command({
  kind: "promotion.voted@4",
  permission: "promotion:vote",
  input: VoteInput,
  output: PromotionSummary,
  // Locked with its version: votes on one promotion wait for each other, so two at once cannot each miss the other.
  subject: (tx, { promotionId }) => lockPromotion(tx, promotionId),
  causes: ["promotion.executed@1", "promotion.rejected@1", "promotion.completed-alone@1"],
  async run(scope, input) {
    const { tx, actor, now, subject, grants, house } = scope;
    await assertNoMismatch({ reader: tx, house }, subject.row);
    const before = await weighOne(tx, await freshDossier(tx, subject.row, now));
    const voter = voterOn(actor, grants, subject);
    const between = await openedBetweenByLog(tx, house, { facts: before.facts, actor, now });
    orThrow(between.may);
    orThrow(mayCast(before.facts, voter, input));
    orThrow(mayVoteOnRevision(before.row, input));
    const isDismisser = dismissersIn(before.facts).has(actor.id);
    const isAlone = isDismisser && (await isNobodyElse(tx, before, { actorId: actor.id, at: now, house }));
    const grant = votingGrant(grants, subject);
    if (!grant) throw new Error(`a vote on promotion ${subject.id} was taken from nobody's reviewer`);
    const capacity = capacityOf(grant);
    const { unvouchedId } = between;
    const cast = { ...ballotOf(scope, input, before), capacity, unvouchedId };
    await insertVote(tx, cast, input.conditions);
    const votes = [...before.votes, { ...cast, dismissal: null }];
    const settled = await settlePromotion(scope, weighed({ ...before, votes }), { voterId: actor.id, isAlone });
    const { decision, meaning, dossierRevision: revision, printedName, note, renewsId: renews } = cast;
    const shown = await dossierRevision(tx, { promotionId: subject.id, number: revision });
    if (!shown) throw new Error(`revision ${revision} of promotion ${subject.id} vanished under its lock`);
    return {
      result: summaryOf(settled.now),
      audit: {
        promotionId: subject.id,
        decision,
        meaning,
        digests: VoteDigests.parse(cast.digests),
        revision,
        dossierDigest: shown.digest,
        capacity,
        renews,
        conditionCount: input.conditions.length,
        unvouchedId,
        printedName,
        note,
        ...(input.conditions.length > 0 && { conditions: input.conditions.join("\n") }),
      },
      caused: [
        ...(settled.now.facts.state === "executed" && isDismisser ? [completedAlone(subject)] : []),
        ...settled.caused,
      ],
    };
  },
});

const completedAlone = ({ id }: PromotionSubject) =>
  ({
    kind: "promotion.completed-alone@1",
    about: { kind: "promotion", id },
    data: { promotionId: id },
  }) as const;

/** What it shows is what is; yet a vote names the revision that was read. */
const mayVoteOnRevision = ({ dossierRevision: newest }: PromotionRow, { revision = newest }: Ballot): Verdict =>
  revision === newest
    ? allowed
    : refused("POLICY_UNMET", {
        code: "revision_old",
        message: `revision ${revision} is not the newest: read revision ${newest}, then vote`,
      });

const ballotOf = (
  { actor, now, newId, subject }: Scope<PromotionSubject>,
  { decision, note }: Ballot,
  { row, votes, facts }: Weighed,
): Omit<VoteRow, "unvouchedId" | "capacity"> => ({
  id: newId(),
  promotionId: subject.id,
  voterId: actor.id,
  decision,
  meaning: meanings[decision],
  note,
  printedName: actor.name,
  digests: facts.digests, // what the ballot says was seen
  dossierRevision: row.dossierRevision,
  renewsId: votes.findLast(({ voterId }) => voterId === actor.id)?.id ?? null,
  createdAt: afterLast(votes, now),
});
/** After the vote before it, whatever the clocks of several processes say: what was decided on is what the last vote saw. */
const afterLast = (votes: readonly VoteRow[], now: Date): Date => {
  const last = votes.at(-1);
  return last && last.createdAt >= now ? new Date(last.createdAt.getTime() + 1) : now;
};
