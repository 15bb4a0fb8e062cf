// Ends uploads nobody goes on with, and frees what they staged.
import { deleteAbandoned } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { freeContents } from "./free-contents.ts";
import { discardStaged } from "./staged.ts";

const dayMs = 86_400_000;
/** A session may rest this long. */
const restMs = 7 * dayMs;

/** Run by a timer. Answers how many sessions ended. */
export async function sweepUploads(house: House): Promise<number> {
  const before = new Date(house.clock.now().getTime() - restMs);
  const ended = await bookkeeping(house, "upload.ended", (tx) => deleteAbandoned(tx, { before }));
  await discardStaged(house, ended);
  // Staged bytes of sessions ended otherwise. A day later than rows, so that none of a living session goes.
  await house.artifacts.uploads.sweep({ olderThan: new Date(before.getTime() - dayMs) });
  await freeContents(house);
  return ended.length;
}
