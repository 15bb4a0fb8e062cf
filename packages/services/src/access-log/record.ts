// Notes who read what. Reads are no acts: they go here, and the digest of each hour into the audit log.
import { insertAccess } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";

/** Durable when it resolves: what is handed out afterwards was noted before. */
export const recordAccess = (
  house: House,
  call: Call,
  { action, subject }: { readonly action: "artifact.downloaded" | "disclosures.opened"; readonly subject: string },
): Promise<void> =>
  bookkeeping(house, "access.recorded", (tx) =>
    insertAccess(tx, {
      id: house.newId(),
      at: house.clock.now(),
      actorId: call.actor.id,
      action,
      subject,
      requestId: call.requestId,
    }),
  );
