// Ending a role.
"use client";
import type { GrantView } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import { scopeInWords } from "../format.ts";

export function EndGrant({ grant }: { readonly grant: GrantView }) {
  return (
    <ActDialog
      trigger="End"
      triggerLook={{ size: "small" }}
      title={`End ${grant.role} of ${grant.holder.name}?`}
      description={`${grant.holder.kind === "group" ? "The members of this group lose" : `${grant.holder.name} loses`} the role ${grant.role} on ${scopeInWords(grant.scope, grant.scopeName)} at once, unless another grant gives it. What they did until then stays.`}
      act={(api, input: { grantId: string }, once) => api.grants.end.mutate(input, once)}
      read={() => ({ grantId: grant.id })}
      submit="End grant"
      submitKind="danger"
      done="Grant ended."
    />
  );
}
