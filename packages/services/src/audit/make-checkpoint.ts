// Signs the head of the log, but only once it is shown to continue the checkpoints kept outside the database.
import { signCheckpoint } from "@chancery/core";
import { insertCheckpoint, newestCheckpoint, readHead, type StoredCheckpoint } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { CheckpointPlace, House } from "../house.ts";
import { readOutside, whyNotContinuedOutside } from "./continues-checkpoint.ts";
import { freeze, frozen } from "./freeze.ts";
import { whyNotKeyed } from "./head-mac.ts";
import { followLog } from "./known-log.ts";

/**
 * A checkpoint over everything in the log now, stored and shipped; the one there is when nothing came since, undefined for an empty log.
 * UNAVAILABLE, and the house frozen, when the log is shorter than or other than what was signed before, or its head is
 * not of this log's key: signing it would sign a fork.
 */
export async function makeCheckpoint(house: House): Promise<StoredCheckpoint | undefined> {
  if (house.freeze.because) throw frozen(house.freeze.because);
  const reader = house.db.read;
  await followLog(house, reader);
  const outside = await readOutside(house);
  const head = await readHead(reader); // after the outside copies: one process may ship while another reads
  const fault = (await whyNotContinuedOutside(house, head, outside)) ?? whyNotKeyed(house.signer, head);
  if (fault) throw freeze(house, fault);
  if (head.size === 0) return undefined;
  if (!(await house.headMark.isSet())) await house.headMark.set();
  const known = await newestCheckpoint(reader, { minSize: head.size });
  const checkpoint = known ?? {
    size: head.size,
    note: signCheckpoint(house.signer, head),
    createdAt: house.clock.now(),
  };
  if (!known) await bookkeeping(house, "checkpoint.stored", (tx) => insertCheckpoint(tx, checkpoint));
  for (const { from, note } of outside) if (note !== checkpoint.note) await ship(house, from, checkpoint);
  return checkpoint;
}

/** Another process may have shipped a newer one since: whoever writes last, the newest stays. */
async function ship(house: House, to: CheckpointPlace, checkpoint: StoredCheckpoint): Promise<void> {
  await to.write(checkpoint.note);
  const newest = await newestCheckpoint(house.db.read, { minSize: checkpoint.size + 1 });
  if (newest) await ship(house, to, newest);
}
