// Promotions in words.
import type { PromotionSummary } from "@chancery/core";
import { comparedPath, referenceOf } from "#features/versions/format.ts";

export const promotionPath = (promotion: { readonly number: number }): string => `/promotions/${promotion.number}`;
/** A revision of its dossier; the newest without a number. */
export const revisionPath = (promotion: { readonly number: number }, revision?: number): string =>
  revision === undefined ? promotionPath(promotion) : `${promotionPath(promotion)}?revision=${revision}`;
/** The candidate beside the version it would replace; without one, beside what is released. */
export const comparePath = (
  { team, name, versionNumber }: { readonly team: string; readonly name: string; readonly versionNumber: number },
  incumbent?: number,
): string =>
  comparedPath(
    [incumbent, versionNumber].flatMap((number) => (number === undefined ? [] : [referenceOf({ team, name, number })])),
  );
/** `1 of 2 approvals`. */
export const approvalsText = ({
  approvals,
  approvalsNeeded,
}: Pick<PromotionSummary, "approvals" | "approvalsNeeded">): string =>
  approvalsNeeded === 0
    ? "needs no vote"
    : `${approvals} of ${approvalsNeeded} ${approvalsNeeded === 1 ? "approval" : "approvals"}`;

/** The field of a vote's note, where the way to the decision leads. */
export const noteId = "decision-note";
