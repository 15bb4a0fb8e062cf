// Everyone behind what a version holds: the accounts with a hand in it, and for a service account the people who answer for it.
import { actIn, mintersDuring, type Minting, type Uploader } from "@chancery/core";
import { describersOf, handsOn, mintingsOf, ownerEntries, type Describing, type Hand, type Reader } from "@chancery/db";
import { leafIn } from "../audit/entry-views.ts";
import { sentFirst } from "./sent-first.ts";

/** Who owned a service account, from then on. */
type Owned = { readonly accountId: string; readonly ownerId: string; readonly from: Date };

/** Of a version: who had a hand in its content, who described it, and who recorded evaluations of its training and to validate it. */
export type Involved = {
  readonly uploaders: readonly Uploader[];
  readonly authors: readonly Uploader[];
  readonly trainers: readonly Uploader[];
  readonly validators: readonly Uploader[];
};

/**
 * By version: everyone who registered, edited, sent, removed or sealed content of it, or of one with the same manifest, and
 * who first sent large bytes of it; each once for every person behind it: who owns a service account, owned it then, or made
 * a token it could use. Three statements, however many; one more where somebody sent bytes elsewhere first.
 */
export async function makersOf(
  reader: Reader,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Uploader[]>> {
  const hands = await handsByLog(reader, versionIds);
  const people = await behindAll(reader, hands);
  const of = byVersion(hands);
  return new Map(versionIds.map((id) => [id, people(of(id))]));
}

/** Inboxes ask of hundreds of versions. */
function byVersion<T extends Hand>(hands: readonly T[]): (versionId: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const hand of hands) {
    const those = found.get(hand.versionId);
    if (those) those.push(hand);
    else found.set(hand.versionId, [hand]);
  }
  return (versionId) => found.get(versionId) ?? [];
}

/** The makers, and those who described a version, each with every person behind it. Four statements, however many; or five. */
export async function involvedIn(
  reader: Reader,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, Involved>> {
  const hands = await handsByLog(reader, versionIds);
  const described = await describersOf(reader, versionIds);
  const people = await behindAll(reader, [...hands, ...described]);
  const [handsOf, describersIn] = [byVersion(hands), byVersion(described)];
  const involvedOf = (id: string): Involved => {
    const those = (as: Describing["as"]) => people(describersIn(id).filter((one) => one.as === as));
    return {
      uploaders: people(handsOf(id)),
      authors: those("author"),
      trainers: those("trainer"),
      validators: those("validator"),
    };
  };
  return new Map(versionIds.map((id) => [id, involvedOf(id)]));
}

/** Who has a hand in these; from when to when they sent, and who first sent bytes of them elsewhere, by the log. */
async function handsByLog(reader: Reader, versionIds: readonly string[]): Promise<readonly Hand[]> {
  const hands = await handsOn(reader, versionIds);
  const versions = new Map(
    hands.map(({ versionId: id, modelId, manifestDigest }) => [id, { id, modelId, manifestDigest }]),
  );
  const { sendings, firstIn } = await sentFirst(reader, [...versions.values()]);
  const sent = hands.map((hand): Hand => {
    const span = sendings?.sentTo({ versionId: hand.intoId, actorId: hand.actorId });
    return span && span.last > hand.last ? { ...hand, last: span.last } : hand;
  });
  return [...sent, ...firstIn];
}

/** Who stands behind any of these, read at once; answers each account with each person behind it, once. */
async function behindAll(
  reader: Reader,
  all: readonly Hand[],
): Promise<(hands: readonly Hand[]) => readonly Uploader[]> {
  const machines = [...new Set(all.flatMap(({ actorId, ownerId }) => (ownerId === null ? [] : [actorId])))];
  const mintings = await mintingsOf(reader, machines);
  const owned = (await ownerEntries(reader, machines)).flatMap(ownedBy);
  return (hands) => {
    const pairs = hands.flatMap((hand) =>
      behind(hand, { mintings, owned }).map((answerableId): Uploader => ({ id: hand.actorId, answerableId })),
    );
    return [...new Map(pairs.map((pair) => [`${pair.id} ${pair.answerableId}`, pair])).values()];
  };
}

type Behind = { readonly mintings: readonly Minting[]; readonly owned: readonly Owned[] };
/** Whoever answered for the account, or made a token it could use, at any time from its first act on the version to its last. */
function behind({ actorId, ownerId, answerableId, first, last }: Hand, { mintings, owned }: Behind): readonly string[] {
  if (ownerId === null) return [actorId];
  const mine = owned.filter((one) => one.accountId === actorId);
  const owners = [
    mine.findLast(({ from }) => from <= first),
    ...mine.filter(({ from }) => first < from && from <= last),
  ];
  return [
    ...new Set([
      ownerId,
      ...(answerableId === null ? [] : [answerableId]),
      ...mintersDuring(mintings, { accountId: actorId, from: first, to: last }),
      ...owners.flatMap((one) => (one ? [one.ownerId] : [])),
    ]),
  ];
}

function ownedBy({ time, leaf }: { readonly time: Date; readonly leaf: Uint8Array }): readonly Owned[] {
  const read = leafIn(leaf);
  const data = read && actIn(read)?.data;
  if (!data || !("ownerId" in data) || !("actorId" in data)) return [];
  return [{ accountId: data.actorId, ownerId: data.ownerId, from: time }];
}
