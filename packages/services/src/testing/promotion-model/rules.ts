// The promotion rules once more, written from the product's laws alone: the smallest thing that says what should happen.
import type { Decision, ErrorCode, StageName } from "@chancery/core";
import { group, initialRoles, people, type GivenRole, type Person, type Step } from "./steps.ts";

/** `givenBy` is missing for what was there from the start; `from`, while a second person still has to confirm. */
type Grant = { holder: Person | typeof group; role: GivenRole; givenBy?: Person; from?: number; to?: number };
type Membership = { who: Person; addedBy: Person; from?: number; to?: number };
type Version = {
  kind: "external" | "files";
  state: "draft" | "sealed" | "revoked";
  uploaders: Person[];
  /** Who wrote its card. */
  authors: Person[];
  files: number;
  card: string;
  cards: number;
  evaluations: number;
};
type Vote = { by: Person; decision: Decision; on: string; at: number; dismissedBy?: Person; dismissedIn?: Promotion };
type Promotion = {
  version: number;
  stage: StageName;
  by: Person;
  at: number;
  asked: string;
  state: "open" | "executed" | "rejected" | "withdrawn";
  votes: Vote[];
};
type Stay = { version: number; stage: StageName; from: number; to?: number };
export type Registry = {
  readonly approvals: number;
  now: number;
  grants: Grant[];
  members: Membership[];
  versions: Version[];
  promotions: Promotion[];
  stays: Stay[];
};
/** What a step comes to, and the acts the log then holds: of a refusal none but the refusal. */
export type Verdict = { readonly code: "ok" | ErrorCode; readonly acts: readonly string[] };

/** A registry of one model; `approvals` is what the policy asks for. Omar reviews for the whole organisation. */
export const newRegistry = (approvals: number, now: number): Registry => ({
  approvals,
  now,
  grants: initialRoles.map(([holder, role]) => ({ holder, role, from: now })),
  members: [],
  versions: [],
  promotions: [],
  stays: [],
});

/** The one a number means, counted round. */
export const nth = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** What a vote is on: the version as it is, and whom it would replace as that is. Here every evaluation finds the same value: the first changes what is shown, a further one does not. */
function contentOf({ versions, stays }: Registry, number: number, stage: StageName): string {
  const own = (one: Version | undefined) => (one ? `${one.card}/${one.evaluations > 0}` : "");
  const isExclusive = stage === "staging" || stage === "production";
  const incumbent = isExclusive ? stays.find((stay) => stay.stage === stage && lasts(stay)) : undefined;
  return `${own(versions[number])} against ${incumbent ? `${incumbent.version}: ${own(versions[incumbent.version])}` : "none"}`;
}

const admins: readonly Person[] = ["root", "gus"];
/** A service account counts as its owner where independence is asked. */
const behind = (who: Person): Person => (who === "robot" ? "rolf" : who);
type Interval = { from?: number; to?: number };
const began = ({ from }: Interval) => from !== undefined;
const lasts = (interval: Interval) => began(interval) && interval.to === undefined;

/** Since when somebody holds a role on the model, by a grant of their own or a group's; undefined without. `counts`: of those that last, or of all that began. */
function since(
  { grants, members }: Registry,
  who: Person,
  role: GivenRole,
  counts: (interval: Interval) => boolean = lasts,
): number | undefined {
  const own = grants.filter((grant) => counts(grant) && grant.role === role && grant.holder === who);
  const ofGroup = grants.filter((grant) => counts(grant) && grant.role === role && grant.holder === group);
  const joined = members.filter((member) => counts(member) && member.who === who);
  const begins = [
    ...(who === "omar" && role === "reviewer" ? [0] : []),
    ...own.map((grant) => grant.from ?? 0),
    ...ofGroup.flatMap((grant) => joined.map((member) => Math.max(grant.from ?? 0, member.from ?? 0))),
  ];
  return begins.length === 0 ? undefined : Math.min(...begins);
}
const has = (registry: Registry, who: Person, ...roles: GivenRole[]) =>
  roles.some((role) => since(registry, who, role) !== undefined);
const makes = (registry: Registry, who: Person) => has(registry, who, "contributor", "maintainer");

const done = (...acts: string[]): Verdict => ({ code: "ok", acts });
const refused = (code: ErrorCode): Verdict => ({ code, acts: [] });

