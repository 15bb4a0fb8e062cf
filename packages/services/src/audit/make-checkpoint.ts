// Signs the head of the log, but only once it is shown to continue the checkpoint kept outside the database.
import { ChanceryError, signCheckpoint, type Reason } from "@chancery/core";
import { insertCheckpoint, newestCheckpoint, readHead, type StoredCheckpoint } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { readOutsideCheckpoint, whyNotContinued } from "./continues-checkpoint.ts";

/**
 * A checkpoint over everything in the log now, stored and shipped; the one there is when nothing came since, undefined for an empty log.
 * UNAVAILABLE, and the house frozen, when the log is shorter than or other than what was signed before: signing it would sign a fork.
 */
export async function makeCheckpoint(house: House): Promise<StoredCheckpoint | undefined> {
  if (house.freeze.because) throw frozen(house.freeze.because);
  const reader = house.db.read;
  const outside = await readOutsideCheckpoint(house);
  if (!outside.ok) throw freeze(house, outside.reason);
  const head = await readHead(reader); // after the outside copy: one process may ship while another reads
  if (outside.checkpoint) {
    const fault = await whyNotContinued(reader, head, outside.checkpoint);
    if (fault) throw freeze(house, fault);
  }
  if (head.size === 0) return undefined;
  const known = await newestCheckpoint(reader, { minSize: head.size });
  const checkpoint = known ?? {
    size: head.size,
    note: signCheckpoint(house.signer, head),
    createdAt: house.clock.now(),
  };
  if (!known) await bookkeeping(house, "checkpoint.stored", (tx) => insertCheckpoint(tx, checkpoint));
  if (outside.checkpoint?.size !== checkpoint.size) await ship(house, checkpoint);
  return checkpoint;
}

/** Another process may have shipped a newer one since: whoever writes last, the newest stays. */
async function ship(house: House, checkpoint: StoredCheckpoint): Promise<void> {
  await house.checkpointFile.write(checkpoint.note);
  const newest = await newestCheckpoint(house.db.read, { minSize: checkpoint.size + 1 });
  if (newest) await ship(house, newest);
}

function freeze(house: House, reason: Reason): ChanceryError {
  house.freeze.because = reason;
  house.log.error({ reason }, "the audit log is not intact: nothing will be written");
  return frozen(reason);
}

const frozen = (reason: Reason) => new ChanceryError("UNAVAILABLE", reason.message, { reasons: [reason] });
