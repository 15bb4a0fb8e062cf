// What the API answers about promotions: the votes, a line in a list and the whole page.
import { z } from "zod";
import { CardUnderReview } from "../card/view.ts";
import { RetractedEvaluation } from "../evaluation/view.ts";
import { gateKeys, gateKinds, gateStatuses } from "../gates/gate.ts";
import { RecordContradiction } from "../integrity/view.ts";
import { Digest, Id, Time, Reason, type View, actionFields } from "../kernel/view.ts";
import { RetractableEdge } from "../lineage/view.ts";
import { decisions, promotionActionNames, promotionStates } from "./states.ts";
import { BoundDigests, voteParts } from "./digests.ts";
import { grantScopes, roles } from "../roles.ts";
import { Dossier } from "./dossier.ts";
import { targetKinds } from "./target.ts";

export const PromotionTarget = z
  .object({ kind: z.enum(targetKinds), name: z.string() })
  .meta({ id: "PromotionTarget", description: "A stage to enter, or an alias to point at the version." });
export type PromotionTarget = View<typeof PromotionTarget>;

export const GateView = z
  .object({
    key: z.enum(gateKeys),
    kind: z.enum(gateKinds).describe("Whether people clear it by what they decide, or facts do."),
    status: z.enum(gateStatuses),
    rule: z.string().describe("The rule, in words."),
    detail: z.string().describe("What was counted or found."),
    needs: z
      .string()
      .nullable()
      .describe("What has to happen before it passes, in words; null where it needs nothing."),
    clearedBy: z
      .object({ role: z.enum(roles), at: z.enum(["model"]) })
      .nullable()
      .describe("Holders of this role on the model are asked to clear it."),
  })
  .meta({ id: "Gate", description: "One rule of the policy in force, judged on the promotion." });

export const CapacityView = z
  .object({
    role: z.enum(roles),
    scope: z.enum(grantScopes),
    of: z.string().describe("The place by name: `speech`, `speech/vad`, `the organisation`."),
    group: z.string().nullable().describe("The group by name; null where the role is the voter's own."),
  })
  .meta({ id: "Capacity", description: "As it is shown." });
export type CapacityView = View<typeof CapacityView>;

export const RevisionChange = z
  .object({ part: z.enum(voteParts), label: z.string(), from: z.string().nullable(), to: z.string().nullable() })
  .meta({
    id: "RevisionChange",
    description: "`from` and `to` are null where there was nothing before, or is nothing now.",
  });
export type RevisionChange = View<typeof RevisionChange>;

export const AtStake = z
  .object({
    number: z.int(),
    versionNumber: z.int(),
    stage: z.string(),
    approvers: z.array(z.string()).describe("The names printed on the approvals that count, without the viewer's own."),
    isYours: z.boolean().describe("True where the viewer's own approval counts."),
  })
  .meta({
    id: "AtStake",
    description: "An open promotion whose approvals no longer count once a part it shows changes.",
  });
export type AtStake = View<typeof AtStake>;

export const DossierRevision = z
  .object({
    number: z.int(),
    digest: Digest,
    frozenAt: Time,
    changed: z.array(z.enum(voteParts)).describe("The parts that differ from the revision before."),
  })
  .meta({ id: "DossierRevision" });
export type DossierRevision = View<typeof DossierRevision>;

