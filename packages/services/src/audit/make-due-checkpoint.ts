// What the job asks every second: a checkpoint at once after a decision or 256 entries, and ten seconds after the last for any.
import { actsOfClass } from "@chancery/core";
import { holdsKindFrom, newestCheckpoint, readHead } from "@chancery/db";
import type { House } from "../house.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

const maxEntries = 256;
const maxAgeMs = 10_000;
/** A log rolled back to before one of these must not pass for whole: it waits for no further entries. */
const decisions = (["release", "access", "policy", "tier"] as const).flatMap(actsOfClass);

/** Reads only. */
export async function isCheckpointDue(house: House): Promise<boolean> {
  const reader = house.db.read;
  const [head, last] = await Promise.all([readHead(reader), newestCheckpoint(reader)]);
  const signed = last?.size ?? 0;
  const grownBy = head.size - signed;
  if (grownBy <= 0) return false;
  const ageMs = house.clock.now().getTime() - (last?.createdAt.getTime() ?? 0);
  const isFresh = ageMs >= 0 && ageMs < maxAgeMs; // one from the future is of a clock that was set back
  return grownBy >= maxEntries || !isFresh || holdsKindFrom(reader, { from: signed, kinds: decisions });
}

/** Answers whether one was made. */
export const makeDueCheckpoint = async (house: House): Promise<boolean> =>
  (await isCheckpointDue(house)) && (await makeCheckpoint(house)) !== undefined;
