// What the timer runs on appointments that wait: tells where nobody is left to confirm one, and lets it begin after its wait.
import { systemActor, waitOf, mayTakeUp, type Subjects } from "@chancery/core";
import { grantById, membershipById, setWaitsUntil } from "@chancery/db";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import { inside } from "../describes.ts";
import { requirePending } from "./begin.ts";
import { beginGrantAfterWait, recoverGrant } from "../grants/confirm.ts";
import { beginMembershipAfterWait, recoverMembership } from "../groups/confirm-member.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { weighWaiting } from "./waiting.ts";
import { weighOnePending, type Pending, type Weighed } from "./weigh.ts";

type Found = Subjects["appointment"] & { readonly pending: Pending };

/** Begins or ends the wait of one, as things are when it is asked: whoever may confirm may have come or gone. */
const recheck = command({
  kind: "appointment.wait-changed@1",
  permission: "appointment:settle",
  input: z.strictObject({ kind: z.enum(["grant", "membership"]), id: z.uuid() }),
  output: inside,
  async subject(tx, { kind, id }): Promise<Found | undefined> {
    if (kind === "grant") {
      const row = await grantById(tx, id, { lock: true });
      return row && { kind: "appointment", id, pending: { kind, row } };
    }
    const row = await membershipById(tx, id, { lock: true });
    return row && { kind: "appointment", id, pending: { kind, row } };
  },
  async run({ tx, now, subject: { pending } }, { kind, id }) {
    requirePending(pending);
    const { confirmers } = await weighOnePending(tx, pending, now);
    const waitsUntil = waitOf(pending.row, { confirmers: confirmers.length, now });
    await setWaitsUntil(tx, { kind, id, waitsUntil });
    return { result: undefined, audit: { kind, id, waitsUntil: waitsUntil?.toISOString() ?? null } };
  },
});

const bySystem = (house: House) => ({ actor: systemActor, requestId: house.newId() });
const isReady = ({ confirmers, appointment }: Weighed) => confirmers.length === 0 && mayTakeUp(appointment).ok;

/** Answers how many waits it changed or ended. One that another process settled meanwhile is passed by. */
export async function settleAppointments(house: House): Promise<number> {
  const now = house.clock.now();
  let settled = 0;
  for (const one of await weighWaiting(house.db.read, house.clock.now())) {
    const { row, kind } = one.pending;
    const waitsUntil = waitOf(row, { confirmers: one.confirmers.length, now });
    if (waitsUntil?.getTime() !== row.waitsUntil?.getTime()) {
      settled += await unlessSettled(() => recheck(house, bySystem(house), { kind, id: row.id }));
    } else if (isReady(one) && waitsUntil !== null && waitsUntil <= now)
      settled += await begin(house, one, { grant: beginGrantAfterWait, membership: beginMembershipAfterWait });
  }
  return settled;
}

/** `npm start -- --recover`: lets everything begin that waits and nobody is left to confirm; who came to what. */
export async function recoverAppointments(house: House): Promise<readonly Weighed[]> {
  const recovered: Weighed[] = [];
  for (const one of (await weighWaiting(house.db.read, house.clock.now())).filter(isReady))
    if ((await begin(house, one, { grant: recoverGrant, membership: recoverMembership })) > 0) recovered.push(one);
  return recovered;
}

type Begin = { readonly grant: Command<z.ZodType, unknown>; readonly membership: Command<z.ZodType, unknown> };
const begin = (house: House, { pending: { kind, row } }: Weighed, by: Begin): Promise<number> =>
  unlessSettled(() =>
    kind === "grant"
      ? by.grant(house, bySystem(house), { grantId: row.id })
      : by.membership(house, bySystem(house), { membershipId: row.id }),
  );

/** 0 for one that was begun or ended meanwhile, and for one that whoever came to a role meanwhile may confirm. */
async function unlessSettled(work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 1;
  } catch (error) {
    if (hasReason(error, "not_pending") || hasReason(error, "somebody_may_confirm")) return 0;
    throw error;
  }
}
