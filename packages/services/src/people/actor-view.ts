// Accounts as readers see them.
import {
  reasonsOf,
  isUnvouched,
  lastOpenedAt,
  mayConfirmReset,
  mayVouch,
  type Actor,
  type ActorView,
} from "@chancery/core";
import { linksInForce, loadHolders, namesOf, type ActorRow, type LinkInForce, type Reader } from "@chancery/db";
import { erasureViews } from "../erasures/state.ts";

/** Who looks: an e-mail address is shown to its owner, and to who may see those of others; resets to who may settle them. */
export type Onlooker = {
  readonly actor: Pick<Actor, "id" | "kind" | "answerableId">;
  readonly seesAddresses: boolean;
  readonly seesResets: boolean;
  readonly now: Date;
};

/** Views in the order given; a bounded number of statements, however many. */
export async function actorViews(
  reader: Reader,
  rows: readonly ActorRow[],
  { actor, seesAddresses, seesResets, now }: Onlooker,
): Promise<readonly ActorView[]> {
  const people = rows.filter(({ kind }) => kind === "person").map(({ id }) => id);
  const holders = await loadHolders(reader, now);
  const resets = seesResets
    ? await linksInForce(reader, { purpose: "password-reset", actorIds: people, at: now })
    : new Map<string, LinkInForce>();
  const openersOf = (id: string) =>
    holders.linking.flatMap(({ actorId, issuerId }) => (actorId === id ? [issuerId] : []));
  const names = await namesOf(reader, [
    ...rows.flatMap((row) => [row.ownerId, row.proposedOwnerId].filter((id) => id !== null)),
    ...people.flatMap(openersOf),
  ]);
  const erasures = await erasureViews(
    reader,
    rows.filter(({ state }) => state === "disabled").map(({ id }) => id),
  );
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id });
  const vouching = ({ id: holderId, state }: ActorRow): ActorView["unvouched"] => {
    const openedAt = lastOpenedAt(holders, holderId);
    if (!openedAt) return null;
    const openedBy = [...new Set(openersOf(holderId).map((id) => names.get(id) ?? id))];
    return {
      openedBy,
      openedAt: openedAt.toISOString(),
      isVouchedAlone: !isUnvouched(holders, holderId),
      blockedBecause: reasonsOf(mayVouch(holders, { holderId, isActive: state === "active", actor })),
    };
  };
  const resetOf = (holderId: string): ActorView["reset"] => {
    const link = resets.get(holderId);
    if (!link) return null;
    const isWorking = link.worksFrom === null || link.worksFrom <= now;
    const asked = { holderId, issuerId: link.issuedBy, isWorking, actor };
    return { ...pendingReset(link), blockedBecause: reasonsOf(mayConfirmReset(holders, asked)) };
  };
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    email: seesAddresses || row.id === actor.id ? row.email : null,
    owner: named(row.ownerId),
    proposedOwner: named(row.proposedOwnerId),
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
    erasure: erasures.get(row.id) ?? null,
    unvouched: vouching(row),
    reset: resetOf(row.id),
  }));
}

export const pendingReset = ({ createdAt, worksFrom, expiresAt }: LinkInForce) => ({
  madeAt: createdAt.toISOString(),
  worksFrom: worksFrom?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
});

/** One account as whoever sees it who has just acted on it: an admin, unless told otherwise. */
export async function actorView(
  reader: Reader,
  row: ActorRow,
  by: Pick<Onlooker, "actor" | "now"> & { readonly seesAddresses?: boolean },
): Promise<ActorView> {
  const sees = by.seesAddresses ?? true;
  const [view] = await actorViews(reader, [row], { ...by, seesAddresses: sees, seesResets: sees });
  if (!view) throw new Error("one row gave no view");
  return view;
}
