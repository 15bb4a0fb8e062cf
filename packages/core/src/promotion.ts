// The promotion state machine: who may vote, what a vote binds to, when it completes the rule. Pure verdicts.
import type { Reason } from "./kernel/view.ts";
import { allAllowed, allowed, allowedUnless, reasonsOf, refused, type Verdict } from "./errors.ts";
import type { Blocked } from "./kernel/view.ts";
import { ruleOf, type Independence, type PolicyDocument, type StageRule } from "./policy.ts";
import { votingGrant } from "./promotion/capacity.ts";
import type { Actor, GrantFact, Subject } from "./roles.ts";
import type { StageName } from "./stage.ts";
import type { BoundDigests, VotePart } from "./promotion/digests.ts";
import { changedParts, isStale, partsInWords, type SeenParts } from "./vote-parts.ts";
import type { VersionState } from "./version/states.ts";
import { decisions, type Decision, type PromotionAction, type PromotionState } from "./promotion/states.ts";

/** The decision of that name; throws on any other text, so a stored vote is checked when it is read. */
export function toDecision(name: string): Decision {
  const known = decisions.find((decision) => decision === name);
  if (!known) throw new RangeError(`there is no decision ${name}`);
  return known;
}
/** The meaning a vote is signed with. */
export const meanings = {
  approve: "approval",
  "request-changes": "review",
  reject: "rejection",
} as const satisfies Record<Decision, string>;
/** Tabs of the reviews inbox: waiting for me, asked by me, of my teams, decided. */
export const promotionTabs = ["mine", "asked", "team", "decided"] as const;
export type PromotionTab = (typeof promotionTabs)[number];
export type VoteFacts = {
  readonly voterId: string;
  readonly decision: Decision;
  readonly digests: BoundDigests;
  /** Who dismissed it, an objection; left out or null where it stands. */
  readonly dismissedBy?: string | null;
};

/** Who had a part in a version, and a person behind that account: who owns it, owned it, or made its token then. */
export type Uploader = { readonly id: string; readonly answerableId: string };
/** Everything the rules look at. `digests` are of the content as it is now. */
export type PromotionFacts = {
  readonly state: PromotionState;
  readonly stage: StageName;
  readonly createdAt: Date;
  readonly requesterId: string;
  readonly requesterAnswerableId: string;
  /** Who made the tokens that a service account asked with. */
  readonly requesterMinterIds: readonly string[];
  /** Who registered the version and everyone who sent a file of it. */
  readonly uploaders: readonly Uploader[];
  /** Who wrote a revision of the version's card, or recorded lineage of it. */
  readonly authors: readonly Uploader[];
  /** Who recorded its training evaluations. */
  readonly trainers: readonly Uploader[];
  readonly versionState: VersionState;
  readonly digests: BoundDigests;
  readonly votes: readonly VoteFacts[];
  /** Objections to earlier requests for the same version, closed without being executed: they follow into this one. */
  readonly carried: readonly VoteFacts[];
  readonly policy: PolicyDocument;
};
/** What gates are judged on. `casting` is whose vote, which is among the votes, asks for the verdict. */
export type GateFacts = Pick<PromotionFacts, "state" | "stage" | "versionState" | "digests" | "votes" | "carried"> & {
  readonly casting?: { readonly voterId: string; readonly isAlone: boolean };
};
/** The person voting; `reviewerSince` is the begin of the oldest reviewer grant in force, null without one. */
export type Voter = Pick<Actor, "id" | "kind" | "answerableId"> & { readonly reviewerSince: Date | null };
/** The actor as voter on a subject: only reviewer grants that reach it count, and other roles, admin included, never do. */
export function voterOn(actor: Actor, grants: readonly GrantFact[], subject: Subject): Voter {
  const { id, kind, answerableId } = actor;
  return { id, kind, answerableId, reviewerSince: votingGrant(grants, subject)?.from ?? null };
}
export type Ballot = {
  readonly decision: Decision;
  readonly seen: SeenParts;
};

/** The digests votes are judged by: of the content now while open, of the content decided on once closed. */
export function judgedDigests(promotion: {
  readonly state: PromotionState;
  readonly asked: BoundDigests;
  readonly now: BoundDigests;
  readonly votes: readonly VoteFacts[];
}): BoundDigests {
  if (promotion.state === "open") return promotion.now;
  return promotion.votes.at(-1)?.digests ?? promotion.asked;
}

const askersOf = (
  promotion: Pick<PromotionFacts, "requesterId" | "requesterAnswerableId" | "requesterMinterIds">,
): readonly string[] => [promotion.requesterId, promotion.requesterAnswerableId, ...promotion.requesterMinterIds];

/** What a person has to do with what a version holds, or with what describes it. */
export type Part = "uploader" | "author" | "training-evaluator";
export type Involvement = Pick<PromotionFacts, "uploaders" | "authors" | "trainers">;

