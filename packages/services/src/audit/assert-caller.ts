// Who acts is looked at before they do: an act rests on no account, token or role that the log contradicts.
import { namedPermissions, type Actor, type Permission } from "@chancery/core";
import { rowsBehindRoles, type RowPlace, type Tx } from "@chancery/db";
import type { House } from "../house.ts";
import { assertRecorded } from "./said.ts";

/**
 * Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) an act by a role that its actor came to past the log, and one by a
 * token, or of an account, that no entry tells of so. A session is vouched for by its own MAC.
 */
export async function assertCaller(
  house: House,
  tx: Tx,
  { actor, permission, now }: { readonly actor: Actor; readonly permission: Permission; readonly now: Date },
): Promise<void> {
  if (actor.kind !== "person" && actor.kind !== "service") return;
  const { id, tokenId } = actor;
  const roles = await rowsBehindRoles(tx, { actorId: id, at: now });
  const account = tokenId !== undefined || namedPermissions.includes(permission) ? [place("actors", id)] : [];
  const token = tokenId === undefined ? [] : [place("tokens", tokenId)];
  await assertRecorded({ reader: tx, house }, [...token, ...account, ...roles]);
}
const place = (table: RowPlace["table"], id: string): RowPlace => ({ table, id });
