// The open promotions that wait for somebody's vote: by rows as far as they tell, and by the log as to who first sent what.
import { waitingReviews, type Reader, type Waiting } from "@chancery/db";
import { firstSendersOf } from "../versions/makers.ts";
import type { viewerOf } from "./facts.ts";

/** Those this person may vote on, newest first. Four statements, and those that read what versions hold. */
export async function waitingFor(reader: Reader, viewer: ReturnType<typeof viewerOf>): Promise<Waiting["promotions"]> {
  const { theirs, promotions } = await waitingReviews(reader, viewer);
  const versions = new Map(promotions.map(({ version }) => [version.id, version]));
  const senders = await firstSendersOf(reader, [...versions.values()]);
  const isTheirs = (id: string) => theirs.includes(id);
  return promotions.filter(
    ({ version }) => !senders.get(version.id)?.some(({ id, answerableId }) => isTheirs(id) || isTheirs(answerableId)),
  );
}

/** How many: the length of the inbox's first tab. */
export const countWaitingReviews = async (...asked: Parameters<typeof waitingFor>): Promise<number> =>
  (await waitingFor(...asked)).length;
