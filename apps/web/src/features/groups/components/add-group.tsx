// A new group.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input } from "#components/field.tsx";
import { SlugInput } from "#components/slug-input.tsx";

export function AddGroup() {
  return (
    <ActDialog
      trigger="Add group"
      triggerLook={{ kind: "primary" }}
      title="Add a group"
      description="It can do nothing until you give it a role under Grants."
      act={(api, input: { slug: string; name: string }, once) => api.groups.create.mutate(input, once)}
      read={(fields) => ({ slug: fields.text("slug"), name: fields.text("name") })}
      submit="Add group"
      done="Group added."
    >
      <SlugInput hint="For example validators." />
      <Input label="Name" name="name" isRequired maxLength={200} autoComplete="off" />
    </ActDialog>
  );
}
