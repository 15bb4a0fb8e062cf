// Accounts as readers see them.
import type { ActorView } from "@chancery/core";
import { namesOf, type ActorRow, type Reader } from "@chancery/db";

/** Views in the order given; the owners' names are looked up in one go. */
export async function actorViews(reader: Reader, rows: readonly ActorRow[]): Promise<readonly ActorView[]> {
  const names = await namesOf(
    reader,
    rows.flatMap((row) => row.ownerId ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    email: row.email,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: names.get(row.ownerId) ?? row.ownerId },
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
  }));
}

export async function actorView(reader: Reader, row: ActorRow): Promise<ActorView> {
  const [view] = await actorViews(reader, [row]);
  if (!view) throw new Error("one row gave no view");
  return view;
}
