// As what somebody votes: the role, where it is held, and the group through which it is.
import { grantsOn, type GrantFact, type GrantScope, type Role, type Subject } from "../roles.ts";
import type { CapacityView } from "./view.ts";

/** As it is kept with a vote. */
export type Capacity = {
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
  /** Null where the role is the voter's own. */
  readonly groupId: string | null;
};

/** The reviewer's grant a vote on the subject is cast by: of those that reach it the one held longest. */
export const votingGrant = (grants: readonly GrantFact[], subject: Subject): GrantFact | undefined =>
  grantsOn(grants, subject)
    .filter(({ role }) => role === "reviewer")
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())[0];

export const capacityOf = ({ role, scope, scopeId, groupId }: GrantFact): Capacity => ({
  role,
  scope,
  scopeId,
  groupId: groupId ?? null,
});

/** "reviewer of speech, as a member of risk" */
export const capacityInWords = ({ role, of, group }: CapacityView): string =>
  `${role} of ${of}${group === null ? "" : `, as a member of ${group}`}`;