/** Decides a step and, where it succeeds, takes it. Undefined where there is nothing yet that it could be about. */
export function play(registry: Registry, step: Step): Verdict | undefined {
  if ("version" in step) {
    const version = nth(registry.versions, step.version);
    return version && playVersion(registry, step, version);
  }
  if ("promotion" in step) {
    const promotion = nth(registry.promotions, step.promotion);
    if (!promotion) return undefined;
    if (step.do === "dismiss") return playDismiss(registry, step.by, promotion);
    return step.do === "vote" ? playVote(registry, step, promotion) : playWithdraw(registry, step.by, promotion);
  }
  if (step.do !== "register") return playRoles(registry, step);
  if (!makes(registry, step.by)) return refused("FORBIDDEN");
  const empty = { state: "draft", files: 0, card: "", cards: 0, evaluations: 0 } as const;
  registry.versions.push({ ...empty, uploaders: [step.by], authors: [], kind: step.kind });
  return done("version.created");
}

type About<D extends Step["do"]> = Extract<Step, { do: D }> & { do: D };
type OnVersion = Extract<Step, { version: number }>;

function playVersion(registry: Registry, step: OnVersion, version: Version): Verdict {
  const isDraft = version.state === "draft";
  if (step.do === "revoke") {
    if (!has(registry, step.by, "maintainer")) return refused("FORBIDDEN");
    if (version.state !== "sealed") return refused("ILLEGAL_TRANSITION");
    version.state = "revoked";
    const number = registry.versions.indexOf(version);
    for (const stay of registry.stays) if (stay.version === number) stay.to ??= registry.now;
    return done("version.revoked");
  }
  // Whoever reviews a version may record what they measured, and no more.
  const mayMeasure = step.do === "evaluate" && has(registry, step.by, "reviewer");
  if (!makes(registry, step.by) && !mayMeasure) return refused("FORBIDDEN");
  if (step.do === "ask") return playAsk(registry, step, version);
  if (step.do === "revise") {
    if (!step.isCurrent) return refused("CONFLICT");
    Object.assign(version, { card: step.card, cards: version.cards + 1 });
    version.authors.push(step.by);
    return done("version.revised");
  }
  if (step.do === "evaluate") {
    if (version.state === "revoked") return refused("ILLEGAL_TRANSITION");
    version.evaluations += 1;
    return done("evaluation.recorded");
  }
  if (!isDraft) return refused("ILLEGAL_TRANSITION");
  if (step.do === "send") {
    if (version.kind === "external") return refused("ILLEGAL_TRANSITION");
    version.files += 1;
    version.uploaders.push(step.by);
    return done("upload.begun", "upload.finished");
  }
  if (version.kind === "files" && version.files === 0) return refused("ILLEGAL_TRANSITION");
  version.state = "sealed";
  return done("version.sealed");
}

function playAsk(registry: Registry, { by, stage, isAnswering }: About<"ask">, version: Version): Verdict {
  const number = registry.versions.indexOf(version);
  const isThere = registry.stays.some((stay) => stay.version === number && stay.stage === stage && lasts(stay));
  const isAsked = registry.promotions.some(
    (other) => other.version === number && other.stage === stage && other.state === "open",
  );
  if (version.state !== "sealed" || isThere || isAsked) return refused("ILLEGAL_TRANSITION");
  if (isObjectedTo(registry, number) && !isAnswering) return refused("POLICY_UNMET");
  const asked = contentOf(registry, number, stage);
  const promotion: Promotion = { version: number, stage, by, at: registry.now, asked, state: "open", votes: [] };
  registry.promotions.push(promotion);
  if (stage !== "development") return done("promotion.requested");
  execute(registry, promotion);
  return done("promotion.requested", "promotion.executed");
}

/** No two versions here have the same content. Letting it into the stage it was objected to for, later, settles an objection. */
function isObjectedTo({ promotions }: Registry, version: number): boolean {
  const same = promotions.filter((promotion) => promotion.version === version);
  return same.some(
    (objected, n) =>
      objected.state !== "executed" &&
      lastVotes(objected).some((vote) => vote.decision !== "approve") &&
      !same.slice(n + 1).some((later) => later.state === "executed" && later.stage === objected.stage),
  );
}

