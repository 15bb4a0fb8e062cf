// Whether a vote would be the word of one person with two accounts: one who made the link that opened the other's.
import {
  actedFor,
  allAllowed,
  allowed,
  handsOf,
  restsOn,
  mayCount,
  type Actor,
  type Holders,
  type PromotionFacts,
  type Verdict,
} from "@chancery/core";
import { loadHolders, rowsBehindAccounts, rowsBehindHolders, type Tx, type Reader } from "@chancery/db";
import { assertRecorded } from "../audit/said.ts";
import type { House } from "../house.ts";
import { mayStandBeside } from "../identity/unvouched.ts";

type Asked = { readonly facts: PromotionFacts; readonly actor: Actor; readonly now: Date };

/** Everybody who made, sent, described or asked for what is voted on, and who stands behind them. */
const makersOf = (facts: PromotionFacts): readonly string[] => [
  facts.requesterId,
  facts.requesterAnswerableId,
  ...facts.requesterMinterIds,
  ...[...facts.uploaders, ...facts.authors, ...facts.trainers].flatMap(({ id, answerableId }) => [id, answerableId]),
];

export type OpenedBetween = {
  /** Whether this actor may vote. */
  readonly may: Verdict;
  /** The account for whose holder nobody independent vouched, or could have: such a vote counts, marked. */
  readonly unvouchedId: string | null;
};

async function whatOpenedBetween(
  reader: Reader,
  { facts, actor, holders }: Omit<Asked, "now"> & { readonly holders: Holders },
): Promise<OpenedBetween> {
  if (holders.linking.length === 0) return { may: allowed, unvouchedId: null };
  const between = { actorId: actor.answerableId, others: makersOf(facts) };
  return {
    may: await mayStandBeside(reader, { holders, ...between }),
    unvouchedId: restsOn(holders, between) ?? null,
  };
}

/** The same for a vote about to be cast, by openings and accounts of which the log tells the same. */
export async function openedBetweenByLog(tx: Tx, house: House, asked: Asked): Promise<OpenedBetween> {
  const holders = await loadHolders(tx, asked.now);
  const accounts = [asked.actor.id, ...makersOf(asked.facts)];
  const involved = accounts.flatMap((id) => [...handsOf({ openings: holders.linking }, id)]);
  await assertRecorded({ reader: tx, house }, [
    ...(await rowsBehindHolders(tx, involved)),
    ...(await rowsBehindAccounts(tx, accounts)),
  ]);
  return whatOpenedBetween(tx, { ...asked, holders });
}

/** Those of these people who may vote as the holders of their accounts. */
export async function whoVotesAsHolder<T extends { readonly id: string }>(
  reader: Reader,
  { facts, people, at }: { readonly facts: PromotionFacts; readonly people: readonly T[]; readonly at: Date },
): Promise<readonly T[]> {
  const holders = await loadHolders(reader, at);
  const others = makersOf(facts);
  const isBarred = (actorId: string) =>
    !mayCount(holders, actorId).ok || actedFor(holders, { actorId, others }).barring.length > 0;
  return people.filter(({ id }) => !isBarred(id));
}

/** Whether this viewer may vote as the holder of their account: by who made it, and by who opened their own. */
export async function mayVoteAsHolder(reader: Reader, { now, ...asked }: Asked): Promise<Verdict> {
  const holders = await loadHolders(reader, now);
  const { may } = await whatOpenedBetween(reader, { ...asked, holders });
  return allAllowed(may, mayCount(holders, asked.actor.answerableId));
}
