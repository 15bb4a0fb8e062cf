// Why an act is not offered here: the server's own reasons, and who can mend it.
import type { Reason } from "@chancery/core";

export function BlockedNote({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="m-0 grid list-none gap-1 p-0 text-meta text-ink3">
      {reasons.map((reason) => (
        <li key={reason.code}>
          Not offered to you: {reason.message}.
          {reason.code === "role_missing" && " An admin of this registry gives it."}
        </li>
      ))}
    </ul>
  );
}

/** The reasons why an action stands among the blocked ones; empty when it is available. */
export const reasonsFor = (
  of: { readonly blockedBecause: readonly { readonly action: string; readonly reasons: readonly Reason[] }[] },
  action: string,
): readonly Reason[] => of.blockedBecause.find((blocked) => blocked.action === action)?.reasons ?? [];