/** The version enters; in an exclusive stage the incumbent leaves at that very instant. */
function execute({ stays, now }: Registry, promotion: Promotion): void {
  const { version, stage } = promotion;
  promotion.state = "executed";
  if (stage === "staging" || stage === "production")
    for (const stay of stays) if (stay.stage === stage) stay.to ??= now;
  stays.push({ version, stage, from: now });
}

function playVote(registry: Registry, { by, decision, saw }: About<"vote">, promotion: Promotion): Verdict {
  const version = registry.versions[promotion.version];
  const reviewerSince = since(registry, by, "reviewer");
  // What takes a second person is never done by a machine.
  if (!version || reviewerSince === undefined || by === "robot") return refused("FORBIDDEN");
  if (promotion.state !== "open") return refused("ILLEGAL_TRANSITION");
  const content = contentOf(registry, promotion.version, promotion.stage);
  const hasSeen = saw === "now" || promotion.asked === content;
  const mayEnter = version.state === "sealed" || decision !== "approve";
  if (!mayVote(registry, by, promotion) || !hasSeen || !mayEnter) return refused("POLICY_UNMET");
  promotion.votes.push({ by, decision, on: content, at: registry.now });
  if (decision === "reject") {
    promotion.state = "rejected";
    return done("promotion.voted", "promotion.rejected");
  }
  const words = lastWordsOn(registry, promotion);
  const approvals = words.filter((vote) => vote.decision === "approve" && vote.on === content).length;
  if (standingOn(registry, promotion).length > 0 || approvals < registry.approvals) return done("promotion.voted");
  // Whoever dismissed an objection does not complete the rule while somebody else may vote, or could have: no history lasts seven days.
  const hasDismissed = words.some((vote) => vote.dismissedBy === by);
  const isAlone = !people.some((other) => other !== by && mayVote(registry, other, promotion, began));
  if (decision === "approve" && hasDismissed && !isAlone) return done("promotion.voted");
  execute(registry, promotion);
  return done("promotion.voted", ...(hasDismissed ? ["promotion.completed-alone"] : []), "promotion.executed");
}

/** Independent of it, and a reviewer since before it was asked for. */
function mayVote(
  registry: Registry,
  by: Person,
  promotion: Promotion,
  counts?: (interval: Interval) => boolean,
): boolean {
  const reviewerSince = since(registry, by, "reviewer", counts);
  const version = registry.versions[promotion.version];
  const makers = [promotion.by, ...(version?.uploaders ?? []), ...(version?.authors ?? [])];
  const isIndependent = !makers.map(behind).includes(behind(by));
  return by !== "robot" && isIndependent && reviewerSince !== undefined && reviewerSince <= promotion.at;
}

/** Each person's last word; an objection to an earlier request for the version, closed without success, counts as said on this while it is open. */
function lastWordsOn({ promotions }: Registry, promotion: Promotion): readonly Vote[] {
  const before = promotions
    .slice(0, promotions.indexOf(promotion))
    .filter(({ version, state }) => version === promotion.version && state !== "open")
    .flatMap(({ votes, state }) => votes.map((vote) => ({ vote, state })))
    .sort((a, b) => a.vote.at - b.vote.at);
  const carried = before
    .filter(({ vote }, n) => !before.slice(n + 1).some((later) => later.vote.by === vote.by))
    .filter(({ vote, state }) => vote.decision === "request-changes" && state !== "executed")
    .map(({ vote }) => vote)
    .filter(({ dismissedIn }) => promotion.state === "open" || dismissedIn === promotion);
  const words = [...carried, ...promotion.votes];
  return words.filter((vote, n) => !words.slice(n + 1).some((later) => later.by === vote.by));
}
const standingOn = (registry: Registry, promotion: Promotion) =>
  lastWordsOn(registry, promotion).filter((vote) => vote.decision === "request-changes" && !vote.dismissedBy);

