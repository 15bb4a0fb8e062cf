// The one sentence a promotion comes down to now: what is waited for and from whom, or what became of it.
import { approvalsOf } from "./gates/approvals.ts";
import { inList } from "./lists.ts";
import { lastWords } from "./objections.ts";
import {
  countingVotes,
  dismissersIn,
  objectionsTo,
  mayExecute,
  mayVote,
  type PromotionFacts,
  type Voter,
} from "./promotion.ts";
import { waitingFor } from "./promotion/evaluate.ts";

export type HeadlineFacts = {
  readonly number: number;
  readonly versionNumber: number;
  readonly promotion: PromotionFacts;
  /** What each voter is called. */
  nameOf(voterId: string): string;
  /** Who may still give the approval it waits for, a few of them; `othersWhoMay` says how many more there are. */
  readonly whoMay: readonly string[];
  readonly othersWhoMay: number;
  /** True where somebody could give it once accounts are vouched for. */
  readonly isVouchingNeeded?: boolean;
  /** The stay in the stage it let its version into. */
  readonly stay: { readonly from: Date; readonly to: Date | null } | null;
  readonly decidedAt: Date | null;
};

/**
 * Of these people, who may give the approval it waits for: one that is not counted yet; and where an objection was dismissed
 * and the next approval completes the rule, one of somebody else's, if need be once more.
 */
export function whoMayApprove<V extends Voter>(promotion: PromotionFacts, voters: readonly V[]): readonly V[] {
  const counted = new Set(
    countingVotes(promotion).flatMap(({ voterId, decision }) => (decision === "approve" ? [voterId] : [])),
  );
  const may = voters.filter((voter) => mayVote(promotion, voter).ok);
  const uncounted = may.filter(({ id }) => !counted.has(id));
  const dismissers = dismissersIn(promotion);
  const { approvals, approvalsNeeded } = approvalsOf(promotion);
  if (dismissers.size === 0 || approvals + 1 < approvalsNeeded) return uncounted;
  const others = may.filter(({ id }) => !dismissers.has(id));
  const fresh = others.filter(({ id }) => !counted.has(id));
  return [fresh, others, uncounted].find((some) => some.length > 0) ?? [];
}

/** `2026-11-29 14:02 UTC`. */
export const instantInWords = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** A whole sentence, without its full stop. */
export function promotionHeadline(facts: HeadlineFacts): string {
  const { number, promotion, versionNumber, stay, decidedAt } = facts;
  const what = `P-${number}`;
  const on = decidedAt ? ` on ${instantInWords(decidedAt)}` : "";
  switch (promotion.state) {
    case "open":
    case "approved":
      return `${what} waits for ${waitingForWhom(facts)}`;
    case "executed":
      return `${what} was executed${on}${stay ? `: v${versionNumber} ${stayInWords(stay, promotion.stage)}` : ""}`;
    case "rejected": {
      const by = lastWords(promotion.votes).find(({ decision }) => decision === "reject");
      return `${what} was rejected${by ? ` by ${facts.nameOf(by.voterId)}` : ""}${on}: v${versionNumber} did not enter ${promotion.stage}`;
    }
    case "withdrawn":
      return `${what} was withdrawn${on}`;
    default:
      return `${what} is ${promotion.state}`;
  }
}

const stayInWords = ({ from, to }: { readonly from: Date; readonly to: Date | null }, stage: string): string =>
  to === null
    ? `has been in ${stage} since ${instantInWords(from)}`
    : `was in ${stage} from ${instantInWords(from)} to ${instantInWords(to)}`;

function waitingForWhom({ promotion, nameOf, whoMay, othersWhoMay, isVouchingNeeded }: HeadlineFacts): string {
  const waits = waitingFor(promotion);
  if (!mayExecute(promotion).ok) return waits;
  const objectors = objectionsTo(promotion).map(({ voterId }) => nameOf(voterId));
  if (objectors.length > 0) return `the changes ${either(objectors, 0, "and")} asked for`;
  if (whoMay.length === 0 && isVouchingNeeded) return `${waits}, and before that for somebody to vouch under People`;
  if (whoMay.length === 0) return `${waits}, but nobody who may give it is left: an admin can add a reviewer`;
  return `${waits}: ${either(whoMay, othersWhoMay, "or")}`;
}

/** `Hana Novak, Jonas Weber or 3 others`. */
function either(names: readonly string[], others: number, word: "and" | "or"): string {
  return inList(others > 0 ? [...names, `${others} ${others === 1 ? "other" : "others"}`] : names, word);
}
