// What stands against several acts at once, said once.
import type { Reason } from "./kernel/view.ts";
import { missingRole, permissions } from "./permissions.ts";

type Right = Pick<(typeof permissions)[keyof typeof permissions], "roles" | "description">;

const rights = new Map<string, Right>(
  Object.values(permissions).map((right) => [missingRole(right.roles, [right.description]).message, right]),
);

/** No sentence twice, and one for all acts that take the same roles. */
export function gatherReasons(reasons: readonly Reason[]): readonly Reason[] {
  const alike = new Map<string, { readonly reason: Reason; readonly lacked: Set<Right> }>();
  for (const reason of reasons) {
    const right = rights.get(reason.message);
    const key = right ? missingRole(right.roles, []).message : reason.message;
    const one = alike.get(key) ?? { reason, lacked: new Set() };
    if (right) one.lacked.add(right);
    alike.set(key, one);
  }
  return [...alike.values()].map(({ reason, lacked }) => {
    const [first] = lacked;
    return first
      ? missingRole(
          first.roles,
          [...lacked].map((right) => right.description),
        )
      : reason;
  });
}
