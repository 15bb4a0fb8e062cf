// Taking back one's own request.
import { prose, whyNotWithdraw } from "@chancery/core";
import { closePromotion, lockPromotion } from "@chancery/db";
import { z } from "zod";
import { refuseIf } from "../refusals.ts";
import { command } from "../command.ts";
import { promotionSubject, weighed, weighOne } from "./facts.ts";
import { refusalCode } from "./refusal.ts";
import { summaryOf } from "./summary.ts";

/** Withdraws an open promotion. Refused to anyone but who asked for it: the requester, or the person behind it. */
export const withdrawPromotion = command({
  kind: "promotion.withdrawn@1",
  permission: "promotion:withdraw",
  input: z.strictObject({ promotionId: z.uuid(), note: prose(4000, 1) }),
  async subject(tx, input) {
    const row = await lockPromotion(tx, input.promotionId);
    return row && promotionSubject(row);
  },
  async run({ tx, actor, now, subject }, { note }) {
    const before = await weighOne(tx, subject.row);
    const reasons = whyNotWithdraw(before.facts, actor);
    refuseIf(reasons, refusalCode(reasons));
    const { id, policyVersionId } = before.row;
    await closePromotion(tx, { id, state: "withdrawn", at: now, policyVersionId, withdrawalNote: note });
    const after = weighed({ ...before, row: { ...before.row, state: "withdrawn", decidedAt: now } });
    return { result: summaryOf(after), audit: { promotionId: subject.id, note } };
  },
});
