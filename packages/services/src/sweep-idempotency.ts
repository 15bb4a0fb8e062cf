// Forgets answers kept for replay once nobody can be retrying any more.
import { sweepIdempotency } from "@chancery/db";
import { bookkeeping } from "./bookkeeping.ts";
import type { House } from "./house.ts";

const keptMs = 24 * 3_600_000;

export const sweepIdempotencyKeys = (house: House): Promise<void> =>
  bookkeeping(house, "idempotency.swept", (tx) =>
    sweepIdempotency(tx, { before: new Date(house.clock.now().getTime() - keptMs) }),
  );