export const VoteView = z
  .object({
    id: Id,
    voter: z.string(),
    printedName: z.string(),
    decision: z.enum(decisions),
    meaning: z.string(),
    note: z.string(),
    digests: BoundDigests,
    revision: z.int().describe("The revision of the dossier it was cast on."),
    capacity: CapacityView.nullable().describe("As what they voted; null from before this was kept."),
    renews: Id.nullable().describe("Id of the voter's vote before it on the same promotion."),
    conditions: z.array(z.string()).describe("What an approval was given under, in the order given."),
    isStale: z.boolean(),
    staleBecause: z.string().nullable().describe("Why it does not count any more, in words; null where it does."),
    isLastWord: z.boolean().describe("False where its voter voted again."),
    castOn: z
      .int()
      .describe("Number of the promotion it was cast on: an earlier one's, where an objection followed into this one."),
    isStanding: z.boolean().describe("True while it holds the promotion back."),
    mayDismiss: z.boolean().describe("True where the viewer may dismiss it."),
    dismissal: z
      .object({ by: z.string(), reason: z.string(), at: Time })
      .nullable()
      .describe("Who dismissed it, an objection, and why."),
    isAlone: z
      .boolean()
      .describe(
        "True where it completed the rule though its voter had dismissed an objection: nobody else could vote.",
      ),
    hasValidated: z
      .boolean()
      .describe(
        "True where its voter recorded a validation evaluation of the version: what they decided on is also their own measurement.",
      ),
    unvouched: z
      .string()
      .nullable()
      .describe(
        "Whose account it rests on though nobody independent had vouched for its holder, or could have: the voter's, or a maker's.",
      ),
    at: Time,
  })
  .meta({ id: "Vote" });
export type VoteView = View<typeof VoteView>;

export const DismissedObjection = z
  .object({
    number: z.int(),
    team: z.string(),
    name: z.string(),
    versionNumber: z.int(),
    stage: z.string(),
    state: z.enum(promotionStates),
    by: z.string(),
    reason: z.string(),
    at: Time,
  })
  .meta({ id: "DismissedObjection", description: "An objection of the viewer's that another reviewer dismissed." });
export type DismissedObjection = View<typeof DismissedObjection>;

export const RequesterDisabled = z
  .object({
    name: z.string().describe("Whose account it is, and whether they asked through a service account of theirs."),
    isOwner: z.boolean(),
    at: Time.nullable().describe("Null where the log knows of no such act."),
  })
  .meta({ id: "RequesterDisabled" });
export type RequesterDisabled = View<typeof RequesterDisabled>;

export const Objection = z
  .object({ number: z.int(), state: z.enum(promotionStates) })
  .meta({ id: "Objection", description: "An earlier promotion whose content was objected to." });
export type Objection = View<typeof Objection>;

export const EarlierDecision = z
  .object({
    number: z.int(),
    versionNumber: z.int(),
    stage: z.string(),
    state: z.enum(promotionStates),
    requester: z.string(),
    createdAt: Time,
    decidedAt: Time.nullable(),
    isObjectedTo: z.boolean().describe("Whether it was objected to by somebody's last word."),
    withdrawalNote: z.string().nullable(),
    votes: z.array(
      z.object({
        printedName: z.string(),
        decision: z.enum(decisions),
        note: z.string().describe("The first 600 characters."),
        at: Time,
      }),
    ),
  })
  .meta({ id: "EarlierDecision", description: "A promotion of the same content, with each voter's last word." });
export type EarlierDecision = View<typeof EarlierDecision>;

export const EarlierDecisions = z
  .object({
    items: z.array(EarlierDecision).describe("Those that were objected to first, then the newest; at most 20."),
    count: z.int().describe("How many there are in all."),
    toAnswer: Objection.nullable().describe("What a request for this content has to answer."),
  })
  .meta({ id: "EarlierDecisions" });
export type EarlierDecisions = View<typeof EarlierDecisions>;

