// What the API answers about promotions: the votes, a line in a list and the whole page. Plain types, as in `results.ts`.
import type { Reason } from "./errors.ts";
import type { RecordContradiction } from "./integrity.ts";
import type { LineageView } from "./lineage.ts";
import type { RetractionView } from "./retraction.ts";
import type { RetractedEvaluation } from "./results.ts";
import type { Decision, PromotionAction, PromotionState } from "./promotion.ts";
import type { CapacityView } from "./promotion/capacity.ts";
import type { Dossier } from "./promotion/dossier.ts";
import type { RevisionChange } from "./promotion/revision-changes.ts";
import type { PromotionTarget } from "./promotion/target.ts";
import type { Actions } from "./results.ts";
import type { CardUnderReview, EarlierDecisions, Objection, TimelineEntry } from "./review.ts";
import type { StageName } from "./stage.ts";
import type { Tier } from "./tier.ts";
import type { BoundDigests, VotePart } from "./vote-parts.ts";

export type DossierRevision = {
  readonly number: number;
  readonly digest: string;
  readonly frozenAt: string;
  /** The parts that differ from the revision before. */
  readonly changed: readonly VotePart[];
};
export type VoteView = {
  readonly id: string;
  readonly voter: string;
  readonly printedName: string;
  readonly decision: Decision;
  readonly meaning: string;
  readonly note: string;
  readonly digests: BoundDigests;
  /** The revision of the dossier it was cast on. */
  readonly revision: number;
  /** As what they voted; null from before this was kept. */
  readonly capacity: CapacityView | null;
  /** Id of the voter's vote before it on the same promotion. */
  readonly renews: string | null;
  /** What an approval was given under, in the order given. */
  readonly conditions: readonly string[];
  readonly isStale: boolean;
  /** Why it does not count any more, in words; null where it does. */
  readonly staleBecause: string | null;
  /** False where its voter voted again. */
  readonly isLastWord: boolean;
  /** Number of the promotion it was cast on: an earlier one's, where an objection followed into this one. */
  readonly castOn: number;
  /** True while it holds the promotion back. */
  readonly isStanding: boolean;
  /** True where the viewer may dismiss it. */
  readonly mayDismiss: boolean;
  /** Who dismissed it, an objection, and why. */
  readonly dismissal: { readonly by: string; readonly reason: string; readonly at: string } | null;
  /** True where it completed the rule though its voter had dismissed an objection: nobody else could vote. */
  readonly isAlone: boolean;
  /** True where its voter recorded a validation evaluation of the version: what they decided on is also their own measurement. */
  readonly hasValidated: boolean;
  /** Whose account it rests on though nobody independent had vouched for its holder, or could have: the voter's, or a maker's. */
  readonly unvouched: string | null;
  readonly at: string;
};
/** An objection of the viewer's that another reviewer dismissed. */
export type DismissedObjection = {
  readonly number: number;
  readonly team: string;
  readonly name: string;
  readonly versionNumber: number;
  readonly stage: StageName;
  readonly state: PromotionState;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
};
export type RequesterDisabled = {
  /** Whose account it is, and whether they asked through a service account of theirs. */
  readonly name: string;
  readonly isOwner: boolean;
  /** Null where the log knows of no such act. */
  readonly at: string | null;
};
export type PromotionSummary = {
  readonly id: string;
  readonly number: number;
  readonly team: string;
  readonly name: string;
  readonly versionId: string;
  readonly versionNumber: number;
  /** The first stage asked for. */
  readonly stage: StageName;
  /** All that is asked for, executed as one. */
  readonly targets: readonly PromotionTarget[];
  readonly state: PromotionState;
  readonly tier: Tier | null;
  readonly requester: string;
  /** While it is open: that whoever asked is disabled, or whoever owns the service account that did. */
  readonly requesterDisabled: RequesterDisabled | null;
  /** What it is called where changes are tracked. */
  readonly ticket: string | null;
  /** Which way it takes to be approved: `full`. */
  readonly path: string;
  readonly createdAt: string;
  /** When the rule was met. */
  readonly approvedAt: string | null;
  /** When the version entered what it was asked for, and whose act that was: the last voter's, or the requester's. */
  readonly executedAt: string | null;
  readonly executedBy: string | null;
  /** When it was closed, by whichever end; where it was executed, then. */
  readonly decidedAt: string | null;
  /** Votes that count of those the rule needs. */
  readonly approvals: number;
  readonly approvalsNeeded: number;
  /** The one thing it waits for, in words. */
  readonly waitsFor: string;
  /** True where an approval on it rests on an account for whose holder nobody independent had vouched. */
  readonly isUnvouched: boolean;
  /** What the version lacks, or lacked when it was decided. */
  readonly missing: readonly Reason[];
  /** The newest objection to the same content that nobody decided over before this was asked for. */
  readonly objection: Objection | null;
  /** Number of the promotion it replies to. */
  readonly answers: number | null;
};
export type PromotionView = PromotionSummary &
  Actions<PromotionAction> & {
    readonly modelId: string;
    readonly reason: string;
    /** Null where it is lost. */
    readonly dossier: Dossier | null;
    /**
     * What the revision shown held is lost: only the database held it, and somebody changed it there. `entry` is the one
     * that tells of the repair, null while it was not repaired. Null of every other dossier.
     */
    readonly lost: { readonly entry: number | null } | null;
    readonly dossierDigest: string;
    /** Number of the dossier's revision that is shown, and of its newest: a vote is cast on that one only. */
    readonly revision: number;
    readonly newestRevision: number;
    /** Every revision, oldest first. */
    readonly revisions: readonly DossierRevision[];
    /** What the revision shown changed against the one before; empty for the first. */
    readonly changes: readonly RevisionChange[];
    /** True while a part has changed and the dossier could not be frozen anew: nobody can vote until it is. */
    readonly isDossierOld: boolean;
    /** Of the revision shown, part by part: what a vote on it is cast on. */
    readonly digests: BoundDigests;
    readonly votes: readonly VoteView[];
    /** Objections to earlier requests for the version that followed into this one. */
    readonly carried: readonly VoteView[];
    /** True where the viewer dismissed an objection: an approval of theirs does not complete the rule. */
    readonly hasDismissed: boolean;
    readonly gates: readonly {
      readonly rule: string;
      readonly status: "passed" | "waiting" | "failed";
      readonly detail: string;
    }[];
    readonly uploader: string;
    /** Where it stands, in one sentence: what is waited for and from whom, or what became of it. */
    readonly headline: string;
    /** What changed since the promotion it answers; null where it answers none. */
    readonly whatChanged: string | null;
    /** The note it was withdrawn with. */
    readonly withdrawalNote: string | null;
    /** The newest promotion that replies to it. */
    readonly answeredBy: number | null;
    readonly earlier: EarlierDecisions;
    readonly card: CardUnderReview;
    readonly modelCard: CardUnderReview;
    /** As it is now, what was taken back included, and as its reader may see it. */
    readonly lineage: readonly (LineageView & { readonly retraction: RetractionView | null })[];
    /** The newest 20 evaluations of the candidate and its incumbent that were taken back: they count nowhere. */
    readonly retracted: readonly RetractedEvaluation[];
    /** What was done on it, and what changed on its version and model since it was asked for; newest first, the first page. */
    readonly timeline: readonly TimelineEntry[];
    /** Key of the page after, for `promotions.timeline`. */
    readonly timelineNext: string | null;
    /** Rows shown here that the log contradicts: somebody may have edited them. */
    readonly contradicted: readonly RecordContradiction[];
    /** True when another version entered the stage since this was asked for. */
    readonly isIncumbentChanged: boolean;
  };
