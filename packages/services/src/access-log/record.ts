// Notes who read what. Reads are no acts: they go here, and the digest of each hour into the audit log.
import { insertAccess, insertAccesses, type AccessRow } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";

type Access = { readonly action: "artifact.downloaded" | "disclosures.opened"; readonly subject: string };

/** Durable when it resolves: what is handed out afterwards was noted before. */
export const recordAccess = (house: House, call: Call, access: Access): Promise<void> =>
  bookkeeping(house, "access.recorded", (tx) => insertAccess(tx, rowOf(house, call, access)));

/** The same of many at once, all or none. */
export const recordAccesses = (house: House, call: Call, accesses: readonly Access[]): Promise<void> =>
  bookkeeping(house, "access.recorded", (tx) =>
    insertAccesses(
      tx,
      accesses.map((access) => rowOf(house, call, access)),
    ),
  );

const rowOf = (house: House, { actor, requestId }: Call, access: Access): AccessRow => ({
  ...access,
  id: house.newId(),
  at: house.clock.now(),
  actorId: actor.id,
  requestId,
});
