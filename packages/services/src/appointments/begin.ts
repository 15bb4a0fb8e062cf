// How an appointment that waited begins: by a second person's word, by its wait being over, or on the server.
import { isConfirmedAlone, refuse, whyNotJoined, type Beginning, type Reason } from "@chancery/core";
import type { Scope } from "../command.ts";
import { refuseIf } from "../refusals.ts";
import { weighOnePending, whyNotConfirmIt, type Pending, type Weighed } from "./weigh.ts";

/** What lets it begin; `recovered` by whoever runs the server. */
export type By = Exclude<Beginning, "alone">;

/** ILLEGAL_TRANSITION unless it waits, FORBIDDEN where this actor may not let it begin, or not yet. */
export async function requireBeginning(
  { tx, actor, now }: Pick<Scope<unknown>, "tx" | "actor" | "now">,
  pending: Pending,
  by: By,
): Promise<Weighed> {
  const weighed = await weighOnePending(tx, pending, now);
  const reasons = by === "confirmed" ? whyNotConfirmIt(weighed, actor) : whyNotYet(weighed, { by, now });
  refuseIf(reasons, "FORBIDDEN");
  requirePending(pending);
  return weighed;
}

/** How it came into force: what two accounts confirmed that may be one person's was given alone. */
export function beginningOf(
  { appointment, holders }: Weighed,
  { by, actorId }: { by: By; actorId: string },
): Beginning {
  return by === "confirmed" && isConfirmedAlone(holders, appointment, actorId) ? "alone" : by;
}

/** ILLEGAL_TRANSITION once it has begun or ended. */
export function requirePending({ row: { from, to } }: Pending): void {
  if (from !== null || to !== null)
    throw refuse("ILLEGAL_TRANSITION", "not_pending", "this does not wait to be confirmed");
}

function whyNotYet(
  { pending, appointment, confirmers }: Weighed,
  { by, now }: { by: By; now: Date },
): readonly Reason[] {
  const { waitsUntil } = pending.row;
  if (confirmers.length > 0)
    return [{ code: "somebody_may_confirm", message: "somebody may confirm this: a second person has to" }];
  if (by === "waited" && (waitsUntil === null || waitsUntil > now))
    return [{ code: "wait_not_over", message: "the time in which everybody is told of this is not over" }];
  return whyNotJoined(appointment);
}
