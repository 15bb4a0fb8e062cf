// A service account whose owner is disabled: it reads for two weeks, and the maintainers of what it reaches hand it over.
import type { Reason } from "./kernel/view.ts";
import { inList } from "./lists.ts";
import { grantsOn, type GrantFact, type Role, type Subject } from "./roles.ts";
import type { OwnerDisabledView } from "./service-account/view.ts";

const readingMs = 14 * 24 * 3_600_000;
/** Until when the tokens of a service account read whose owner was disabled then. */
export const readsUntilOf = (disabledAt: Date): Date => new Date(disabledAt.getTime() + readingMs);

/** Why it does nothing else. */
export const onlyReads = (readsUntil: Date): Reason => ({
  code: "owner_disabled",
  message: `the owner of this service account is disabled, so it can only read, until ${inWords(readsUntil)}: a maintainer or an admin has to hand it over to somebody else`,
});
const inWords = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** A role that nobody else who can sign in holds there: what nobody can do any more once its holder is gone. */
export const isSole = (
  { role }: { readonly role: Role },
  place: Subject,
  others: readonly { readonly grants: readonly GrantFact[] }[],
): boolean => !others.some(({ grants }) => grantsOn(grants, place).some((grant) => grant.role === role));

/** Who can mend it. */
export function handoverInWords({ custodians, teams }: Pick<OwnerDisabledView, "custodians" | "teams">): string {
  const maintainer = {
    teams: `A maintainer of ${inList(teams, "and")} or an admin`,
    organisation: "A maintainer of the whole organisation or an admin",
    nobody: "An admin",
  }[custodians];
  return `${maintainer} can take it over or propose another owner.`;
}
