// One promotion in full: why, evidence, gates, votes, timeline, and what the viewer may do.
import {
  allAllowed,
  allowed,
  allowedUnless,
  can,
  dismissersIn,
  evaluate,
  reasonsOf,
  isStale,
  lastWords,
  objectionsTo,
  promotionActions,
  rolesOn,
  staleBecause,
  voterOn,
  Target,
  PromotionView,
  type Actor,
  type Capacity,
  type CapacityView,
  type GrantFact,
  type Verdict,
  type VoteView,
} from "@chancery/core";
import {
  conditionsOf,
  groupNames,
  holdersOf,
  namesOf,
  promotionByNumber,
  promotionsById,
  promotionText,
  type CastVote,
  type PromotionRow,
  type Reader,
  stagesIn,
} from "@chancery/db";
import { z } from "zod";
import { mismatchView } from "../audit/contradictions.ts";
import type { Mismatch } from "../audit/said.ts";
import { shownAsTold } from "../audit/shown-as-told.ts";
import { noteIfPossible } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { query, visibleTo } from "../query.ts";
import { findPromotion, type PromotionSubject } from "../subjects/promotion.ts";
import { freezeAnew, isDossierOld } from "./dossier.ts";
import { earlierOn } from "./earlier.ts";
import { contentOf, weighOne, type Weighed } from "./facts.ts";
import { headlineOf } from "./headline-of.ts";
import { mayVoteAsHolder } from "./opened-between.ts";
import { shownOn } from "./shown-on.ts";
import { shownRevision, mayVoteOn } from "./shown-revision.ts";
import { summaryOf } from "./summary.ts";
import { timelineLength, timelineOf } from "./timeline.ts";

export const getPromotion = query({
  permission: "promotion:read",
  input: z.strictObject({
    number: Target.promotion,
    /** A revision of its dossier; the newest unless said. */
    revision: z.int().positive().optional(),
  }),
  output: PromotionView,
  subject: (reader, { number }) => findPromotion(reader, number),
  async run({ reader, house, actor, grants, now, subject }, { revision }): Promise<PromotionView> {
    const { row: newest, mismatch } = await refrozen(house, reader, subject.row);
    const view = await shownAsTold({ reader, house }, async (told) => {
      const [read = newest] = told === reader ? [newest] : await promotionsById(told, [newest.id]);
      return viewOf(told, { house, actor, grants, now, row: read, subject, revision });
    });
    const isNamed = view.contradicted.some(({ table, id }) => table === mismatch?.table && id === mismatch.id);
    return mismatch && !isNamed
      ? { ...view, contradicted: [mismatchView(house, mismatch), ...view.contradicted] }
      : view;
  },
});

type Viewer = {
  readonly house: House;
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  readonly now: Date;
  readonly row: PromotionRow;
  readonly subject: PromotionSubject;
  readonly revision: number | undefined;
};

async function viewOf(reader: Reader, { house, actor, grants, now, row, subject, revision }: Viewer) {
  const seen = await weighOne(reader, row);
  const text = await promotionText(reader, row.id);
  if (!text) throw new Error(`promotion ${row.number} vanished while it was read`);
  const shown = await shownRevision(reader, { row, revision, visible: visibleTo(actor, grants, "version:read") });
  const actions = actionsOf({
    ...{ actor, grants, subject, seen, shown },
    holder: await mayVoteAsHolder(reader, { facts: seen.facts, actor, now }),
  });
  const names = await namesOf(
    reader,
    [...seen.carried, ...seen.votes].flatMap(({ voterId, unvouchedId }) => [voterId, unvouchedId ?? voterId]),
  );
  const timeline = await timelineOf(reader, { house, row, votes: seen.votes, limit: timelineLength });
  const view = {
    ...summaryOf(seen),
    ...actions,
    headline: await headlineOf(reader, seen, { at: now, names }),
    modelId: row.modelId,
    reason: text.reason,
    whatChanged: text.whatChanged,
    withdrawalNote: text.withdrawalNote,
    answeredBy: text.answeredBy,
    earlier: await earlierOn(reader, { content: contentOf(row), below: row.number }),
    ...shown,
    ...(await votesShown(reader, seen, {
      names,
      dismisserId: actions.availableActions.includes("dismiss") ? actor.id : null,
    })),
    hasDismissed: row.state === "open" && dismissersIn(seen.facts).has(actor.id),
    gates: evaluate(seen.facts.policy, seen.facts),
    uploader: row.uploader ?? row.uploaderId,
    timeline: timeline.items,
    timelineNext: timeline.next,
    isIncumbentChanged: await isIncumbentChanged(reader, row),
  };
  return { view, shown: await shownOn(reader, house, seen) };
}

type Refrozen = { readonly row: PromotionRow; readonly mismatch: Mismatch | undefined };

/**
 * The promotion with the dossier of what is: frozen anew where a part changed. Where that cannot be had, as it stands; what of
 * it the log contradicts is not frozen.
 */
