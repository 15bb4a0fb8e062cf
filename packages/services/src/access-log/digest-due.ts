// What the timer runs: seals every hour of the access log that is over and not sealed yet.
import { actIn, readLeaf, systemActor } from "@chancery/core";
import { firstAccessSince, newestSuccess } from "@chancery/db";
import type { House } from "../house.ts";
import { digestAccessHour, hourOf, nextHour } from "./digest-hour.ts";

/** Reads that began before the hour ended may still be committing. */
const graceMs = 60_000;

/**
 * Hours nobody read in are passed by. Answers how many were sealed. Of processes that run it at once, one seals an hour:
 * the hour is its Idempotency-Key, and the others are answered what that one did.
 */
export async function digestDueHours(house: House): Promise<number> {
  const until = hourOf(new Date(house.clock.now().getTime() - graceMs));
  let sealed = 0;
  for (let since = await sealedUntil(house); ;) {
    const first = await firstAccessSince(house.db.read, since);
    const hour = first && hourOf(first);
    if (!hour || hour >= until) return sealed;
    const from = hour.toISOString();
    await digestAccessHour(house, { actor: systemActor, requestId: house.newId(), idempotencyKey: from }, { from });
    sealed += 1;
    since = nextHour(hour);
  }
}

async function sealedUntil(house: House): Promise<Date> {
  const leaf = await newestSuccess(house.db.read, digestAccessHour.kind);
  if (!leaf) return new Date(0);
  const read = readLeaf(new TextDecoder().decode(leaf));
  const act = read.ok ? actIn(read.leaf) : undefined;
  if (act?.kind !== "access-log.digested@1") throw new Error("the newest digest of the access log cannot be read");
  return new Date(act.data.to);
}
