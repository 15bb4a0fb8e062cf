// Service accounts whose owner is disabled: since when, until when they read, and who may hand them over.
import {
  can,
  custodiansOf,
  organisation,
  readsUntilOf,
  rolesOn,
  type Target,
  type Actor,
  type Custody,
  type GrantFact,
  type OwnerDisabledView,
  type Subject,
} from "@chancery/core";
import {
  actorsOf,
  disabledSince,
  grantsOfEach,
  placesOfModels,
  scopeNamesOf,
  type Tx,
  type ActorRow,
  type Reader,
} from "@chancery/db";
import { lockAccount, type AccountSubject } from "../subjects/account.ts";
import { type Asking } from "../authorise.ts";

type Scoped = Pick<GrantFact, "scope" | "scopeId">;
/** What grants are held on, as subjects. One statement at most. */
export async function placesOf<G extends Scoped>(
  reader: Reader,
  grants: readonly G[],
): Promise<readonly (G & { readonly place: Subject })[]> {
  const models = new Map(
    (
      await placesOfModels(
        reader,
        grants.filter(({ scope }) => scope === "model").map(({ scopeId }) => scopeId),
      )
    ).map((model) => [model.id, model]),
  );
  const placeOf = ({ scope, scopeId: id }: Scoped): Subject => {
    if (scope === "organisation") return organisation;
    if (scope === "team") return { kind: "team", id, teamId: id };
    const model = models.get(id);
    return { kind: "model", id, modelId: id, ...(model && { teamId: model.teamId, visibility: model.visibility }) };
  };
  return grants.map((grant) => ({ ...grant, place: placeOf(grant) }));
}

type Orphaned = { readonly disabledAt: Date | undefined; readonly custody: Custody };
/** By account, of those whose owner is disabled. A bounded number of statements, however many. */
async function orphanedAmong(
  reader: Reader,
  accounts: readonly Pick<ActorRow, "id" | "ownerId">[],
  now: Date,
): Promise<ReadonlyMap<string, Orphaned>> {
  const owners = await actorsOf(
    reader,
    accounts.flatMap(({ ownerId }) => ownerId ?? []),
  );
  const orphaned = accounts.flatMap(({ id, ownerId }) =>
    ownerId !== null && owners.get(ownerId)?.state === "disabled" ? [{ id, ownerId }] : [],
  );
  if (orphaned.length === 0) return new Map();
  const since = await disabledSince(
    reader,
    orphaned.map(({ ownerId }) => ownerId),
  );
  const holding = await grantsOfEach(reader, { actorIds: orphaned.map(({ id }) => id), at: now });
  const held = await placesOf(
    reader,
    holding.flatMap(({ id, grants }) => grants.map((grant) => ({ ...grant, holderId: id }))),
  );
  return new Map(
    orphaned.map(({ id, ownerId }) => [
      id,
      { disabledAt: since.get(ownerId), custody: held.filter(({ holderId }) => holderId === id) },
    ]),
  );
}

/** A service account as a subject of its handover: while its owner is disabled, with what it holds. */
export async function handoverSubject(
  tx: Tx,
  target: Target<"account">,
  asking: Asking,
): Promise<AccountSubject | undefined> {
  const subject = await lockAccount(tx, target, asking);
  const orphaned = subject && (await orphanedAmong(tx, [subject.account], asking.now)).get(subject.id);
  return orphaned ? { ...subject, custody: orphaned.custody } : subject;
}

type Viewer = { readonly actor: Actor; readonly grants: readonly GrantFact[]; readonly now: Date };
/** By account, what lists show of those whose owner is disabled. */
export async function ownerDisabledViews(
  reader: Reader,
  accounts: readonly Pick<ActorRow, "id" | "ownerId">[],
  { actor, grants, now }: Viewer,
): Promise<ReadonlyMap<string, OwnerDisabledView>> {
  const orphaned = await orphanedAmong(reader, accounts, now);
  // Of a model its team: everybody may know of the one, and not of every other.
  const teamsOf = ({ custody }: Orphaned) => [...new Set(custody.flatMap(({ place }) => place.teamId ?? []))];
  const names = await scopeNamesOf(
    reader,
    [...orphaned.values()].flatMap(teamsOf).map((scopeId) => ({ scope: "team", scopeId })),
  );
  return new Map(
    accounts.flatMap(({ id, ownerId }) => {
      const one = orphaned.get(id);
      if (!one) return [];
      const until = one.disabledAt && readsUntilOf(one.disabledAt);
      const held = rolesOn(actor, grants, { kind: "actor", id, ownerId, custody: one.custody });
      const view: OwnerDisabledView = {
        at: one.disabledAt?.toISOString() ?? null,
        readsUntil: until && now < until ? until.toISOString() : null,
        custodians: custodiansOf(one.custody),
        teams: teamsOf(one).map((teamId) => names.get(teamId) ?? teamId),
        mayHandOver: can(actor, held, "service-account:hand-over").ok,
      };
      return [[id, view] as const];
    }),
  );
}
