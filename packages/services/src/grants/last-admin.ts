// A registry always has an admin.
import { refuse } from "@chancery/core";
import { adminsOf, type Tx } from "@chancery/db";

/** Throws ILLEGAL_TRANSITION when nobody active is admin any more. Lock the admin grants first. */
export async function refuseWithoutAdmin(tx: Tx, now: Date): Promise<void> {
  if ((await adminsOf(tx, now)).length > 0) return;
  throw refuse("ILLEGAL_TRANSITION", "last_admin", "the registry would be left without an admin");
}
