// The one queue in which writers of a SQLite file wait, for each other and for other processes, each until its own deadline.
import { setImmediate as letOthersIn, setTimeout as sleep } from "node:timers/promises";
import { databaseLocked } from "./outage.ts";
import { isBusy } from "./wait-for-lock.ts";

const everyMs = 1;

type Waiting = { readonly until: number; begin(done: () => void): void; leave(error: unknown): void };

export type WriterQueue = {
  /**
   * Resolves once the lock is held, to the function that lets the next one in. While another process holds the lock it
   * is waited for once, for all; who has waited `patienceMs` by then leaves with UNAVAILABLE `database_locked`.
   */
  turn(patienceMs: number): Promise<() => void>;
  /** Resolves once nobody waits or writes. */
  empty(): Promise<void>;
};

/** `takeLock` throws SQLITE_BUSY while another process has it. The lock knows no order, so it is asked for often. */
export function writerQueue(takeLock: () => void): WriterQueue {
  const waiting: Waiting[] = [];
  let serving: Promise<void> | undefined;
  const leaveOverdue = () => {
    const now = performance.now();
    for (const overdue of waiting.filter(({ until }) => until <= now)) {
      waiting.splice(waiting.indexOf(overdue), 1);
      overdue.leave(databaseLocked());
    }
  };
  const serve = async () => {
    while (waiting.length > 0)
      try {
        takeLock();
        await new Promise<void>((done) => waiting.shift()?.begin(done));
        // Back to back, many transactions would leave other processes, and this one's own requests, no gap to get in.
        await letOthersIn();
      } catch (error) {
        if (!isBusy(error)) waiting.shift()?.leave(error);
        leaveOverdue();
        await sleep(everyMs);
      }
    serving = undefined;
  };
  return {
    turn: (patienceMs) =>
      new Promise((begin, leave) => {
        waiting.push({ until: performance.now() + patienceMs, begin, leave });
        serving ??= serve();
      }),
    empty: async () => serving,
  };
}
