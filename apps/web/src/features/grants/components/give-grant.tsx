// Giving a role: to whom, which, on what.
"use client";
import type { GrantScope, Role } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import type { Fields } from "#components/act-form.tsx";
import { Select, type Option } from "#components/field.tsx";
import { roleInWords } from "../format.ts";

type GiveGrantProps = {
  readonly holders: readonly Option[];
  readonly places: readonly Option[];
  readonly holder: string | undefined;
};
type NewGrant = {
  readonly actorId?: string;
  readonly groupId?: string;
  readonly role: Role;
  readonly scope: GrantScope;
  readonly scopeId: string;
};

const roleOptions: readonly Option[] = (
  ["viewer", "contributor", "maintainer", "reviewer", "auditor", "admin"] as const satisfies readonly Role[]
).map((role) => ({ value: role, label: `${role}: ${roleInWords(role)}` }));

export function GiveGrant({ holders, places, holder }: GiveGrantProps) {
  const preset = holders.find(({ value }) => value.endsWith(`:${holder}`))?.value;
  return (
    <ActDialog
      trigger="Give a role"
      triggerLook={{ kind: "primary" }}
      title="Give a role"
      description="A reviewer’s vote counts only on what was asked for after the role began."
      act={(api, input: NewGrant, once) => api.grants.give.mutate(input, once)}
      read={grantOf}
      submit="Give role"
      done="Role given."
    >
      <Select label="To" name="holder" options={holders} defaultValue={preset} />
      <Select label="Role" name="role" options={roleOptions} defaultValue="contributor" />
      <Select
        label="On"
        name="place"
        options={places}
        hint="A role on a team reaches its models, restricted ones only for maintainers."
      />
    </ActDialog>
  );
}

function grantOf(fields: Fields): NewGrant {
  const [kind, holderId = ""] = fields.text("holder").split(":");
  const [scope, scopeId = ""] = fields.text("place").split(":");
  const holder = kind === "group" ? { groupId: holderId } : { actorId: holderId };
  return { ...holder, role: fields.text("role") as Role, scope: scope as GrantScope, scopeId }; // both come from the options above
}
