// One promotion in full: why, evidence, gates, votes, timeline, and what the viewer may do.
import {
  can,
  gatesOf,
  isExclusive,
  isStale,
  lastWords,
  openDossier,
  promotionActions,
  rolesOn,
  voterOn,
  type Actor,
  type GrantFact,
  type PromotionView,
  type VoteView,
} from "@chancery/core";
import { holdersOf, namesOf, promotionByNumber, readDossier, type PromotionRow, type Reader } from "@chancery/db";
import { z } from "zod";
import { query, visibleTo } from "../query.ts";
import { cardsUnderReview } from "./cards-under-review.ts";
import { earlierOn } from "./earlier.ts";
import { contentOf, promotionSubject, weighOne, type PromotionSubject, type Weighed } from "./facts.ts";
import { headlineOf } from "./headline-of.ts";
import { lineageShown } from "./lineage-shown.ts";
import { summaryOf } from "./summary.ts";
import { timelineLength, timelineOf } from "./timeline.ts";

export const getPromotion = query({
  permission: "promotion:read",
  input: z.strictObject({ number: z.int().positive() }),
  async subject(reader, input) {
    const row = await promotionByNumber(reader, input.number);
    return row && promotionSubject(row);
  },
  async run({ reader, house, actor, grants, now, subject }): Promise<PromotionView> {
    const { row } = subject;
    const seen = await weighOne(reader, row);
    const kept = await readDossier(reader, row.id);
    if (!kept) throw new Error(`promotion ${row.id} vanished while it was read`);
    const dossier = openDossier(kept);
    const visible = visibleTo(actor, grants, "version:read");
    const timeline = await timelineOf(reader, { house, row, votes: seen.votes, limit: timelineLength });
    return {
      ...summaryOf(seen),
      ...actionsOf({ actor, grants, subject, seen }),
      headline: await headlineOf(reader, seen, now),
      modelId: row.modelId,
      reason: kept.reason,
      whatChanged: kept.whatChanged,
      withdrawalNote: kept.withdrawalNote,
      answeredBy: kept.answeredBy,
      earlier: await earlierOn(reader, { content: contentOf(row), below: row.number }),
      ...(await cardsUnderReview(reader, { row, dossier, digest: seen.facts.digests.card })),
      ...(await lineageShown(reader, { dossier, versionId: row.versionId, visible })),
      dossierDigest: kept.dossierDigest,
      digestsAsked: row.digests,
      digests: seen.digestsNow,
      votes: await votesShown(reader, seen),
      gates: gatesOf(seen.facts),
      uploader: row.uploader ?? row.uploaderId,
      timeline: timeline.items,
      timelineNext: timeline.next,
      isIncumbentChanged: await isIncumbentChanged(reader, row),
    };
  },
});

type Viewing = {
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  readonly subject: PromotionSubject;
  readonly seen: Weighed;
};

/** The verdicts that enforce, joined with what the permission matrix says against the viewer's token or role. */
function actionsOf({ actor, grants, subject, seen }: Viewing) {
  const held = rolesOn(actor, grants, subject);
  const against = (permission: "promotion:vote" | "promotion:withdraw") => {
    const verdict = can(actor, held, permission);
    return verdict.ok ? [] : verdict.reasons;
  };
  // That the role is missing, or a person, is said by the voting rule itself, in better words.
  const vote = against("promotion:vote").filter(({ code }) => code !== "role_missing" && code !== "person_needed");
  return promotionActions(seen.facts, voterOn(actor, grants, subject), {
    vote,
    withdraw: against("promotion:withdraw"),
  });
}

async function votesShown(reader: Reader, { votes, facts }: Weighed): Promise<readonly VoteView[]> {
  const names = await namesOf(
    reader,
    votes.map((vote) => vote.voterId),
  );
  const last = new Set(lastWords(votes).map(({ id }) => id));
  return votes.map(({ id, voterId, printedName, decision, meaning, note, digests, createdAt }) => ({
    id,
    voter: names.get(voterId) ?? voterId,
    printedName,
    decision,
    meaning,
    note,
    digests,
    isStale: isStale({ digests }, facts.digests),
    isLastWord: last.has(id),
    at: createdAt.toISOString(),
  }));
}

/** A dossier compares with the incumbent of its day; a later one was not looked at. */
async function isIncumbentChanged(
  reader: Reader,
  { state, stage, modelId, incumbentVersionId }: PromotionRow,
): Promise<boolean> {
  if (state !== "open" || !isExclusive(stage)) return false;
  const holder = (await holdersOf(reader, [modelId])).find((held) => held.stage === stage);
  return (holder?.versionId ?? null) !== incumbentVersionId;
}