/** For which parts in a version a rule bars this person: their own, or that of an account they are behind. */
export function barredFor(
  { not }: Pick<StageRule, "not">,
  { uploaders, authors, trainers }: Involvement,
  voter: Pick<Voter, "id" | "answerableId">,
): readonly { readonly part: Part; readonly isOwn: boolean }[] {
  const isSame = (id: string) => id === voter.id || id === voter.answerableId;
  const bar = (part: Part, those: readonly Uploader[], own: Independence, behind: Independence = own) => {
    const isOwn = not.includes(own) && those.some(({ id }) => isSame(id));
    const isBehind = not.includes(behind) && those.some((by) => by.id !== voter.id && isSame(by.answerableId));
    const bars = [];
    if (isOwn) bars.push({ part, isOwn: true });
    if (isBehind && !(isOwn && own === behind)) bars.push({ part, isOwn: false });
    return bars;
  };
  return [
    ...bar("uploader", uploaders, "uploader", "service-account-owner"),
    ...bar("author", authors, "author"),
    ...bar("training-evaluator", trainers, "training-evaluator"),
  ];
}

const whyBarred = {
  uploader: {
    own: { code: "voter_is_uploader", what: "you contributed to this version's content" },
    behind: {
      code: "voter_owns_uploader",
      what: "a service account that you own, owned then, or made a token for contributed to this version's content",
    },
  },
  author: {
    own: { code: "voter_is_author", what: "you wrote its card or recorded its lineage" },
    behind: { code: "voter_is_author", what: "an account that you answer for wrote its card or recorded its lineage" },
  },
  "training-evaluator": {
    own: { code: "voter_evaluated_training", what: "you recorded its training evaluations" },
    behind: {
      code: "voter_evaluated_training",
      what: "an account that you answer for recorded its training evaluations",
    },
  },
} as const satisfies Record<Part, object>;

/** A closed promotion is a state that cannot be left. */
const mayChange = ({ state }: Pick<PromotionFacts, "state">): Verdict =>
  state === "open"
    ? allowed
    : refused("ILLEGAL_TRANSITION", { code: "promotion_closed", message: `this promotion is ${state}` });

/** What decides who may vote. */
export type VotingFacts = Involvement &
  Pick<
    PromotionFacts,
    "state" | "stage" | "policy" | "createdAt" | "requesterId" | "requesterAnswerableId" | "requesterMinterIds"
  >;

/** Whether this person may vote on this promotion. */
export function mayVote(promotion: VotingFacts, voter: Voter): Verdict {
  const reasons: Reason[] = [];
  const rule = ruleOf(promotion.policy, promotion.stage);
  const isSame = (id: string) => id === voter.id || id === voter.answerableId;
  const add = (code: string, message: string) => reasons.push({ code, message });
  if (voter.kind !== "person") add("voter_not_a_person", "a service account cannot vote: a person must sign the vote");
  if (rule.not.includes("requester") && askersOf(promotion).some(isSame))
    add("voter_is_requester", "you requested this promotion: someone else has to decide");
  for (const { part, isOwn } of barredFor(rule, promotion, voter)) {
    const { code, what } = whyBarred[part][isOwn ? "own" : "behind"];
    add(code, `${what}: someone else has to decide`);
  }
  if (!voter.reviewerSince) add("voter_not_reviewer", "you need the reviewer role on this model to vote");
  else if (voter.reviewerSince > promotion.createdAt)
    add("reviewer_too_late", "you became a reviewer after this promotion was requested, so your vote would not count");
  return allAllowed(mayChange(promotion), allowedUnless("POLICY_UNMET", reasons));
}

/** Whether this person may cast this ballot: on what is there now, and an approval only of what can enter a stage. */
export function mayCast(promotion: PromotionFacts, voter: Voter, ballot: Ballot): Verdict {
  const may = mayVote(promotion, voter);
  if (!may.ok) return may;
  const changed = changedParts(ballot.seen, promotion.digests);
  if (changed.length > 0) return refused("POLICY_UNMET", contentChanged(changed, ballot.seen));
  const entering = ballot.decision === "approve" ? mayExecute(promotion) : allowed;
  return entering.ok ? allowed : refused("POLICY_UNMET", ...entering.reasons);
}

function contentChanged(parts: readonly VotePart[], seen: SeenParts): Reason {
  const leftOut = parts.filter((part) => seen[part] === undefined);
  const changed = parts.filter((part) => seen[part] !== undefined);
  const said = [
    ...(changed.length > 0 ? [`${partsInWords(changed)} changed since you read it`] : []),
    ...(leftOut.length > 0 ? [`the vote does not confirm that you saw ${partsInWords(leftOut)}`] : []),
  ];
  return { code: "content_changed", message: `${said.join(", and ")}: read it again, then vote` };
}

