// Inviting a person.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";
import { Input } from "#components/field.tsx";
import { Invitation } from "./invitation.tsx";

export function AddPerson() {
  return (
    <ActDialog
      trigger="Add person"
      triggerLook={{ kind: "primary" }}
      title="Add a person"
      description="They set their own password through a link you pass on."
      act={(api, input: { name: string; email: string }, once) => api.people.add.mutate(input, once)}
      read={(fields) => ({ name: fields.text("name"), email: fields.text("email") })}
      submit="Add and make a link"
      shown={({ actor, invitationUrl }) => <Invitation name={actor.name} url={invitationUrl} />}
    >
      <Input
        label="Name"
        name="name"
        isRequired
        maxLength={200}
        autoComplete="off"
        hint="It is printed beside what they sign."
      />
      <Input label="E-mail" name="email" type="email" isRequired maxLength={254} autoComplete="off" />
    </ActDialog>
  );
}
