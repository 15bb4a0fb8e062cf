// Taking back somebody else's objection, with a reason: an act of its own that its author is told of.
import { orThrow, objectionsTo, prose, refuse, voterOn, mayDismiss, Target, PromotionSummary } from "@chancery/core";
import { insertDismissal, type CastVote } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockPromotion } from "../subjects/promotion.ts";
import { freshDossier } from "./dossier.ts";
import { weighOne } from "./facts.ts";
import { openedBetweenByLog } from "./opened-between.ts";
import { assertNoMismatch } from "./resting.ts";
import { summaryOf } from "./summary.ts";

/**
 * Dismisses an objection that holds an open promotion back. Refused to its author, and to everybody who may not vote here.
 * From then on an approval of the dismisser's does not complete the rule, unless nobody else may vote.
 */
export const dismissObjection = command({
  kind: "promotion.objection-dismissed@1",
  permission: "promotion:vote",
  input: z.strictObject({ promotionId: Target.promotion, voteId: z.uuid(), reason: prose(4000, 10) }),
  output: PromotionSummary,
  subject: (tx, { promotionId }) => lockPromotion(tx, promotionId),
  async run({ tx, actor, now, newId, subject, grants, house }, { voteId, reason }) {
    await assertNoMismatch({ reader: tx, house }, subject.row);
    const before = await weighOne(tx, await freshDossier(tx, subject.row, now));
    const objection = [...before.carried, ...before.votes].find(({ id }) => id === voteId);
    if (!objection) throw refuse("NOT_FOUND", "vote_unknown", `P-${subject.row.number} has no vote ${voteId}`);
    const standing = objectionsTo(before.facts).find((cast) => cast.voterId === objection.voterId);
    const isStanding = standing !== undefined && isLastWord(before, objection);
    const voter = voterOn(actor, grants, subject);
    orThrow(mayDismiss(before.facts, voter, isStanding ? objection : undefined));
    const dismissal = {
      id: newId(),
      voteId,
      objectorId: objection.voterId,
      promotionId: subject.id,
      dismisserId: actor.id,
      printedName: actor.name,
      reason,
      createdAt: now,
    };
    orThrow((await openedBetweenByLog(tx, house, { facts: before.facts, actor, now })).may);
    await insertDismissal(tx, dismissal);
    return {
      result: summaryOf(await weighOne(tx, before.row)),
      audit: {
        promotionId: subject.id,
        voteId,
        objectorId: objection.voterId,
        objectedTo: objection.promotionId,
        printedName: actor.name,
        reason,
      },
    };
  },
});

/** No later vote of its author bears on the promotion. */
function isLastWord(
  { carried, votes }: { readonly carried: readonly CastVote[]; readonly votes: readonly CastVote[] },
  { id, voterId }: CastVote,
): boolean {
  return [...carried, ...votes].findLast((cast) => cast.voterId === voterId)?.id === id;
}
