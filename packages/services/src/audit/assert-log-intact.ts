// The check at every start: a log that does not continue what was signed before gets no further entry.
import { setTimeout as sleep } from "node:timers/promises";
import { openCheckpoint, type Reason } from "@chancery/core";
import { newestCheckpoint, readHead } from "@chancery/db";
import type { House } from "../house.ts";
import { readOutsideCheckpoint, whyNotContinued } from "./continues-checkpoint.ts";

/** Freezes the house when the log is shorter than, or other than, its outside or newest stored checkpoint; answers why. */
export async function assertLogIntact(house: House): Promise<Reason | undefined> {
  house.freeze.because = await findFault(house);
  if (house.freeze.because)
    house.log.error({ reason: house.freeze.because }, "the audit log is not intact: nothing will be written");
  return house.freeze.because;
}

/** Another process that signs right now stores its checkpoint first and writes it outside then: so long it is waited for. */
const otherWriterMs = 1_000;

async function findFault(house: House): Promise<Reason | undefined> {
  const reader = house.db.read;
  let outside = await readOutsideCheckpoint(house);
  if (!outside.ok) return outside.reason;
  const stored = await newestCheckpoint(reader);
  if (!outside.checkpoint && stored) {
    await sleep(otherWriterMs);
    outside = await readOutsideCheckpoint(house);
    if (!outside.ok) return outside.reason;
  }
  const head = await readHead(reader);
  if (outside.checkpoint) {
    const fault = await whyNotContinued(reader, head, outside.checkpoint);
    if (fault) return fault;
  } else if (stored)
    house.log.error(
      { size: stored.size },
      "the checkpoint kept outside the database is gone: the next one replaces it",
    );
  if (!stored) return undefined;
  const opened = openCheckpoint(stored.note, house.signer.verifierKey);
  return opened.ok
    ? whyNotContinued(reader, head, opened.checkpoint)
    : { ...opened.reasons[0]!, code: "stored_checkpoint_invalid" };
}
