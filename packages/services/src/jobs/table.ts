// What the registry does by itself, and how often: every job, whichever process runs it.
import { digestDueHours } from "../access-log/digest-due.ts";
import { settleAppointments } from "../appointments/settle.ts";
import { isCheckpointDue, makeDueCheckpoint } from "../audit/make-due-checkpoint.ts";
import type { House } from "../house.ts";
import { sweepSignInCounters } from "../identity/sign-in-limits.ts";
import { sweepIdempotencyKeys } from "../sweep-idempotency.ts";
import { sweepUploads } from "../uploads/sweep.ts";

export type Job = {
  /** As its row and the log call it. A name that was used once is not used for other work. */
  readonly name: string;
  readonly everyMs: number;
  /** Work that is done twice, because who did it died before saying so, must come to the same. */
  run(house: House): Promise<unknown>;
  /** For what is looked for often and found seldom: reads only, and where it answers false nothing is written. */
  hasWork?(house: House): Promise<boolean>;
};

/** So often a process looks for what is due. */
export const lookEveryMs = 1_000;
const minute = 60_000;
const hour = 60 * minute;

export const jobs: readonly Job[] = [
  // Less than between two looks, so that each finds it due.
  { name: "checkpoint", everyMs: lookEveryMs / 2, hasWork: isCheckpointDue, run: makeDueCheckpoint },
  { name: "access-log-digest", everyMs: 5 * minute, run: digestDueHours },
  { name: "unconfirmed-roles", everyMs: hour, run: settleAppointments },
  { name: "forgotten-uploads", everyMs: hour, run: sweepUploads },
  { name: "old-idempotency-keys", everyMs: hour, run: sweepIdempotencyKeys },
  { name: "old-sign-in-counters", everyMs: hour, run: sweepSignInCounters },
];
