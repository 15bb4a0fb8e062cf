// What a reviewer reads beside the dossier's numbers: earlier decisions, cards with what changed in them, the timeline.
import type { Decision, PromotionState } from "./promotion.ts";
import type { StageName } from "./stage.ts";

/** An earlier promotion whose content was objected to. */
export type Objection = { readonly number: number; readonly state: PromotionState };

/** A promotion of the same content, with each voter's last word. */
export type EarlierDecision = {
  readonly number: number;
  readonly versionNumber: number;
  readonly stage: StageName;
  readonly state: PromotionState;
  readonly requester: string;
  readonly createdAt: string;
  readonly decidedAt: string | null;
  /** Whether it was objected to by somebody's last word. */
  readonly isObjectedTo: boolean;
  readonly withdrawalNote: string | null;
  readonly votes: readonly {
    readonly printedName: string;
    readonly decision: Decision;
    /** The first 600 characters. */
    readonly note: string;
    readonly at: string;
  }[];
};
export type EarlierDecisions = {
  /** Those that were objected to first, then the newest; at most 20. */
  readonly items: readonly EarlierDecision[];
  /** How many there are in all. */
  readonly count: number;
  /** What a request for this content has to answer. */
  readonly toAnswer: Objection | null;
};

/** A run of lines that stayed, went or came. A folded run says only how many lines it has. */
export type TextChange =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "changed"; readonly words: readonly { readonly kind: WordKind; readonly text: string }[] }
  | { readonly kind: "folded"; readonly lines: number };
export type WordKind = "same" | "added" | "removed";
export type TextDiff = {
  readonly changes: readonly TextChange[];
  /** True where the texts have too little in common, or are too long, to be set against each other whole. */
  readonly isCut: boolean;
};

/** A card as it is judged: while a promotion is open the one in force, after that the one decided on. */
export type CardUnderReview = {
  readonly body: string;
  readonly digest: string;
  /** 0 before anyone wrote one. */
  readonly revision: number;
  readonly author: string | null;
  readonly at: string | null;
  /** Against the incumbent's card; null where there is nothing to set it against, or where both are the same. */
  readonly diff: TextDiff | null;
};

export type TimelineEntry = {
  readonly index: number;
  readonly at: string;
  readonly sentence: string;
  readonly outcome: "success" | "denied" | "failure";
  /** What it was done on: the promotion itself, its version, or the model. */
  readonly on: "promotion" | "version" | "model";
  /** Votes cast before it no longer counted after it. */
  readonly isStaling: boolean;
};
