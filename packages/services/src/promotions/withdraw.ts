// Taking back one's own request; or, as an admin, that of somebody who is disabled.
import { orThrow, prose, rolesOn, mayWithdraw, Target, PromotionSummary } from "@chancery/core";
import { closePromotion } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockPromotion } from "../subjects/promotion.ts";
import { weighed, weighOne } from "./facts.ts";
import { noteWaits } from "./note-waits.ts";
import { summaryOf } from "./summary.ts";

/**
 * Withdraws an open promotion. Refused to anyone but who asked for it: the requester, or the person behind it; and, once
 * that one is disabled, an admin.
 */
export const withdrawPromotion = command({
  kind: "promotion.withdrawn@2",
  permission: "promotion:withdraw",
  input: z.strictObject({ promotionId: Target.promotion, note: prose(4000, 1) }),
  output: PromotionSummary,
  subject: (tx, { promotionId }) => lockPromotion(tx, promotionId),
  async run({ tx, actor, now, subject, grants }, { note }) {
    const before = await weighOne(tx, subject.row);
    const isOwn = mayWithdraw(before.facts, actor).ok;
    const held = rolesOn(actor, grants, subject);
    orThrow(mayWithdraw(before.facts, { ...actor, isCustodian: held.includes("custodian") }));
    const disabledId = isOwn ? null : (before.row.disabled?.id ?? null);
    const { id, policyVersionId } = before.row;
    await closePromotion(tx, { id, state: "withdrawn", at: now, policyVersionId, withdrawalNote: note });
    const row = { ...before.row, state: "withdrawn", decidedAt: now, disabled: null } as const;
    const after = weighed({ ...before, row });
    await noteWaits(tx, after);
    return { result: summaryOf(after), audit: { promotionId: subject.id, note, disabledId } };
  },
});