type Cast = Pick<PromotionFacts, "votes" | "carried">;
/** The latest vote of each voter: an earlier one never speaks for a later one, nor one on an earlier request for one on this. */
const lastWordsOn = ({ votes, carried }: Cast): readonly VoteFacts[] => [
  ...new Map([...carried, ...votes].map((cast) => [cast.voterId, cast])).values(),
];
const isDismissed = ({ dismissedBy }: VoteFacts) => (dismissedBy ?? null) !== null;

/** The last words that count. An approval of what has changed since does not; an objection does until it is dismissed. */
export function countingVotes(promotion: Cast & Pick<PromotionFacts, "digests">): readonly VoteFacts[] {
  return lastWordsOn(promotion).filter((cast) =>
    cast.decision === "approve" ? !isStale(cast, promotion.digests) : !isDismissed(cast),
  );
}

/** Who dismissed an objection that its author has not voted over since. */
export const dismissersIn = (promotion: Cast): ReadonlySet<string> =>
  new Set(lastWordsOn(promotion).flatMap(({ dismissedBy }) => dismissedBy ?? []));

/** The votes that hold it back: somebody's last word asks for changes. */
export const objectionsTo = (promotion: Cast): readonly VoteFacts[] =>
  lastWordsOn(promotion).filter((cast) => cast.decision === "request-changes" && !isDismissed(cast));

/** Whether this person may dismiss the objection. */
export function mayDismiss(
  promotion: PromotionFacts,
  voter: Voter,
  objection: Pick<VoteFacts, "voterId"> | undefined,
): Verdict {
  const reasons: Reason[] = [];
  if (!objection)
    reasons.push({
      code: "objection_not_standing",
      message:
        "this vote is not a standing objection: it asks for no changes, was dismissed, or its author has voted again",
    });
  else if (objection.voterId === voter.id)
    reasons.push({ code: "objection_is_yours", message: "this objection is yours: vote again to take it back" });
  return allAllowed(mayVote(promotion, voter), allowedUnless("POLICY_UNMET", reasons));
}

/** A stage is entered by sealed versions only; a revoked one never comes back. */
export const mayExecute = ({ versionState }: Pick<PromotionFacts, "versionState">): Verdict =>
  versionState === "sealed"
    ? allowed
    : refused("ILLEGAL_TRANSITION", {
        code: `version_${versionState}`,
        message: `a ${versionState} version cannot enter a stage`,
      });

/** Only who asked may withdraw, while it is open; and who stands in for them once they are disabled. */
export function mayWithdraw(
  promotion: PromotionFacts,
  actor: Pick<Actor, "id" | "answerableId"> & { readonly isCustodian?: boolean },
): Verdict {
  const isTheirs = promotion.requesterId === actor.id || promotion.requesterAnswerableId === actor.answerableId;
  const who =
    isTheirs || actor.isCustodian === true
      ? allowed
      : refused("POLICY_UNMET", {
          code: "not_requester",
          message: "only the person who requested a promotion may withdraw it",
        });
  return allAllowed(mayChange(promotion), who);
}

/** What this viewer may do, and why not the rest: the same verdicts that enforce. `permitted` is what the permission matrix says of an action. */
export function promotionActions(
  promotion: PromotionFacts,
  viewer: Voter & { readonly isCustodian?: boolean },
  permitted: { readonly vote: Verdict; readonly withdraw: Verdict } = { vote: allowed, withdraw: allowed },
): { readonly availableActions: readonly PromotionAction[]; readonly blockedBecause: readonly Blocked[] } {
  const voting = allAllowed(permitted.vote, mayVote(promotion, viewer));
  const approving = voting.ok ? mayExecute(promotion) : voting;
  const objections = objectionsTo(promotion);
  const objection = objections.find(({ voterId }) => voterId !== viewer.id) ?? objections[0];
  const verdicts: readonly (readonly [PromotionAction, Verdict])[] = [
    ["approve", approving],
    ["request-changes", voting],
    ["reject", voting],
    ["dismiss", allAllowed(permitted.vote, mayDismiss(promotion, viewer, objection))],
    ["withdraw", allAllowed(permitted.withdraw, mayWithdraw(promotion, viewer))],
  ];
  return {
    availableActions: verdicts.filter(([, { ok }]) => ok).map(([action]) => action),
    blockedBecause: verdicts
      .filter(([, { ok }]) => !ok)
      .map(([action, verdict]) => ({ action, reasons: reasonsOf(verdict) })),
  };
}

/** Whether a version may be asked into a stage. */
export function mayRequest(version: {
  readonly state: VersionState;
  readonly stage: StageName;
  readonly heldStages: readonly StageName[];
  readonly openStages: readonly StageName[];
}): Verdict {
  const reasons: Reason[] = [];
  if (version.heldStages.includes(version.stage))
    reasons.push({ code: "already_in_stage", message: `this version is already in ${version.stage}` });
  if (version.openStages.includes(version.stage))
    reasons.push({ code: "already_asked", message: `a promotion of this version to ${version.stage} is already open` });
  return allAllowed(mayExecute({ versionState: version.state }), allowedUnless("ILLEGAL_TRANSITION", reasons));
}
