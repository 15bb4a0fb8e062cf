// Deletes the bytes of contents that are marked: nothing rests on them, and nothing may come to.
import { deleteFreed, lockFreeing } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";

/** So many go in one transaction. */
const batch = 16;

/**
 * Deletes what is marked, also what a crash left so. The bytes go inside the transaction that still sees the mark: a process
 * that stalled on the way deletes nothing that came anew. A row whose bytes are gone is marked, so nobody asks for them.
 */
export async function freeContents(house: House): Promise<void> {
  const { blobs } = house.artifacts;
  const freeSome = () =>
    bookkeeping(house, "content.freed", async (tx) => {
      const freed = await lockFreeing(tx, { limit: batch });
      for (const { sha256, packSha256 } of freed) if (packSha256 === null) await blobs.delete(sha256);
      if (freed.length > 0) await deleteFreed(tx, { freed, now: house.clock.now() });
      return freed.length;
    });
  while ((await freeSome()) > 0);
}
