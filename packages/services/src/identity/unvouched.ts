// An account that somebody else opened does nothing that takes two people until another person vouches for its holder.
import {
  actedFor,
  actorOpenedAccount,
  namedPermissions,
  whyUnvouched,
  type Actor,
  type Holders,
  type Permission,
  type Reason,
} from "@chancery/core";
import { loadHolders, namesOf, type Reader } from "@chancery/db";

/** Why this actor may not do what this permission is of, as long as nobody vouches for them. */
export async function whyNotAsHolder(
  reader: Reader,
  { actor, permission, now }: { readonly actor: Actor; readonly permission: Permission; readonly now: Date },
): Promise<readonly Reason[]> {
  if (actor.kind !== "person" || !namedPermissions.includes(permission)) return [];
  return whyUnvouched(await loadHolders(reader, now), actor.id);
}

type Between = { readonly holders: Holders; readonly actorId: string; readonly others: readonly string[] };

/** Why this actor is no second person on what the others did: they could be acting as one of them. */
export async function whyNotBeside(reader: Reader, { holders, ...between }: Between): Promise<readonly Reason[]> {
  const { barring } = actedFor(holders, between);
  const names = await namesOf(reader, barring);
  return barring.map((id) => actorOpenedAccount(names.get(id) ?? id));
}
