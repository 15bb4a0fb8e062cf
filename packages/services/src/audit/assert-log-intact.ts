// The check at every start: a log that does not continue what was signed before, or whose end is not of its key, gets no further entry.
import { setTimeout as sleep } from "node:timers/promises";
import { openCheckpoint, type Reason } from "@chancery/core";
import { newestCheckpoint, readHead, type StoredCheckpoint } from "@chancery/db";
import type { House } from "../house.ts";
import { readOutside, whyNotContinued, whyNotContinuedOutside } from "./continues-checkpoint.ts";
import { freeze } from "./freeze.ts";
import { keyHead } from "./key-head.ts";
import { trustedLogNames } from "./log-names.ts";
import { scanTail, tailOf } from "./scan-log.ts";
import { whyNotWhollyTold } from "./tell-migrated.ts";

/**
 * Freezes the house when the database's guards are not those of its migrations, when the log is shorter than or other
 * than its outside or newest stored checkpoint, when its end is not of this log's key, or when it does not tell of every row any more; answers why.
 */
export async function assertLogIntact(house: House): Promise<Reason | undefined> {
  const fault = (await house.db.whyNotGuarded()) ?? (await findFault(house));
  house.freeze.looked = fault ? undefined : { at: house.clock.now(), ...tailOf(await readHead(house.db.read)) };
  house.freeze.because = undefined;
  if (fault) freeze(house, fault);
  return fault;
}

/** Another process that signs right now stores its checkpoint first and writes it outside then: so long it is waited for. */
const otherWriterMs = 1_000;

async function findFault(house: House): Promise<Reason | undefined> {
  const reader = house.db.read;
  let outside = await readOutside(house);
  const stored = await newestCheckpoint(reader);
  if (stored && outside.some(({ note }) => note === undefined)) {
    await sleep(otherWriterMs);
    outside = await readOutside(house);
  }
  const head = await readHead(reader);
  const fault = await whyNotContinuedOutside(house, head, outside);
  if (fault) return fault;
  for (const { place, note } of outside)
    if (stored && note === undefined)
      house.log.error({ size: stored.size }, `${place} is gone: the next one replaces it`);
  return (
    (stored && (await whyNotOfStored(house, head, stored))) ??
    (await scanTail(reader, await trustedLogNames(house))) ??
    (await keyHead(house)) ??
    (await whyNotWhollyTold(house))
  );
}

async function whyNotOfStored(
  { db, signer }: House,
  head: { readonly size: number; readonly root: string },
  stored: StoredCheckpoint,
): Promise<Reason | undefined> {
  const opened = openCheckpoint(stored.note, signer.verifierKey);
  return opened.ok
    ? whyNotContinued(db.read, head, opened.checkpoint)
    : { ...opened.reasons[0]!, code: "stored_checkpoint_invalid" };
}
