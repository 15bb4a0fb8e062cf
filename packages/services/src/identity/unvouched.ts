// An account that somebody else opened does nothing that takes two people until another person vouches for its holder.
import {
  actedFor,
  actorOpenedAccount,
  allowed,
  allowedUnless,
  namedPermissions,
  mayCount,
  type Actor,
  type Holders,
  type Permission,
  type Verdict,
} from "@chancery/core";
import { loadHolders, namesOf, type Reader } from "@chancery/db";

/** Whether this actor may do what this permission is of: not what takes two people, as long as nobody vouches for them. */
export async function mayActAsHolder(
  reader: Reader,
  { actor, permission, now }: { readonly actor: Actor; readonly permission: Permission; readonly now: Date },
): Promise<Verdict> {
  if (actor.kind !== "person" || !namedPermissions.includes(permission)) return allowed;
  return mayCount(await loadHolders(reader, now), actor.id);
}

type Between = { readonly holders: Holders; readonly actorId: string; readonly others: readonly string[] };

/** Whether this actor is a second person on what the others did: not where they could be acting as one of them. */
export async function mayStandBeside(reader: Reader, { holders, ...between }: Between): Promise<Verdict> {
  const { barring } = actedFor(holders, between);
  const names = await namesOf(reader, barring);
  return allowedUnless(
    "POLICY_UNMET",
    barring.map((id) => actorOpenedAccount(names.get(id) ?? id)),
  );
}