async function refrozen(house: House, reader: Reader, row: PromotionRow): Promise<Refrozen> {
  if (!(await isDossierOld(reader, row))) return { row, mismatch: undefined };
  let mismatch: Mismatch | undefined;
  await noteIfPossible(house, "dossier.frozen", async (tx) => {
    mismatch = await freezeAnew(house, tx, row.id);
  });
  return { row: (await promotionByNumber(reader, row.number)) ?? row, mismatch };
}

type Viewing = {
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  readonly subject: PromotionSubject;
  readonly seen: Weighed;
  readonly shown: Pick<PromotionView, "revision" | "newestRevision" | "isDossierOld" | "lost">;
  readonly holder: Verdict;
};

/** The verdicts that enforce, joined with what the permission matrix says against the viewer's token or role. */
function actionsOf({ actor, grants, subject, seen, shown, holder }: Viewing) {
  const held = rolesOn(actor, grants, subject);
  // That the role is missing, or a person, is said by the voting rule itself, in better words.
  const vote = reasonsOf(can(actor, held, "promotion:vote")).filter(
    ({ code }) => code !== "role_missing" && code !== "person_needed",
  );
  const onRevision = seen.facts.state === "open" ? mayVoteOn(shown) : allowed;
  const viewer = { ...voterOn(actor, grants, subject), isCustodian: held.includes("custodian") };
  return promotionActions(seen.facts, viewer, {
    vote: allAllowed(allowedUnless("FORBIDDEN", vote), holder, onRevision),
    withdraw: can(actor, held, "promotion:withdraw"),
  });
}

/** `dismisserId`: the viewer, where they may dismiss objections of others. */
async function votesShown(
  reader: Reader,
  { row, votes, carried, facts, involved }: Weighed,
  { names, dismisserId }: { readonly names: ReadonlyMap<string, string>; readonly dismisserId: string | null },
): Promise<Pick<PromotionView, "votes" | "carried">> {
  const all = [...carried, ...votes];
  const conditions = await conditionsOf(
    reader,
    all.map(({ id }) => id),
  );
  const groups = await groupNames(
    reader,
    all.flatMap(({ capacity }) => capacity?.groupId ?? []),
  );
  const last = new Set(lastWords(all).map(({ id }) => id));
  const standing = new Set(objectionsTo(facts).map(({ voterId }) => voterId));
  const completing = row.state === "executed" ? votes.at(-1) : undefined;
  const isAlone = completing !== undefined && dismissersIn(facts).has(completing.voterId);
  const shown = (vote: CastVote, castOn: number): VoteView => {
    const { id, voterId, printedName, decision, meaning, note, digests, dossierRevision, dismissal, createdAt } = vote;
    const { capacity, renewsId: renews } = vote;
    const isStanding = last.has(id) && standing.has(voterId);
    return {
      id,
      voter: names.get(voterId) ?? voterId,
      printedName,
      decision,
      meaning,
      note,
      digests,
      revision: dossierRevision,
      capacity: capacity && capacityShown(capacity, row, groups),
      renews,
      conditions: conditions.get(id) ?? [],
      isStale: decision === "approve" && isStale({ digests }, facts.digests),
      staleBecause: decision === "approve" ? staleBecause({ digests }, facts.digests) : null,
      isLastWord: last.has(id),
      castOn,
      isStanding,
      mayDismiss: isStanding && dismisserId !== null && voterId !== dismisserId,
      dismissal: dismissal && {
        by: dismissal.printedName,
        reason: dismissal.reason,
        at: dismissal.createdAt.toISOString(),
      },
      isAlone: isAlone && vote === completing,
      hasValidated: involved.validators.some((by) => by.id === voterId || by.answerableId === voterId),
      unvouched: vote.unvouchedId === null ? null : (names.get(vote.unvouchedId) ?? vote.unvouchedId),
      at: createdAt.toISOString(),
    };
  };
  return {
    votes: votes.map((vote) => shown(vote, row.number)),
    carried: carried.filter(({ id }) => last.has(id)).map((vote) => shown(vote, vote.castOn)),
  };
}

/** A vote's role reaches the promotion's model, so its place is the organisation, that team or that model. */
const capacityShown = (
  { role, scope, groupId }: Capacity,
  { team, name }: Pick<PromotionRow, "team" | "name">,
  groups: ReadonlyMap<string, string>,
): CapacityView => ({
  role,
  scope,
  of: { organisation: "the organisation", team, model: `${team}/${name}` }[scope],
  group: groupId === null ? null : (groups.get(groupId) ?? groupId),
});

/** Another version entered the stage since it was asked for. */
async function isIncumbentChanged(
  reader: Reader,
  { state, stage, modelId, incumbentVersionId }: PromotionRow,
): Promise<boolean> {
  if (state !== "open" || !stagesIn(reader).isExclusive(stage)) return false;
  const holder = (await holdersOf(reader, [modelId])).find((held) => held.stage === stage);
  return (holder?.versionId ?? null) !== incumbentVersionId;
}
