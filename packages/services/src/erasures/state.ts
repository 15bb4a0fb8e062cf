// Where the erasure of a person stands, as the log says it: there is no other record of it.
import { actIn, leafHash, type ErasureBasis, type ErasureView, type Named } from "@chancery/core";
import { entriesAboutActors, namesOf, type Reader } from "@chancery/db";
import { leafOf } from "../audit/entry-views.ts";

export type Erasure = Omit<ErasureView, "askedBy" | "entry"> & {
  readonly id: string;
  readonly askedBy: string;
  readonly entry: number;
};
const kinds = ["erasure.requested@1", "erasure.withdrawn@1", "erasure.confirmed@1"];

/** By account; those that none was asked for are left out. */
export async function erasuresOf(reader: Reader, actorIds: readonly string[]): Promise<ReadonlyMap<string, Erasure>> {
  const found = new Map<string, Erasure>();
  for (const { index, leaf: bytes } of await entriesAboutActors(reader, { kinds, actorIds })) {
    const leaf = leafOf({ index, leaf: bytes, leafHash: leafHash(bytes) });
    const act = leaf && actIn(leaf);
    if (act?.kind === "erasure.withdrawn@1") found.delete(act.data.actorId);
    if (leaf && act?.kind === "erasure.requested@1")
      found.set(act.data.actorId, {
        id: act.data.erasureId,
        state: "asked",
        basis: act.data.basis as ErasureBasis, // ours wrote it
        askedBy: leaf.auth.id,
        askedAt: leaf.time.toISOString(),
        entry: index,
      });
    const asked = act?.kind === "erasure.confirmed@1" ? found.get(act.data.actorId) : undefined;
    if (asked && act?.kind === "erasure.confirmed@1")
      found.set(act.data.actorId, { ...asked, state: "erased", entry: index });
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
