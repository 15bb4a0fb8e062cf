// Actors: people and service accounts.
import { systemActor } from "@chancery/core";
import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { containing } from "./like.ts";

export type ActorState = "invited" | "active" | "disabled";
export type NewActor = {
  readonly id: string;
  readonly kind: "person" | "service";
  readonly name: string;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly ownerId: string | null;
  readonly defaultTeamId?: string | null;
  readonly state: ActorState;
  readonly createdAt: Date;
};
export type ActorRow = {
  readonly id: string;
  readonly kind: "person" | "service";
  readonly name: string;
  readonly email: string | null;
  readonly ownerId: string | null;
  /** Who is to own this service account, until they accept. */
  readonly proposedOwnerId: string | null;
  readonly defaultTeamId: string | null;
  readonly state: ActorState;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly revision: number;
};

export async function insertActor(tx: Tx, actor: NewActor): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.actors).values(actor);
}

const selectActors = (reader: Reader) => {
  const { run, t } = open(reader);
  const { id, kind, name, email, ownerId, proposedOwnerId, defaultTeamId, state, disabledAt, createdAt, revision } =
    t.actors;
  const owned = { ownerId, proposedOwnerId, defaultTeamId };
  const selected = { id, kind, name, email, ...owned, state, disabledAt, createdAt, revision };
  return run.select(selected).from(t.actors);
};
// The system has no row of its own; the column's third kind is for imports that name it.
const asActor = (row: { readonly kind: "person" | "service" | "system" } & Omit<ActorRow, "kind">): ActorRow => ({
  ...row,
  kind: row.kind === "service" ? "service" : "person",
});

/** `lock` keeps the row until the transaction ends. */
export async function actorById(
  reader: Reader,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ActorRow | undefined> {
  const { t } = open(reader);
  const query = selectActors(reader).where(and(eq(t.actors.id, id), ne(t.actors.kind, "system")));
  const row = await one(options.lock ? lock(reader, query) : query);
  return row && asActor(row);
}

/** Accounts by id; ids that name nobody are left out. */
export async function actorsOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, ActorRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { t } = open(reader);
  const rows = await selectActors(reader).where(and(inArray(t.actors.id, wanted), ne(t.actors.kind, "system")));
  return new Map(rows.map((row) => [row.id, asActor(row)]));
}

/** Display names, the system's included; ids that name nobody are left out. */
export async function namesOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { run, t } = open(reader);
  const names = new Map([[systemActor.id, systemActor.name]]);
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return names;
  const rows = await run
    .select({ id: t.actors.id, name: t.actors.name })
    .from(t.actors)
    .where(inArray(t.actors.id, wanted));
  for (const row of rows) names.set(row.id, row.name);
  return names;
}

/** By id, so oldest first. */
export async function listActors(
  reader: Reader,
  {
    id,
    kind,
    ownerId,
    q,
    isUsable,
    after,
    limit,
  }: {
    readonly id?: string | undefined;
    readonly kind?: "person" | "service" | undefined;
    /** Service accounts of this person. */
    readonly ownerId?: string | undefined;
    /** Part of a name. */
    readonly q?: string | undefined;
    /** Leaves disabled accounts out. */
    readonly isUsable?: boolean | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ActorRow[]> {
  const { t } = open(reader);
  const rows = await selectActors(reader)
    .where(
      and(
        kind ? eq(t.actors.kind, kind) : inArray(t.actors.kind, ["person", "service"]),
        id === undefined ? undefined : eq(t.actors.id, id),
        ownerId === undefined ? undefined : eq(t.actors.ownerId, ownerId),
        q ? containing(reader, { column: t.actors.name, text: q }) : undefined,
        isUsable ? ne(t.actors.state, "disabled") : undefined,
        after === undefined ? undefined : gt(t.actors.id, after),
      ),
    )
    .orderBy(asc(t.actors.id))
    .limit(limit);
  return rows.map(asActor);
}

/** True once anybody can sign in: from then on a registry is claimed. */
export async function hasPeople(reader: Reader): Promise<boolean> {
  const { run, t } = open(reader);
  return (
    (await one(run.select({ id: t.actors.id }).from(t.actors).where(eq(t.actors.kind, "person")).limit(1))) !==
    undefined
  );
}

/** `disabledAt` goes with the state: null for one that is not disabled. */
export async function setActorState(
  tx: Tx,
  { id, state, disabledAt, revision }: Pick<ActorRow, "id" | "state" | "disabledAt" | "revision">,
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.actors).set({ state, disabledAt, revision }).where(eq(t.actors.id, id));
}

/** Who owns a service account from now on, and who is to own it once they accept. */
export async function setOwner(
  tx: Tx,
  { id, ownerId, proposedOwnerId, revision }: Pick<ActorRow, "id" | "ownerId" | "proposedOwnerId" | "revision">,
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.actors).set({ ownerId, proposedOwnerId, revision }).where(eq(t.actors.id, id));
}

export async function setDefaultTeam(
  tx: Tx,
  { id, teamId }: { readonly id: string; readonly teamId: string | null },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.actors).set({ defaultTeamId: teamId }).where(eq(t.actors.id, id));
}
