// Refused reads leave a record too: counted in memory, written once a minute and never by the request itself, whose time so
// tells nothing. What does not exist is counted alike, and forgotten.
import { isChanceryError, isRefusal, type Reason, type Subject } from "@chancery/core";
import { appendEntries, type Act } from "./append-entries.ts";
import { bookkeeping } from "./bookkeeping.ts";
import type { Call, House } from "./house.ts";

type Refused = {
  readonly call: Call;
  /** Undefined for what does not exist: nothing is written of it. */
  readonly about: Act["about"] | undefined;
  readonly reasons: readonly Reason[];
  count: number;
};
/** So many different ones within a minute; what goes beyond is counted as one for each caller. */
const maxKinds = 1_000;
const perTransaction = 200;
const kind = "read.refused@1";

const waiting = new WeakMap<House["db"], Map<string, Refused>>();

/** Counts a refusal of a read; other errors are none. `subject` is undefined for what does not exist. */
export function countRefusedRead(house: House, call: Call, subject: Subject | undefined, error: unknown): void {
  const isRefused =
    isChanceryError(error) && (isRefusal(error) || (subject === undefined && error.code === "NOT_FOUND"));
  if (!isRefused || subject?.kind === "organisation" || subject?.kind === "actor") return;
  const counted = waiting.get(house.db) ?? new Map<string, Refused>();
  waiting.set(house.db, counted);
  const about = subject && { kind: subject.kind, id: subject.id };
  const exact = [call.actor.id, about?.kind, about?.id, ...error.reasons.map(({ code }) => code)].join(" ");
  const isMany = counted.size >= maxKinds && !counted.has(exact);
  const key = isMany ? call.actor.id : exact;
  const known = counted.get(key);
  if (known) known.count += 1;
  else if (isMany)
    counted.set(key, { call, about: { kind: "organisation", id: "organisation" }, reasons: [], count: 1 });
  else counted.set(key, { call, about, reasons: error.reasons, count: 1 });
}

/** Writes an entry for each thing that somebody was refused to read since it was last called, with how often. */
export async function flushRefusedReads(house: House): Promise<void> {
  const counted = waiting.get(house.db);
  if (!counted) return;
  waiting.delete(house.db);
  const refused = [...counted].filter(([, { about }]) => about !== undefined);
  for (let from = 0; from < refused.length; from += perTransaction) {
    const page = refused.slice(from, from + perTransaction);
    const acts = page.map(([, one]) => actOf(house, one));
    try {
      await bookkeeping(house, "refusal.counted", async (tx) => void (await appendEntries(house, tx, acts)));
    } catch (error) {
      keepForLater(house, refused.slice(from));
      throw error;
    }
  }
}

const actOf = (house: House, { call, about, reasons, count }: Refused): Act => ({
  id: house.newId(),
  kind,
  about: about!, // flushRefusedReads leaves the others out
  actor: call.actor,
  requestId: call.requestId,
  outcome: "denied",
  reasons,
  count,
});

function keepForLater(house: House, refused: readonly (readonly [key: string, refused: Refused])[]): void {
  const since = waiting.get(house.db) ?? new Map<string, Refused>();
  waiting.set(house.db, since);
  for (const [key, one] of refused) {
    const known = since.get(key);
    if (known) known.count += one.count;
    else if (since.size < maxKinds) since.set(key, one);
  }
}
