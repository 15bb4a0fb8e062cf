// What a viewer may do with a thing: the permission matrix and the state of the thing, judged together.
import { allAllowed, allowed, reasonsOf, type Verdict } from "./errors.ts";
import { can, type Permission } from "./permissions.ts";
import type { Actions } from "./kernel/view.ts";
import type { Actor, SubjectRole } from "./roles.ts";

/** `rule` is what the state of the thing says against it; leave it out where only the permission decides. */
export type Possible = { readonly permission: Permission; readonly rule?: Verdict };

/** Splits actions into those open to the actor and those that are not, with every reason. The verdicts are the ones that enforce. */
export function actionsOf<A extends string>(
  actor: Actor,
  held: readonly SubjectRole[],
  possible: Readonly<Record<A, Possible>>,
): Actions<A> {
  const verdicts = (Object.entries(possible) as [A, Possible][]).map(([action, { permission, rule = allowed }]) => ({
    action,
    reasons: reasonsOf(allAllowed(can(actor, held, permission), rule)),
  }));
  return {
    availableActions: verdicts.filter(({ reasons }) => reasons.length === 0).map(({ action }) => action),
    blockedBecause: verdicts.filter(({ reasons }) => reasons.length > 0),
  };
}
