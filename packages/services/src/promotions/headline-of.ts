// Where a promotion stands, in one sentence that names whom it waits for.
import { promotionHeadline, whoMayApprove } from "@chancery/core";
import { namesOf, reviewersOf, stayBegunBy, type Reader } from "@chancery/db";
import type { Weighed } from "./facts.ts";

/** People named before the rest is only counted. */
const named = 3;

export async function headlineOf(reader: Reader, { row, facts, votes }: Weighed, at: Date): Promise<string> {
  const { modelId, teamId, visibility, versionId, versionNumber, number, createdAt: since, decidedAt } = row;
  const reviewers = row.state === "open" ? await reviewersOf(reader, { modelId, teamId, visibility, since, at }) : [];
  const voters = reviewers.map(({ id, name }) => {
    return { id, name, kind: "person", answerableId: id, reviewerSince: since } as const;
  });
  const whoMay = whoMayApprove(facts, voters).map(({ name }) => name);
  const stay = row.state === "executed" ? await stayBegunBy(reader, { promotionId: row.id, versionId }) : undefined;
  const names = await namesOf(
    reader,
    votes.map(({ voterId }) => voterId),
  );
  return promotionHeadline({
    number,
    versionNumber,
    promotion: facts,
    nameOf: (id) => names.get(id) ?? id,
    whoMay: whoMay.slice(0, named),
    othersWhoMay: Math.max(0, whoMay.length - named),
    stay: stay ?? null,
    decidedAt,
  });
}
