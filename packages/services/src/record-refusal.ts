// A refused attempt is logged too, in its own transaction: the first at once, equal ones within a minute as one more leaf with their count.
import { isChanceryError, isRefusal, type ActKind, type Reason, type Subject } from "@chancery/core";
import { countRefusal, takeElapsedRefusals } from "@chancery/db";
import { appendEntries, type Act } from "./append-entries.ts";
import { readLogOnce } from "./audit/known-log.ts";
import { bookkeeping } from "./bookkeeping.ts";
import type { Call, House } from "./house.ts";
import { flushRefusedReads } from "./refused-reads.ts";

const windowMs = 60_000;

type Refused = {
  readonly kind: ActKind;
  readonly about: { readonly kind: string; readonly id: string };
  readonly reasons: readonly Reason[];
};

/** Records `error` if it is a refusal of an act. If even that fails the refusal stands and the failure is logged. */
export async function recordRefusal(
  house: House,
  call: Call,
  refused: { kind: ActKind; subject: Subject | undefined; error: unknown },
) {
  const { error, subject } = refused;
  if (!isChanceryError(error) || !isRefusal(error)) return;
  const about = subject ? { kind: subject.kind, id: subject.id } : { kind: "organisation", id: "organisation" };
  await appendRefusal(house, call, { kind: refused.kind, about, reasons: error.reasons }).catch((cause: unknown) =>
    house.log.error({ err: cause, requestId: call.requestId }, "a refusal could not be recorded"),
  );
}

/** Appends or counts one refusal. */
export async function appendRefusal(house: House, call: Call, refused: Refused): Promise<void> {
  const act = (count: number): Act => ({
    id: house.newId(),
    kind: refused.kind,
    about: refused.about,
    actor: call.actor,
    requestId: call.requestId,
    outcome: "denied",
    reasons: refused.reasons,
    count,
  });
  const key = [
    call.actor.id,
    refused.kind,
    refused.about.kind,
    refused.about.id,
    ...refused.reasons.map((r) => r.code),
  ].join(" ");
  const now = house.clock.now();
  await readLogOnce(house);
  await bookkeeping(house, "refusal.counted", async (tx) => {
    const counted = await countRefusal(tx, { key, now, windowMs, entry: act(1) });
    if (counted.isRepeat) return;
    const earlier = counted.elapsed
      ? [{ ...(counted.elapsed.entry as Act), id: house.newId(), count: counted.elapsed.repeats } as Act]
      : [];
    await appendEntries(house, tx, [...earlier, act(1)]);
  });
}

/** Writes the leaves of refused reads, and of counted repeats whose minute is over; called by the timer, before exports and at shutdown. */
export async function flushRefusals(house: House): Promise<void> {
  await flushRefusedReads(house);
  await bookkeeping(house, "refusal.counted", async (tx) => {
    const elapsed = await takeElapsedRefusals(tx, { now: house.clock.now(), windowMs });
    const acts = elapsed
      .filter((row) => row.repeats > 0)
      .map((row) => ({ ...(row.entry as Act), id: house.newId(), count: row.repeats }) as Act);
    if (acts.length > 0) await appendEntries(house, tx, acts);
  });
}
