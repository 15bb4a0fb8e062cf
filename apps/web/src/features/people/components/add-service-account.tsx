// A new service account and its owner.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input, type Option } from "#components/field.tsx";
import { Picker } from "#components/picker.tsx";
import { findPeople } from "../find.ts";

export function AddServiceAccount({ owner }: { readonly owner: Option }) {
  return (
    <ActDialog
      trigger="Add service account"
      triggerLook={{ kind: "primary" }}
      title="Add a service account"
      description="Give it a role under Grants. Only its owner can make its tokens."
      act={(api, input: { name: string; ownerId: string }, once) => api.serviceAccounts.create.mutate(input, once)}
      read={(fields) => ({ name: fields.text("name"), ownerId: fields.text("ownerId") })}
      submit="Add service account"
      done="Service account added."
    >
      <Input label="Name" name="name" isRequired maxLength={200} autoComplete="off" hint="For example ci-speech." />
      <Picker
        label="Owner"
        name="ownerId"
        isRequired
        of="people"
        find={findPeople}
        defaultValue={owner}
        hint="May not approve what this account uploads."
      />
    </ActDialog>
  );
}
