// The way to the decision on narrow screens, for whoever has one to make.
import type { PromotionView } from "@chancery/core";
import { sentence } from "#components/sentence.ts";
import { noteId } from "../format.ts";
import { DecisionBar } from "./decision-bar.tsx";

export function DecisionFoot({ promotion }: { readonly promotion: PromotionView }) {
  const isVoter = promotion.availableActions.some((action) => action !== "withdraw");
  if (promotion.availableActions.length === 0) return null;
  const against = [...promotion.carried, ...promotion.votes].filter(({ isStanding }) => isStanding).length;
  const objections = against === 0 ? "" : `${against} ${against === 1 ? "objection" : "objections"} · `;
  return (
    <DecisionBar
      waits={`${objections}${sentence(`waits for ${promotion.waitsFor}`)}`}
      label={isVoter ? "Decide" : "Withdraw"}
      isPrimary={isVoter}
      href={isVoter ? `#${noteId}` : "#decide"}
    />
  );
}