export const TimelineEntry = z
  .object({
    index: z.int(),
    at: Time,
    sentence: z.string(),
    outcome: z.enum(["success", "denied", "failure"]),
    on: z
      .enum(["promotion", "version", "model"])
      .describe("What it was done on: the promotion itself, its version, or the model."),
    isStaling: z.boolean().describe("Votes cast before it no longer counted after it."),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = View<typeof TimelineEntry>;

export const PromotionSummary = z
  .object({
    id: Id,
    number: z.int(),
    team: z.string(),
    name: z.string(),
    versionId: Id,
    versionNumber: z.int(),
    stage: z.string().describe("The first stage asked for."),
    targets: z.array(PromotionTarget).describe("All that is asked for, executed as one."),
    state: z.enum(promotionStates),
    tier: z.string().nullable(),
    requester: z.string(),
    requesterDisabled: RequesterDisabled.nullable().describe(
      "While it is open: set when the requester is disabled, or the owner of the service account that requested it.",
    ),
    ticket: z.string().nullable().describe("What it is called where changes are tracked."),
    path: z.string().describe("Which way it takes to be approved: `full`."),
    createdAt: Time,
    approvedAt: Time.nullable().describe("When the rule was met."),
    executedAt: Time.nullable().describe(
      "When the version entered what it was asked for, and whose act that was: the last voter's, or the requester's.",
    ),
    executedBy: z.string().nullable(),
    decidedAt: Time.nullable().describe("When it was closed, by whichever end; where it was executed, then."),
    approvals: z.int().describe("Votes that count of those the rule needs."),
    approvalsNeeded: z.int(),
    waitsFor: z.string().describe("The one thing it waits for, in words."),
    isUnvouched: z
      .boolean()
      .describe("True where an approval on it rests on an account for whose holder nobody independent had vouched."),
    missing: z.array(Reason).describe("What the version lacks, or lacked when it was decided."),
    objection: Objection.nullable().describe(
      "The newest objection to the same content that nobody decided over before this was asked for.",
    ),
    answers: z.int().nullable().describe("Number of the promotion it replies to."),
  })
  .meta({ id: "PromotionSummary" });
export type PromotionSummary = View<typeof PromotionSummary>;

export const PromotionView = z
  .object({
    ...PromotionSummary.shape,
    ...actionFields(promotionActionNames),
    modelId: Id,
    reason: z.string(),
    dossier: Dossier.nullable().describe("Null where it is lost."),
    lost: z
      .object({ entry: z.int().nullable() })
      .nullable()
      .describe(
        "What the revision shown held is lost: only the database held it, and somebody changed it there. `entry` is the one that tells of the repair, null while it was not repaired. Null of every other dossier.",
      ),
    dossierDigest: Digest,
    revision: z
      .int()
      .describe("Number of the dossier's revision that is shown, and of its newest: a vote is cast on that one only."),
    newestRevision: z.int(),
    revisions: z.array(DossierRevision).describe("Every revision, oldest first."),
    changes: z
      .array(RevisionChange)
      .describe("What the revision shown changed against the one before; empty for the first."),
    isDossierOld: z
      .boolean()
      .describe("True while a part has changed and the dossier could not be frozen anew: nobody can vote until it is."),
    digests: BoundDigests.describe("Of the revision shown, part by part: what a vote on it is cast on."),
    votes: z.array(VoteView),
    carried: z.array(VoteView).describe("Objections to earlier requests for the version that followed into this one."),
    hasDismissed: z
      .boolean()
      .describe("True where the viewer dismissed an objection: an approval of theirs does not complete the rule."),
    gates: z.array(GateView),
    uploader: z.string(),
    headline: z
      .string()
      .describe("Where it stands, in one sentence: what is waited for and from whom, or what became of it."),
    whatChanged: z
      .string()
      .nullable()
      .describe("What changed since the promotion it answers; null where it answers none."),
    withdrawalNote: z.string().nullable().describe("The note it was withdrawn with."),
    answeredBy: z.int().nullable().describe("The newest promotion that replies to it."),
    earlier: EarlierDecisions,
    card: CardUnderReview,
    modelCard: CardUnderReview,
    lineage: z
      .array(RetractableEdge)
      .describe("As it is now, what was taken back included, and as its reader may see it."),
    retracted: z
      .array(RetractedEvaluation)
      .describe(
        "The newest 20 evaluations of the candidate and its incumbent that were taken back: they count nowhere.",
      ),
    timeline: z
      .array(TimelineEntry)
      .describe(
        "What was done on it, and what changed on its version and model since it was asked for; newest first, the first page.",
      ),
    timelineNext: z.string().nullable().describe("Key of the page after, for `promotions.timeline`."),
    contradicted: z
      .array(RecordContradiction)
      .describe("Rows shown here that the log contradicts: somebody may have edited them."),
    isIncumbentChanged: z.boolean().describe("True when another version entered the stage since this was asked for."),
  })
  .meta({ id: "Promotion" });
export type PromotionView = View<typeof PromotionView>;
