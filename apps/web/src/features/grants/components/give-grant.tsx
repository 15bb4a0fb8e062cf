// Giving a role: to whom, which, on what.
"use client";
import type { GrantScope, Role } from "@chancery/core";
import { ActDialog } from "#components/act-dialog.tsx";
import type { Fields } from "#components/fields.ts";
import { Select, type Option } from "#components/field.tsx";
import { Picker } from "#components/picker.tsx";
import { findHolders, findPlaces } from "../find.ts";
import { roleInWords } from "../format.ts";

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

export function GiveGrant({ holder }: { readonly holder: Option | undefined }) {
  return (
    <ActDialog
      trigger="Give a role"
      triggerLook={{ kind: "primary" }}
      title="Give a role"
      description="Reviewer and admin wait until a second person confirms them. A reviewer’s vote counts only on promotions requested after the role began."
      act={(api, input: NewGrant, once) => api.grants.give.mutate(input, once)}
      read={grantOf}
      submit="Give role"
      done="Role given."
    >
      <Picker label="To" name="holder" isRequired of="holders-to-be" find={findHolders} defaultValue={holder} />
      <Select label="Role" name="role" options={roleOptions} defaultValue="contributor" />
      <Picker
        label="On"
        name="place"
        isRequired
        of="places"
        find={findPlaces}
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
