// What a change of something under review costs, in words, for the person about to make it.
import { inList } from "../lists.ts";
import type { AtStake } from "./view.ts";

/** A sentence for each promotion; none where nobody's approval is at stake. */
export const atStakeInWords = (promotions: readonly AtStake[]): readonly string[] =>
  promotions
    .filter(({ approvers, isYours }) => approvers.length > 0 || isYours)
    .map(({ number, versionNumber, stage, approvers, isYours }) => {
      const whose = inList([...approvers, ...(isYours ? ["you"] : [])], "and");
      const isOne = approvers.length + (isYours ? 1 : 0) === 1;
      const costs = `voids the ${isOne ? "approval" : "approvals"} given on P-${number}, v${versionNumber} to ${stage}, by ${whose}`;
      return isYours ? `${costs}: it costs you your own vote until you vote again` : costs;
    });
