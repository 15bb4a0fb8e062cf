// Changing who is in a group.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Picker } from "#components/picker.tsx";
import { findPeople } from "#features/people/find.ts";

export function AddMember({ groupId, name }: { readonly groupId: string; readonly name: string }) {
  return (
    <ActDialog
      trigger="Add member"
      triggerLook={{ size: "small" }}
      title={`Add to ${name}`}
      act={(api, input: { groupId: string; actorId: string }, once) => api.groups.addMember.mutate(input, once)}
      read={(fields) => ({ groupId, actorId: fields.text("actorId") })}
      submit="Add member"
      done="Member added."
    >
      <Picker label="Person" name="actorId" isRequired of="people" find={findPeople} />
    </ActDialog>
  );
}

type MemberProps = { readonly membershipId: string; readonly name: string; readonly group: string };

export function ConfirmMember({ membershipId, name, group }: MemberProps) {
  return (
    <ActDialog
      trigger="Confirm"
      triggerLook={{ size: "small" }}
      title={`Confirm ${name} in ${group}?`}
      description="From then on, their votes count on promotions requested afterwards. The person who added them cannot confirm them."
      act={(api, input: { membershipId: string }, once) => api.groups.confirmMember.mutate(input, once)}
      read={() => ({ membershipId })}
      submit="Confirm member"
      done={`${name} is in ${group}.`}
    />
  );
}

export function RemoveMember({ membershipId, name, group, isLast }: MemberProps & { readonly isLast: boolean }) {
  return (
    <ActDialog
      trigger="Remove"
      triggerLook={{ size: "small" }}
      title={`Remove ${name} from ${group}?`}
      description={`The roles that came with the group end now. What ${name} signed as a member stays.${isLast ? ` ${group} will have no members: what waits for them keeps waiting.` : ""}`}
      act={(api, input: { membershipId: string }, once) => api.groups.removeMember.mutate(input, once)}
      read={() => ({ membershipId })}
      submit="Remove member"
      submitKind="danger"
      done={`${name} is no longer in ${group}.`}
    />
  );
}
