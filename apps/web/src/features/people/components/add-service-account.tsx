// A new service account and its owner.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input, Select, type Option } from "#components/field.tsx";

export function AddServiceAccount({
  owners,
  ownerId,
}: {
  readonly owners: readonly Option[];
  readonly ownerId: string;
}) {
  return (
    <ActDialog
      trigger="Add service account"
      triggerLook={{ kind: "primary" }}
      title="Add a service account"
      description="Give it a role under Grants; its owner makes its tokens."
      act={(api, input: { name: string; ownerId: string }, once) => api.serviceAccounts.create.mutate(input, once)}
      read={(fields) => ({ name: fields.text("name"), ownerId: fields.text("ownerId") })}
      submit="Add service account"
      done="Service account added."
    >
      <Input label="Name" name="name" isRequired maxLength={200} autoComplete="off" hint="For example ci-speech." />
      <Select
        label="Owner"
        name="ownerId"
        options={owners}
        defaultValue={ownerId}
        hint="May not approve what this account uploads."
      />
    </ActDialog>
  );
}
