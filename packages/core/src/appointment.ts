// Becoming a reviewer or an admin takes two people: one gives, another confirms. Pure verdicts.
import { actorOpenedAccount, areLinked, type Holders } from "./account-holder.ts";
import type { Reason } from "./kernel/view.ts";
import { allAllowed, allowed, allowedUnless, refused, type Verdict } from "./errors.ts";
import { grantsOn, type Actor, type GrantFact, type Role, type Subject } from "./roles.ts";

/** Roles that nobody comes to by one person's word. */
const appointedRoles: readonly Role[] = ["reviewer", "admin"];
export const isAppointed = (role: Role): boolean => appointedRoles.includes(role);

/**
 * How an appointment came into force: confirmed by a second person; given alone, before there were two people; begun after
 * its wait because nobody was left to confirm it; or begun on the server by whoever runs it.
 */
export const beginnings = ["confirmed", "alone", "waited", "recovered"] as const;
export type Beginning = (typeof beginnings)[number];

/** Who comes to the role, as the person behind the account. */
export type Receiver = {
  readonly personId: string;
  readonly name: string;
  readonly kind: "person" | "service";
  /** An invitation that was not accepted, or a disabled account, is nobody's yet. */
  readonly isActive: boolean;
  /** Who could be acting as this person, until another vouches for them. */
  readonly openedBy?: readonly string[];
};
export type Appointment = {
  readonly giverId: string;
  readonly receivers: readonly Receiver[];
  /** Everything the role is held on. */
  readonly places: readonly Subject[];
};
/** An active person with the roles of these kinds they hold. */
export type Second = { readonly id: string; readonly grants: readonly GrantFact[] };

/**
 * Who may confirm: an admin or reviewer of every place it reaches, and where a place has none any reviewer or admin; never
 * the giver nor a receiver.
 */
export function confirmersOf(
  { giverId, receivers, places }: Appointment,
  seconds: readonly Second[],
): readonly string[] {
  const isInvolved = (id: string) => id === giverId || receivers.some(({ personId }) => personId === id);
  const others = seconds.filter(({ id }) => !isInvolved(id));
  const reaching = others.filter(({ grants }) =>
    places.every((place) => grantsOn(grants, place).some(({ role }) => isAppointed(role))),
  );
  return (reaching.length > 0 ? reaching : others).map(({ id }) => id);
}

/** Whether this actor may confirm it. */
export function mayAppoint(
  appointment: Appointment,
  actor: Pick<Actor, "answerableId">,
  seconds: readonly Second[],
): Verdict {
  const { giverId, receivers } = appointment;
  const me = actor.answerableId;
  const reasons: Reason[] = [];
  const add = (code: string, message: string) => reasons.push({ code, message });
  if (me === giverId) add("giver_may_not_confirm", "you gave this role yourself: somebody else has to confirm it");
  if (receivers.some(({ personId }) => personId === me))
    add("receiver_may_not_confirm", "you cannot confirm a role that you receive yourself");
  const opened = receivers.find(({ openedBy }) => openedBy?.includes(me));
  if (opened) reasons.push(actorOpenedAccount(opened.name));
  if (reasons.length === 0 && !confirmersOf(appointment, seconds).includes(me))
    add("confirmer_reaches_not", "you need to be an admin, or a reviewer everywhere this role applies, to confirm it");
  return allAllowed(allowedUnless("FORBIDDEN", reasons), mayTakeUp(appointment));
}

/** Whether the second person may be the first, or who receives it: by links that nobody independent has vouched for. */
export const isConfirmedAlone = (
  holders: Pick<Holders, "linking">,
  { giverId, receivers }: Pick<Appointment, "giverId" | "receivers">,
  confirmerId: string,
): boolean => [giverId, ...receivers.map(({ personId }) => personId)].some((id) => areLinked(holders, id, confirmerId));

/** Whoever has not accepted the invitation comes to nothing yet: until then nobody knows who holds the account. */
export function mayTakeUp({ receivers }: Pick<Appointment, "receivers">): Verdict {
  const absent = receivers.filter(({ isActive }) => !isActive).map(({ name }) => name);
  if (absent.length === 0) return allowed;
  const who = absent.slice(0, 5).join(", ") + (absent.length > 5 ? ` and ${absent.length - 5} more` : "");
  return refused("FORBIDDEN", {
    code: "receiver_not_active",
    message: `${who} ${absent.length === 1 ? "has" : "have"} not accepted the invitation, or cannot sign in: confirm it once they can`,
  });
}

/** Service accounts become neither reviewer nor admin. */
export function mayReceive(receivers: readonly Receiver[]): Verdict {
  const machine = receivers.find(({ kind }) => kind === "service");
  if (!machine) return allowed;
  return refused("INVALID_INPUT", {
    code: "role_for_people",
    message: `${machine.name} is a service account: only people can be reviewers or admins`,
  });
}

/** How long an appointment waits that nobody is left to confirm. */
export const shortageWaitMs = 7 * 24 * 3_600_000;

export type Opening = "waits" | "alone" | "short";
/**
 * What becomes of a new appointment: it waits where somebody may confirm it. Where nobody may, it holds at once while
 * there never were two people who could have confirmed one; and else waits for a time, told to all.
 */
export const openingOf = ({
  confirmers,
  everCould,
}: {
  readonly confirmers: number;
  /** How many people ever held such a role here. */
  readonly everCould: number;
}): Opening => (confirmers > 0 ? "waits" : everCould < 2 ? "alone" : "short");

/** Where its wait stands: when it may begin without a second person, null while somebody may confirm it. */
export const waitOf = (
  { waitsUntil }: { readonly waitsUntil: Date | null },
  { confirmers, now }: { readonly confirmers: number; readonly now: Date },
): Date | null => (confirmers > 0 ? null : (waitsUntil ?? new Date(now.getTime() + shortageWaitMs)));
