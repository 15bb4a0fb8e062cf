// Loads what the rules look at: a promotion's votes and the digests of its content as it is now.
import {
  judgedDigests,
  mintersAt,
  openPolicy,
  type Actor,
  type BoundDigests,
  type Digests,
  type PromotionFacts,
  type PromotionTarget,
  type VoteFacts,
} from "@chancery/core";
import {
  carriedVotes,
  currentPolicy,
  decisionsOn,
  disabledSince,
  mintingsOf,
  targetsOf,
  votesOn,
  type CarriedVote,
  type CastVote,
  type ContentKey,
  type EarlierRow,
  type PolicyRow,
  type PromotionRow,
  type Reader,
} from "@chancery/db";
import { judgedBy } from "./dossier.ts";
import { involvedIn, type Involved } from "../versions/makers.ts";
import { partsNow } from "./parts.ts";

export type Weighed = {
  readonly row: PromotionRow;
  /** What is asked for, executed as one. */
  readonly targets: readonly PromotionTarget[];
  readonly votes: readonly CastVote[];
  /** Objections to earlier requests for the version: those that stand, and those dismissed on this one. */
  readonly carried: readonly CarriedVote[];
  /** Who had a part in the version. */
  readonly involved: Involved;
  /** Who made the tokens that a service account asked with. */
  readonly requesterMinterIds: readonly string[];
  /** Of the content as it is now. */
  readonly digestsNow: BoundDigests;
  readonly facts: PromotionFacts;
  /** What was decided on the same content before it was asked for. */
  readonly earlier: readonly EarlierRow[];
  /** When the account behind it was disabled, where it is. */
  readonly disabledAt: Date | null;
};

/**
 * Weighs promotions as they are now, in the order given; open ones by the policy in force. Votes are held against what the
 * dossier shows, and where that is marked old against what is.
 */
export async function weigh(reader: Reader, rows: readonly PromotionRow[]): Promise<readonly Weighed[]> {
  const versionIds = rows.map((row) => row.versionId);
  const ids = rows.map((row) => row.id);
  const targets = await targetsOf(reader, ids);
  const votes = await votesOn(reader, ids);
  const carried = await carriedVotes(reader, ids);
  const involved = await involvedIn(reader, versionIds);
  const decided = await decisionsOn(reader, rows.map(contentOf));
  const byMachine = rows.filter((row) => row.requesterId !== row.requesterAnswerableId);
  const mintings = await mintingsOf(
    reader,
    byMachine.map((row) => row.requesterId),
  );
  const gone = await disabledSince(
    reader,
    rows.flatMap(({ disabled }) => disabled?.id ?? []),
  );
  const policy = rows.some(isOpen) ? await currentPolicy(reader) : undefined;
  const judged = rows.map((row) => (policy && isOpen(row) ? { ...row, ...judgedBy(policy) } : row));
  const now = policy ? await digestsOfOld(reader, judged.filter(isOpen), policy) : new Map<string, Digests>();
  return judged.map((row) =>
    weighed({
      row,
      targets: targets.get(row.id) ?? [],
      votes: votes.filter((vote) => vote.promotionId === row.id),
      carried: carried.filter((vote) => vote.carriedTo === row.id && bearsOn(row, vote)),
      involved: involved.get(row.versionId)!, // one for each asked for
      requesterMinterIds: mintersAt(mintings, { accountId: row.requesterId, at: row.createdAt }),
      digestsNow: now.get(row.id) ?? { ...row.digests, policy: row.policyDigest },
      earlier: decided.filter((one) => isSameContent(one, contentOf(row)) && one.number < row.number),
      disabledAt: gone.get(row.disabled?.id ?? "") ?? null,
    }),
  );
}
const isOpen = ({ state }: PromotionRow) => state === "open";
/** A closed one answers for what was dismissed on it, an open one for what stands and for what was dismissed anywhere. */
const bearsOn = (row: PromotionRow, { dismissal }: CarriedVote) => isOpen(row) || dismissal?.promotionId === row.id;
/** A vote as the rules of a promotion look at it: whoever dismissed it on another request completes none of this one's either. */
const factOf = (row: PromotionRow, { voterId, decision, digests, dismissal }: CastVote): VoteFacts => ({
  voterId,
  decision,
  digests,
  dismissedBy: dismissal && (isOpen(row) || dismissal.promotionId === row.id) ? dismissal.dismisserId : null,
});

/** By promotion, of those whose dossier is marked old. */
async function digestsOfOld(reader: Reader, rows: readonly PromotionRow[], policy: PolicyRow) {
  const digests = new Map<string, Digests>();
  for (const row of rows)
    if (row.dossierOldBy !== null && row.manifestDigest !== null)
      digests.set(row.id, (await partsNow(reader, { ...row, manifest: row.manifestDigest }, policy)).digests);
  return digests;
}

/** The content a promotion is about. */
export const contentOf = (row: PromotionRow): ContentKey => ({
  modelId: row.modelId,
  manifestDigest: row.manifestDigest ?? row.digests.manifest,
});
const isSameContent = (a: ContentKey, b: ContentKey) =>
  a.modelId === b.modelId && a.manifestDigest === b.manifestDigest;

/** Weighs one promotion. */
export async function weighOne(reader: Reader, row: PromotionRow): Promise<Weighed> {
  const [only] = await weigh(reader, [row]);
  if (!only) throw new Error("one promotion was weighed and none came back");
  return only;
}

/** Weighed anew: in another state, or with one more vote. */
export const weighed = ({
  row,
  targets,
  votes,
  carried,
  involved,
  requesterMinterIds,
  digestsNow,
  earlier,
  disabledAt,
}: Omit<Weighed, "facts">): Weighed => ({
  earlier,
  disabledAt,
  row,
  targets,
  votes,
  carried,
  involved,
  requesterMinterIds,
  digestsNow,
  facts: {
    state: row.state,
    stage: row.stage,
    createdAt: row.createdAt,
    requesterId: row.requesterId,
    requesterAnswerableId: row.requesterAnswerableId,
    requesterMinterIds,
    ...involved,
    versionState: row.versionState,
    digests: judgedDigests({ state: row.state, asked: row.digests, now: digestsNow, votes }),
    votes: votes.map((vote) => factOf(row, vote)),
    carried: carried.map((vote) => factOf(row, vote)),
    policy: openPolicy({ document: row.policyDocument, digest: row.policyDigest }),
  },
});

/** The actor in the words of an inbox query. */
export const viewerOf = (actor: Actor, at: Date) => ({ actorId: actor.id, answerableId: actor.answerableId, at });
