// The open promotions that wait for somebody's vote: of a version that they made none does, by the same makers that bar a vote.
import { waitingReviews, type Reader, type Waiting } from "@chancery/db";
import { makersOf } from "../versions/makers.ts";
import type { viewerOf } from "./facts.ts";

/** Those this person may vote on, newest first. As many statements however many there are, and those that read what versions hold. */
export async function waitingFor(reader: Reader, viewer: ReturnType<typeof viewerOf>): Promise<Waiting["promotions"]> {
  const { theirs, promotions } = await waitingReviews(reader, viewer);
  const makers = await makersOf(reader, [...new Set(promotions.map(({ versionId }) => versionId))]);
  const isTheirs = (id: string) => theirs.includes(id);
  return promotions.filter(
    ({ versionId }) => !makers.get(versionId)?.some(({ id, answerableId }) => isTheirs(id) || isTheirs(answerableId)),
  );
}

/** How many: the length of the inbox's first tab. */
export const countWaitingReviews = async (...asked: Parameters<typeof waitingFor>): Promise<number> =>
  (await waitingFor(...asked)).length;
