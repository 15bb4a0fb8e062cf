// Whose an account is: whoever made the link that opened it could have opened it for themselves. Pure verdicts.
import type { Reason } from "./kernel/view.ts";
import { allowed, refused, type Verdict } from "./errors.ts";
import type { Actor } from "./roles.ts";

/** By whose link an account's password was set, while nobody has vouched for its holder since. */
export type AccountOpening = {
  readonly actorId: string;
  readonly issuerId: string;
  readonly by: "invitation" | "password-reset";
  readonly openedAt: Date;
};

/** So long whoever was disabled, or whose password was reset, counts as somebody who could vouch: nobody is freed by that alone. */
export const vouchersGoneAfterMs = 7 * 24 * 3_600_000;

/** All that tells whose hands accounts are in. */
export type Holders = {
  /** Those of the whole registry that nobody has vouched for. */
  readonly openings: readonly AccountOpening[];
  /** These, and those that only somebody vouched for who goes back to the same link: two such accounts may be one person's. */
  readonly linking: readonly AccountOpening[];
  /** Some of the people who are active, or were `since`: all of them, or more than `openings` names. */
  readonly people: readonly string[];
  readonly since: Date;
};

function grouped(openings: readonly AccountOpening[], by: (opening: AccountOpening) => string) {
  const groups = new Map<string, AccountOpening[]>();
  for (const opening of openings) {
    const group = groups.get(by(opening));
    if (group) group.push(opening);
    else groups.set(by(opening), [opening]);
  }
  return groups;
}

/** Who could be the one who acts as this account: itself, who opened it, and who opened theirs. */
export function handsOf({ openings }: Pick<Holders, "openings">, id: string): ReadonlySet<string> {
  const opened = grouped(openings, ({ actorId }) => actorId);
  const hands = new Set([id]);
  for (const hand of hands) for (const { issuerId } of opened.get(hand) ?? []) hands.add(issuerId);
  return hands;
}

/** The accounts that one of these could be acting as, themselves among them. */
function inHandsOf(openings: readonly AccountOpening[], ids: Iterable<string>): ReadonlySet<string> {
  const opened = grouped(openings, ({ issuerId }) => issuerId);
  const accounts = new Set(ids);
  for (const account of accounts) for (const { actorId } of opened.get(account) ?? []) accounts.add(actorId);
  return accounts;
}

const share = (some: ReadonlySet<string>, others: ReadonlySet<string>) => [...some].some((id) => others.has(id));

const opens = (openings: readonly AccountOpening[], id: string) => openings.some(({ actorId }) => actorId === id);

/** Whether nobody has vouched for its holder though somebody else opened it. */
export const isUnvouched = ({ openings }: Pick<Holders, "openings">, id: string): boolean => opens(openings, id);

/** When an account was last opened by somebody else's link, while nobody independent has vouched for its holder since. */
export const lastOpenedAt = ({ linking }: Pick<Holders, "linking">, id: string): Date | undefined =>
  linking
    .filter(({ actorId }) => actorId === id)
    .map(({ openedAt }) => openedAt)
    .sort((a, b) => a.getTime() - b.getTime())
    .at(-1);

/**
 * Whether somebody could vouch for this account's holder who goes back to nobody it goes back to, or could until lately.
 * Nobody could where nobody stands on their own: everybody would wait for another to be vouched for first.
 */
export function isVouchable(holders: Holders, id: string): boolean {
  const lasting = holders.openings.filter(({ by, openedAt }) => by === "invitation" || openedAt <= holders.since);
  const theirs = inHandsOf(lasting, handsOf(holders, id));
  return (
    holders.people.some((person) => !opens(lasting, person)) && holders.people.some((person) => !theirs.has(person))
  );
}

/** Whether two accounts go back to one link by what nobody independent has vouched for: both may be one person's. */
export const areLinked = ({ linking }: Pick<Holders, "linking">, one: string, other: string): boolean =>
  share(handsOf({ openings: linking }, one), handsOf({ openings: linking }, other));

type Word = { readonly holderId: string; readonly voucherId: string };
/** Whether the word for an account's holder comes from somebody who may be the same person. */
export const isVouchedAlone = (holders: Pick<Holders, "linking">, { holderId, voucherId }: Word): boolean =>
  areLinked(holders, holderId, voucherId);

type Vouching = {
  readonly holderId: string;
  /** Of the account: one that was disabled is nobody's. */
  readonly isActive: boolean;
  readonly actor: Pick<Actor, "kind" | "answerableId">;
};

/**
 * Whether this actor may vouch that an account is in the hands of the person it names. Where everybody goes back to one
 * link, as in a registry that one person filled, any third person may: with that the first comes to stand on their own, and
 * stays marked until somebody independent vouches too.
 */
