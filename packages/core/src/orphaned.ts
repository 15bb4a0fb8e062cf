// A service account whose owner is disabled: it reads for two weeks, and the maintainers of what it reaches hand it over.
import type { Reason } from "./errors.ts";
import { inList } from "./lists.ts";
import type { StageName } from "./stage.ts";
import { grantsOn, type GrantFact, type GrantScope, type Role, type Subject } from "./roles.ts";

const readingMs = 14 * 24 * 3_600_000;
/** Until when the tokens of a service account read whose owner was disabled then. */
export const readsUntilOf = (disabledAt: Date): Date => new Date(disabledAt.getTime() + readingMs);

/** Why it does nothing else. */
export const onlyReads = (readsUntil: Date): Reason => ({
  code: "owner_disabled",
  message: `the owner of this service account is disabled, so it only reads, until ${inWords(readsUntil)}: a maintainer or an admin has to hand it over to somebody else`,
});
const inWords = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** A role that nobody else who can sign in holds there: what nobody can do any more once its holder is gone. */
export const isSole = (
  { role }: { readonly role: Role },
  place: Subject,
  others: readonly { readonly grants: readonly GrantFact[] }[],
): boolean => !others.some(({ grants }) => grantsOn(grants, place).some((grant) => grant.role === role));

/** What a person answers for, to be handed over when they go. */
export type Belongings = {
  /** The service accounts they own. */
  readonly serviceAccounts: readonly { readonly id: string; readonly name: string }[];
  /** The models they answer for. */
  readonly models: readonly { readonly team: string; readonly name: string }[];
  /** The open promotions they, or a service account they answered for, asked for. */
  readonly requests: readonly {
    readonly number: number;
    readonly team: string;
    readonly name: string;
    readonly versionNumber: number;
    readonly stage: StageName;
  }[];
  /** Roles that nobody else holds there. */
  readonly soleRoles: readonly {
    readonly role: Role;
    readonly scope: GrantScope;
    readonly scopeId: string;
    readonly scopeName: string;
  }[];
};

/** That a service account's owner is disabled, as lists show it. */
export type OwnerDisabledView = {
  /** Null where the log knows of no such act: then it reads nothing either. */
  readonly at: string | null;
  /** Null once that time is over. */
  readonly readsUntil: string | null;
  /** Whose maintainers may hand it over as an admin may: of these teams, each of them; of the organisation; or nobody's. */
  readonly custodians: "teams" | "organisation" | "nobody";
  readonly teams: readonly string[];
  readonly mayHandOver: boolean;
};

/** Who can mend it. */
export function handoverInWords({ custodians, teams }: Pick<OwnerDisabledView, "custodians" | "teams">): string {
  const maintainer = {
    teams: `A maintainer of ${inList(teams, "and")} or an admin`,
    organisation: "A maintainer of the whole organisation or an admin",
    nobody: "An admin",
  }[custodians];
  return `${maintainer} can take it over or propose another owner.`;
}
