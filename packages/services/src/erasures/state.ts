// Where the erasure of a person stands, as the log says it: there is no other record of it.
import { actIn, leafHash, type ErasureBasis, type ErasureView, type Leaf, type Named } from "@chancery/core";
import { entriesAboutActors, namesOf, type Reader, type Tx } from "@chancery/db";
import { leafOf } from "../audit/entry-views.ts";
import { listAbout } from "../audit/hand-marks.ts";
import { followLog, provenLeaves } from "../audit/known-log.ts";
import type { House } from "../house.ts";

export type Erasure = Omit<ErasureView, "askedBy" | "entry"> & {
  readonly id: string;
  readonly askedBy: string;
  readonly entry: number;
};
const kinds = ["erasure.requested@1", "erasure.withdrawn@1", "erasure.confirmed@1"];

/** What an act rests on: by what this process has read of the log. Refuses an entry that was edited. */
export async function erasureByLog(house: House, tx: Tx, actorId: string): Promise<Erasure | undefined> {
  const entries = await followLog(house, tx);
  const leaves = await provenLeaves(entries, tx, entries.listedUnder(listAbout(`actor/${actorId}`)));
  return erasuresIn(leaves).get(actorId);
}

/** For views, by the columns of entries: by account; those that none was asked for are left out. */
async function erasuresOf(reader: Reader, actorIds: readonly string[]): Promise<ReadonlyMap<string, Erasure>> {
  const read = await entriesAboutActors(reader, { kinds, actorIds });
  return erasuresIn(read.flatMap(({ index, leaf }) => leafOf({ index, leaf, leafHash: leafHash(leaf) }) ?? []));
}

/** From the oldest on. */
function erasuresIn(leaves: readonly Leaf[]): ReadonlyMap<string, Erasure> {
  const found = new Map<string, Erasure>();
  for (const leaf of leaves) {
    const act = actIn(leaf);
    if (act?.kind === "erasure.withdrawn@1") found.delete(act.data.actorId);
    if (act?.kind === "erasure.requested@1")
      found.set(act.data.actorId, {
        id: act.data.erasureId,
        state: "asked",
        basis: act.data.basis as ErasureBasis, // ours wrote it
        askedBy: leaf.auth.id,
        askedAt: leaf.time.toISOString(),
        entry: leaf.index,
      });
    const asked = act?.kind === "erasure.confirmed@1" ? found.get(act.data.actorId) : undefined;
    if (asked && act?.kind === "erasure.confirmed@1")
      found.set(act.data.actorId, { ...asked, state: "erased", entry: leaf.index });
  }
  return found;
}

/** The same for readers. */
export async function erasureViews(
  reader: Reader,
  actorIds: readonly string[],
): Promise<ReadonlyMap<string, ErasureView>> {
  const erasures = await erasuresOf(reader, actorIds);
  const names = await namesOf(
    reader,
    [...erasures.values()].map(({ askedBy }) => askedBy),
  );
  const named = (id: string): Named => ({ id, name: names.get(id) ?? id });
  return new Map(
    [...erasures].map(([actorId, { id: _, askedBy, ...erasure }]) => [
      actorId,
      { ...erasure, askedBy: named(askedBy) },
    ]),
  );
}
