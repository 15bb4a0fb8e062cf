// What held each stage of a model, from when to when, and who let it in; and who held them at a given instant.
import { countingVotes, Instant, refuse, Target, ModelHistory, type HolderThen, type Occupancy } from "@chancery/core";
import {
  countHolders,
  namesOf,
  occupanciesAt,
  occupanciesOf,
  votesOn,
  type OccupancyRow,
  type Reader,
  type VoteRow,
} from "@chancery/db";
import { shownAsTold } from "../audit/shown-as-told.ts";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findModel } from "../subjects/model.ts";
import { shownInHistory } from "./shown-rows.ts";

/** A stage that is not exclusive may hold every version of a model. */
const holdersShown = 20;

/** Every stay in any stage, newest first; `holders` are those of the instant `at`, with who let each in. Nothing of the past ever changes. */
export const modelHistory = query({
  permission: "model:read",
  input: PageInput.extend({ model: Target.model, at: Instant.optional() }),
  output: ModelHistory,
  subject: (reader, { model }, asking) => findModel(reader, model, asking),
  async run({ reader, house, now, subject }, { at: asked, after, limit }): Promise<ModelHistory> {
    const filter = { history: subject.id };
    const [from, id] = openPageKey(house, filter, after) ?? [];
    const last = from === undefined ? undefined : { from: new Date(Number(from)), id: String(id) };
    const at = asked === undefined ? null : pastInstant(asked, now);
    return shownAsTold({ reader, house }, async (told) => {
      const rows = await occupanciesOf(told, { modelId: subject.id, after: last, limit: limit + 1 });
      const then = await occupanciesAt(told, { modelId: subject.id, at, each: holdersShown });
      const holderCounts = Object.fromEntries(await countHolders(told, { modelId: subject.id, at }));
      const stays = [...rows, ...then];
      const votes = await votesOn(
        told,
        stays.map((row) => row.promotionId),
      );
      const toItem = await occupancyViews(told, stays, votes);
      const page = pageOf(rows, {
        limit,
        keyOf: (row) => [row.from.getTime(), row.id],
        seal: (key) => sealPageKey(house, filter, key),
        toItem,
      });
      return {
        view: {
          ...page,
          at: at?.toISOString() ?? null,
          holders: then.map(toItem).map(holderThen),
          holderCounts,
        },
        shown: shownInHistory(house, { modelId: subject.id, teamId: subject.teamId, stays, votes }),
      };
    });
  },
});

const holderThen = ({ versionNumber, from, ...stay }: Occupancy): HolderThen => ({
  stage: stay.stage,
  versionId: stay.versionId,
  number: versionNumber,
  since: from,
  promotionNumber: stay.promotionNumber,
  requestedBy: stay.requestedBy,
  letInBy: stay.letInBy,
});

/** Clocks differ by so much: a caller's now is not the future. */
const toleranceMs = 60_000;

/** INVALID_INPUT for the future, of which nothing is recorded. */
function pastInstant(text: string, now: Date): Date {
  const at = new Date(text);
  if (at.getTime() > now.getTime() + toleranceMs)
    throw refuse("INVALID_INPUT", "at_in_future", `at: ${text} is in the future; it is now ${now.toISOString()}`);
  return at > now ? now : at;
}

async function occupancyViews(
  reader: Reader,
  rows: readonly OccupancyRow[],
  votes: readonly VoteRow[],
): Promise<(row: OccupancyRow) => Occupancy> {
  const names = await namesOf(
    reader,
    rows.map((row) => row.requesterId),
  );
  return (row) => ({
    stage: row.stage,
    versionId: row.versionId,
    versionNumber: row.versionNumber,
    from: row.from.toISOString(),
    to: row.to?.toISOString() ?? null,
    promotionNumber: row.promotionNumber,
    requestedBy: names.get(row.requesterId) ?? row.requesterId,
    letInBy: signatories(votes.filter((vote) => vote.promotionId === row.promotionId)),
    endedByPromotionNumber: row.endedByNumber,
  });
}

/** Names as printed on the approvals that counted: those on what the completing vote was cast on. Nobody where no vote was needed. */
function signatories(votes: readonly VoteRow[]): readonly string[] {
  const completing = votes.at(-1);
  if (!completing) return [];
  const counted = new Set(countingVotes({ votes, carried: [], digests: completing.digests }));
  return votes.filter((vote) => counted.has(vote) && vote.decision === "approve").map((vote) => vote.printedName);
}
