// What the timer asks every second: a checkpoint after 256 new entries, or ten seconds after the last for any.
import { newestCheckpoint, readHead } from "@chancery/db";
import type { House } from "../house.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

const maxEntries = 256;
const maxAgeMs = 10_000;

/** Answers whether one was made. */
export async function makeDueCheckpoint(house: House): Promise<boolean> {
  const [head, last] = await Promise.all([readHead(house.db.read), newestCheckpoint(house.db.read)]);
  const grownBy = head.size - (last?.size ?? 0);
  const ageMs = house.clock.now().getTime() - (last?.createdAt.getTime() ?? 0);
  const isFresh = ageMs >= 0 && ageMs < maxAgeMs; // one from the future is of a clock that was set back
  if (grownBy < maxEntries && (grownBy <= 0 || isFresh)) return false;
  return (await makeCheckpoint(house)) !== undefined;
}
