// Accounts as readers see them.
import type { ActorView } from "@chancery/core";
import { namesOf, type ActorRow, type Reader } from "@chancery/db";
import { erasureViews } from "../erasures/state.ts";

/** Who looks: an e-mail address is shown to its owner, and to who may see those of others. */
export type Onlooker = { readonly id: string; readonly seesAddresses: boolean };

/** Views in the order given; the owners' names are looked up in one go. */
export async function actorViews(
  reader: Reader,
  rows: readonly ActorRow[],
  onlooker: Onlooker,
): Promise<readonly ActorView[]> {
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.ownerId, row.proposedOwnerId].filter((id) => id !== null)),
  );
  const erasures = await erasureViews(
    reader,
    rows.filter(({ state }) => state === "disabled").map(({ id }) => id),
  );
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    email: onlooker.seesAddresses || row.id === onlooker.id ? row.email : null,
    owner: named(row.ownerId),
    proposedOwner: named(row.proposedOwnerId),
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
    erasure: erasures.get(row.id) ?? null,
  }));
}

/** One account as the admin sees it who has just acted on it. */
export async function actorView(reader: Reader, row: ActorRow): Promise<ActorView> {
  const [view] = await actorViews(reader, [row], { id: row.id, seesAddresses: true });
  if (!view) throw new Error("one row gave no view");
  return view;
}
