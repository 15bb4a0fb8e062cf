// The check that nobody asks for: after a start and every night, one process at a time, in the background.
import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "../house.ts";
import { assertLogIntact } from "./assert-log-intact.ts";
import { noteOf } from "./check-note.ts";
import { deadMs, sayUnderWay } from "./check-progress.ts";
import { runCheck } from "./run-check.ts";

const hour = 3_600_000;
/** 02:00 UTC. */
const nightAt = 2 * hour;
const day = 24 * hour;
/** When a process looked first, which is at its start; and which have made a check since. */
const started = new WeakMap<House["checkNote"], Date>();
const hasChecked = new WeakSet<House["checkNote"]>();

/** Somebody may have edited rows: the next look makes a whole check, so that Integrity names all that is wrong. */
export function makeCheckDue({ checkNote, clock }: House): void {
  started.set(checkNote, clock.now());
  hasChecked.delete(checkNote);
}

class BrokenOff extends Error {}

/**
 * Checks the whole log and every row where that is due: once after a start, and once a night. Takes up what was broken off.
 * It works no more than half of the time. Answers whether it checked. A finding is alarmed; a log that no start would go on
 * with is frozen.
 */
export async function checkWhenDue(house: House, isStopped: () => boolean = () => false): Promise<boolean> {
  const { checkNote, clock, log } = house;
  const last = await checkNote.read();
  const now = clock.now();
  const startedAt = started.get(checkNote) ?? now;
  started.set(checkNote, startedAt);
  const isSeen = hasChecked.has(checkNote) || (last !== undefined && Date.parse(last.begunAt) >= startedAt.getTime());
  const isOver = last !== undefined && Date.parse(last.endedAt) >= lastNightBefore(now);
  if (isSeen && isOver && !(await checkNote.progress())) return false;
  if (!(await checkNote.claim(deadMs))) return false;
  try {
    // Another may have checked between the look and the claim.
    const again = await checkNote.read();
    const brokenOff = await checkNote.progress();
    if (again && again.endedAt !== last?.endedAt && !brokenOff) return false;
    const { begunAt, by, reach: from } = brokenOff ?? { begunAt: now.toISOString(), by: null, reach: 0 };
    const say = await sayUnderWay(house, { begunAt, by, reach: from });
    const result = await runCheck(house, { reader: house.db.read, now, from, rest: restOf(say, isStopped) });
    await checkNote.write(noteOf(result, { begunAt: new Date(begunAt), endedAt: clock.now(), by }));
    await checkNote.clearProgress();
    hasChecked.add(checkNote);
    const facts = { entries: result.treeSize, rows: result.rows };
    if (result.isOk) log.info(facts, "the audit log was checked: it is whole, and every row matches it");
    else log.error({ ...facts, reasons: result.reasons }, "the check of the audit log found a fault: run npm run fsck");
    if (!result.isOk && !house.freeze.because) await assertLogIntact(house); // what a start would find, it need not wait for
    return true;
  } catch (error) {
    if (error instanceof BrokenOff) return false;
    throw error;
  } finally {
    await checkNote.release();
  }
}

/** When the next night's check begins. */
export const nextNightAfter = (now: Date): Date => new Date(lastNightBefore(now) + day);

const lastNightBefore = (now: Date): number => Math.floor((now.getTime() - nightAt) / day) * day + nightAt;

/** Rests as long as was worked. */
function restOf(say: (reach: number, mustSay: boolean) => Promise<void>, isStopped: () => boolean) {
  let workedFrom = performance.now();
  return async (reach: number): Promise<void> => {
    const worked = performance.now() - workedFrom;
    await say(reach, isStopped());
    if (isStopped()) throw new BrokenOff();
    await sleep(Math.max(1, worked));
    workedFrom = performance.now();
  };
}