export function mayVouch(holders: Holders, { holderId, isActive, actor }: Vouching): Verdict {
  if (!opens(holders.linking, holderId))
    return refused("FORBIDDEN", {
      code: "nothing_to_vouch",
      message: "this account needs no vouching, or somebody has already vouched for it",
    });
  const reasons: Reason[] = [];
  const add = (code: string, message: string) => reasons.push({ code, message });
  const me = actor.answerableId;
  const theirs = handsOf(holders, holderId);
  if (!isActive) add("holder_not_active", "this account is disabled: vouch for its holder once it is enabled");
  if (actor.kind !== "person") add("voucher_not_a_person", "a service account cannot vouch: a person must");
  if (me === holderId) add("voucher_is_holder", "you cannot vouch for yourself");
  else if (theirs.has(me))
    add(
      "voucher_opened_it",
      "this account was opened through a link that you made: somebody else has to vouch for its holder",
    );
  else if (!isUnvouched(holders, holderId) && isVouchedAlone(holders, { holderId, voucherId: me }))
    add(
      "voucher_linked",
      "somebody vouched for this account already, and yours goes back to the same link: only somebody independent adds to that",
    );
  else if (share(theirs, handsOf(holders, me)) && isVouchable(holders, holderId))
    add(
      "voucher_opened_by_same",
      "your own account was opened through the same person's link, and nobody has vouched for you: somebody else has to vouch",
    );
  return reasons.length > 0 ? refused("FORBIDDEN", ...reasons) : mayCount(holders, me);
}

/** Whether this actor counts in what takes two people: not while somebody has to vouch for an account that another opened. */
export const mayCount = (holders: Holders, actorId: string): Verdict =>
  isUnvouched(holders, actorId) && isVouchable(holders, actorId)
    ? refused("FORBIDDEN", {
        code: "account_unvouched",
        message:
          "your account was opened with a link that somebody else made: another person has to vouch for you under People before you can do anything that needs two people",
      })
    : allowed;

/** Accounts among these that the actor could be acting as, because nobody has vouched for their holders. */
export type ActedFor = {
  /** Another person could vouch for them: until then the actor is no second person here. */
  readonly barring: readonly string[];
  /** Nobody else could, or only somebody did who may be the same person. */
  readonly marked: readonly string[];
};
export function actedFor(
  holders: Holders,
  { actorId, others }: { readonly actorId: string; readonly others: readonly string[] },
): ActedFor {
  const all = [...new Set(others)].filter((id) => id !== actorId);
  const mine = all.filter((id) => handsOf(holders, id).has(actorId));
  const barring = mine.filter((id) => isVouchable(holders, id));
  const linked = all.filter((id) => handsOf({ openings: holders.linking }, id).has(actorId));
  return { barring, marked: linked.filter((id) => !barring.includes(id)) };
}

/**
 * Whose account a word of the actor's on what these others did rests on, though nobody independent has vouched for its
 * holder: one of theirs that the actor could be acting as, or the actor's own.
 */
export function restsOn(
  holders: Holders,
  asked: { readonly actorId: string; readonly others: readonly string[] },
): string | undefined {
  const own = opens(holders.linking, asked.actorId) ? [asked.actorId] : [];
  return [...actedFor(holders, asked).marked, ...own][0];
}

export const actorOpenedAccount = (name: string): Reason => ({
  code: "actor_opened_account",
  message: `the account of ${name} was opened through a link that you made: another person has to vouch for them under People before you can be the second person on their acts`,
});

type ResetConfirmed = {
  readonly holderId: string;
  readonly issuerId: string | null;
  /** The link waits no longer. */
  readonly isWorking: boolean;
  readonly actor: Pick<Actor, "answerableId">;
};

/** Whether this actor may let somebody's reset link work before its day is over. */
export function mayConfirmReset(holders: Holders, { holderId, issuerId, isWorking, actor }: ResetConfirmed): Verdict {
  const me = actor.answerableId;
  if (isWorking)
    return refused("ILLEGAL_TRANSITION", {
      code: "reset_works",
      message: "this link already works: nobody has to confirm it",
    });
  if (me === holderId)
    return refused("FORBIDDEN", {
      code: "confirmer_is_holder",
      message: "this is your own account: cancel the reset if you did not ask for it",
    });
  if (me === issuerId)
    return refused("FORBIDDEN", {
      code: "confirmer_made_link",
      message: "you made this link: somebody else has to confirm it, or it works after a day",
    });
  const involved = [holderId, ...(issuerId === null ? [] : [issuerId])].map((id) => handsOf(holders, id));
  if (involved.some((hands) => share(hands, handsOf(holders, me))))
    return refused("FORBIDDEN", {
      code: "confirmer_opened_by_same",
      message:
        "your account and this link, or this account, were opened through links of one person, and nobody has vouched since: somebody else has to confirm it",
    });
  return allowed;
}