function playDismiss(registry: Registry, by: Person, promotion: Promotion): Verdict {
  if (since(registry, by, "reviewer") === undefined || by === "robot") return refused("FORBIDDEN");
  const [objection] = standingOn(registry, promotion).toSorted((a, b) => a.at - b.at);
  if (!objection && promotion.votes.length === 0 && lastWordsOn(registry, promotion).length === 0)
    return refused("NOT_FOUND");
  if (promotion.state !== "open") return refused("ILLEGAL_TRANSITION");
  if (!objection || objection.by === by || !mayVote(registry, by, promotion)) return refused("POLICY_UNMET");
  Object.assign(objection, { dismissedBy: by, dismissedIn: promotion });
  return done("promotion.objection-dismissed");
}

/** Nobody has more than one word, the last. */
const lastVotes = ({ votes }: Promotion) =>
  votes.filter((vote, n) => !votes.slice(n + 1).some((later) => later.by === vote.by));

function playWithdraw(registry: Registry, by: Person, promotion: Promotion): Verdict {
  if (!makes(registry, by)) return refused("FORBIDDEN");
  if (promotion.state !== "open") return refused("ILLEGAL_TRANSITION");
  if (behind(by) !== behind(promotion.by)) return refused("POLICY_UNMET");
  promotion.state = "withdrawn";
  return done("promotion.withdrawn");
}

type OnRoles = About<"give" | "end" | "second" | "add" | "confirm" | "remove">;
const isOpen = ({ to }: { to?: number }) => to === undefined;

/** Who approves is decided by an admin and a second person: a role given to a person, to a group with members, or joined. */
function playRoles(registry: Registry, step: OnRoles): Verdict | undefined {
  const { grants, members, now } = registry;
  if (step.do === "give" || step.do === "add") {
    if (!admins.includes(step.by)) return refused("FORBIDDEN");
    return step.do === "give" ? playGive(registry, step) : playAdd(registry, step);
  }
  const about = "grant" in step ? nth(grants, step.grant) : nth(members, step.membership);
  if (!about) return undefined;
  if (step.do === "second" || step.do === "confirm") return playSecond(registry, step, about);
  if (!admins.includes(step.by)) return refused("FORBIDDEN");
  if (about.to !== undefined) return refused("ILLEGAL_TRANSITION");
  about.to = now;
  return done(step.do === "end" ? "grant.ended" : "group.member-removed");
}

const membersOf = ({ members }: Registry) => members.filter(isOpen).map(({ who }) => who);
const isOfReviewers = ({ grants }: Registry) =>
  grants.some((grant) => isOpen(grant) && grant.holder === group && grant.role === "reviewer");

function playGive(registry: Registry, { by, to, role }: About<"give">): Verdict {
  const { grants, now } = registry;
  if (grants.some((grant) => isOpen(grant) && grant.holder === to && grant.role === role)) return refused("CONFLICT");
  const receivers = role !== "reviewer" ? [] : to === group ? membersOf(registry) : [to];
  if (receivers.includes("robot")) return refused("INVALID_INPUT");
  grants.push({ holder: to, role, givenBy: by, ...(receivers.length === 0 && { from: now }) });
  return done("grant.given");
}

function playAdd(registry: Registry, { by, member: who }: About<"add">): Verdict {
  const { members, now } = registry;
  const isWaiting = isOfReviewers(registry);
  if (isWaiting && who === "robot") return refused("INVALID_INPUT");
  if (membersOf(registry).includes(who)) return refused("CONFLICT");
  members.push({ who, addedBy: by, ...(!isWaiting && { from: now }) });
  return done("group.member-added");
}

/** Any admin or reviewer of the team, but neither who gave it nor who receives it. */
function playSecond(registry: Registry, { by, do: act }: OnRoles, about: Grant | Membership): Verdict {
  if ("role" in about && about.role !== "reviewer") return refused("NOT_FOUND");
  const involved =
    "who" in about
      ? [about.addedBy, about.who]
      : [about.givenBy, ...(about.holder === group ? membersOf(registry) : [about.holder])];
  const isOfTeam = has(registry, by, "reviewer") && (!("who" in about) || isOfReviewers(registry));
  const mayBe = by !== "robot" && (admins.includes(by) || by === "omar" || isOfTeam);
  if (!mayBe || involved.some((who) => who !== undefined && behind(who) === behind(by))) return refused("FORBIDDEN");
  if (about.to !== undefined || about.from !== undefined) return refused("ILLEGAL_TRANSITION");
  about.from = registry.now;
  return done(act === "second" ? "grant.confirmed" : "group.member-confirmed");
}
