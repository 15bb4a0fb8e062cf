// Everyone behind what a version holds: the accounts with a hand in it, and for a service account the people who answer for it.
import { actIn, mintersAt, readLeaf, type Minting, type Uploader } from "@chancery/core";
import { handsOn, mintingsOf, ownerEntries, type Hand, type Reader } from "@chancery/db";
import { leafText } from "../audit/entry-views.ts";

/** Who owned a service account, from then on. */
type Owned = { readonly accountId: string; readonly ownerId: string; readonly from: Date };

/**
 * By version: everyone who registered, edited, sent, removed or sealed content of it, or of one with the same manifest, and
 * who first sent large bytes of it; each once for every person behind it: who owns a service account, owned it then, or made
 * a token it could use. Three statements, however many.
 */
export async function makersOf(
  reader: Reader,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Uploader[]>> {
  const hands = await handsOn(reader, versionIds);
  const machines = [...new Set(hands.flatMap(({ actorId, ownerId }) => (ownerId === null ? [] : [actorId])))];
  const mintings = await mintingsOf(reader, machines);
  const owned = (await ownerEntries(reader, machines)).flatMap(ownedBy);
  const makers = new Map<string, Map<string, Uploader>>(versionIds.map((id) => [id, new Map()]));
  for (const hand of hands)
    for (const answerableId of behind(hand, { mintings, owned }))
      makers.get(hand.versionId)?.set(`${hand.actorId} ${answerableId}`, { id: hand.actorId, answerableId });
  return new Map([...makers].map(([versionId, each]) => [versionId, [...each.values()]]));
}

type Behind = { readonly mintings: readonly Minting[]; readonly owned: readonly Owned[] };
function behind({ actorId, ownerId, answerableId, first, last }: Hand, { mintings, owned }: Behind): readonly string[] {
  if (ownerId === null) return [actorId];
  const then = [first, last].flatMap((at) => [
    ...mintersAt(mintings, { accountId: actorId, at }),
    ...ownerAt(owned, { accountId: actorId, at }),
  ]);
  return [...new Set([ownerId, ...(answerableId === null ? [] : [answerableId]), ...then])];
}

function ownerAt(owned: readonly Owned[], { accountId, at }: { readonly accountId: string; readonly at: Date }) {
  const then = owned.findLast((one) => one.accountId === accountId && one.from <= at);
  return then ? [then.ownerId] : [];
}

function ownedBy({ time, leaf }: { readonly time: Date; readonly leaf: Uint8Array }): readonly Owned[] {
  const read = readLeaf(leafText(leaf));
  const data = read.ok && actIn(read.leaf)?.data;
  if (!data || !("ownerId" in data) || !("actorId" in data)) return [];
  return [{ accountId: data.actorId, ownerId: data.ownerId, from: time }];
}
