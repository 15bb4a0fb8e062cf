// A new team.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input } from "#components/field.tsx";
import { SlugInput } from "#components/slug-input.tsx";

export function AddTeam() {
  return (
    <ActDialog
      trigger="Add team"
      triggerLook={{ kind: "primary" }}
      title="Add a team"
      act={(api, input: { slug: string; name: string }, once) => api.teams.create.mutate(input, once)}
      read={(fields) => ({ slug: fields.text("slug"), name: fields.text("name") })}
      submit="Add team"
      done="Team added."
    >
      <SlugInput hint="Lower-case letters, digits and -. It is part of every reference and does not change." />
      <Input label="Name" name="name" isRequired maxLength={200} autoComplete="off" />
    </ActDialog>
  );
}
