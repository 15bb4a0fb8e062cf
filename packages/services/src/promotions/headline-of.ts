// Where a promotion stands, in one sentence that names whom it waits for.
import { promotionHeadline, whoMayApprove } from "@chancery/core";
import { stayBegunBy, type Reader } from "@chancery/db";
import type { Weighed } from "./facts.ts";
import { whoVotesAsHolder } from "./opened-between.ts";
import { unvouchedIn } from "./summary.ts";
import { votersOf } from "./who-may-vote.ts";

/** People named before the rest is only counted. */
const named = 3;

/** `names`: of the voters and of whose accounts their votes rest on, by id. */
export async function headlineOf(
  reader: Reader,
  seen: Weighed,
  { at, names }: { readonly at: Date; readonly names: ReadonlyMap<string, string> },
): Promise<string> {
  const { row, facts, votes } = seen;
  const { versionId, versionNumber, number, decidedAt } = row;
  const voters = row.state === "open" ? await votersOf(reader, seen, { at }) : [];
  const people = whoMayApprove(facts, voters);
  const whoMay = (people.length > 0 ? await whoVotesAsHolder(reader, { facts, people, at }) : []).map(
    ({ name }) => name,
  );
  const stay = row.state === "executed" ? await stayBegunBy(reader, { promotionId: row.id, versionId }) : undefined;
  const unvouched = unvouchedIn(votes);
  const headline = promotionHeadline({
    number,
    versionNumber,
    promotion: facts,
    nameOf: (id) => names.get(id) ?? id,
    whoMay: whoMay.slice(0, named),
    othersWhoMay: Math.max(0, whoMay.length - named),
    isVouchingNeeded: people.length > 0,
    stay: stay ?? null,
    decidedAt,
  });
  if (unvouched === undefined) return headline;
  return `${headline}; nobody independent had vouched for the holder of the account of ${names.get(unvouched) ?? unvouched}`;
}
