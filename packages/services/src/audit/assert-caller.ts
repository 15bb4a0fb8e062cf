// Who acts is looked at before they do: an act rests on no account, token or role that the log contradicts.
import { namedPermissions, type Actor, type Permission } from "@chancery/core";
import { rowsBehindActor, type RowPlace, type Tx } from "@chancery/db";
import type { House } from "../house.ts";
import { assertRecorded } from "./said.ts";

/**
 * Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) an act by a token that no entry tells of so, or of an account that
 * none does; and one that takes two people, by a role that its actor came to past the log. A session is vouched for by its own id.
 */
export async function assertCaller(
  house: House,
  tx: Tx,
  { actor, permission }: { readonly actor: Actor; readonly permission: Permission },
): Promise<void> {
  if (actor.kind !== "person" && actor.kind !== "service") return;
  const { id, tokenId } = actor;
  const rows: readonly RowPlace[] = namedPermissions.includes(permission) ? await rowsBehindActor(tx, id) : [];
  const bearer: readonly RowPlace[] = tokenId === undefined ? [] : [at("tokens", tokenId), at("actors", id)];
  await assertRecorded({ reader: tx, house }, [...bearer, ...rows]);
}
const at = (table: RowPlace["table"], id: string): RowPlace => ({ table, id });
