// How an appointment that waited begins: by a second person's word, by its wait being over, or on the server.
import { orThrow, isConfirmedAlone, refuse, refused, mayTakeUp, type Beginning, type Verdict } from "@chancery/core";
import type { Scope } from "../command.ts";
import { weighOnePending, mayConfirmIt, type Pending, type Weighed } from "./weigh.ts";

/** What lets it begin; `recovered` by whoever runs the server. */
export type By = Exclude<Beginning, "alone">;

/** ILLEGAL_TRANSITION unless it waits, FORBIDDEN where this actor may not let it begin, or not yet. */
export async function requireBeginning(
  { tx, actor, now }: Pick<Scope<unknown>, "tx" | "actor" | "now">,
  pending: Pending,
  by: By,
): Promise<Weighed> {
  const weighed = await weighOnePending(tx, pending, now);
  orThrow(by === "confirmed" ? mayConfirmIt(weighed, actor) : mayBeginYet(weighed, { by, now }));
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
    throw refuse("ILLEGAL_TRANSITION", "not_pending", "this is not waiting to be confirmed");
}

function mayBeginYet({ pending, appointment, confirmers }: Weighed, { by, now }: { by: By; now: Date }): Verdict {
  const { waitsUntil } = pending.row;
  if (confirmers.length > 0)
    return refused("FORBIDDEN", {
      code: "somebody_may_confirm",
      message: "somebody can confirm this: a second person has to",
    });
  if (by === "waited" && (waitsUntil === null || waitsUntil > now))
    return refused("FORBIDDEN", {
      code: "wait_not_over",
      message: "the waiting time, in which everybody is told of this, is not over yet",
    });
  return mayTakeUp(appointment);
}
