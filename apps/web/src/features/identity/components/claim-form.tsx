// The first admin names themselves; then they are signed in.
"use client";
import { DoorForm } from "#components/door-form.tsx";
import { Input } from "#components/field.tsx";
import { useDoorAct } from "../use-door-act.ts";
import { NewPassword } from "./password-fields.tsx";

export function ClaimForm({ code, host }: { readonly code: string; readonly host: string }) {
  const claim = useDoorAct("claim", "/admin/teams");
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="m-0 text-title">Claim this registry</h1>
        <p className="mt-1 mb-0 text-ink2">
          You become the first admin of <span className="mono">{host}</span>. There is no other account and no default
          password. This link and this page work only once, and the first entries of the audit log record that it was
          you.
        </p>
      </div>
      <DoorForm
        act={claim}
        submit="Claim this registry"
        read={(fields) => ({
          code,
          name: fields.text("name"),
          email: fields.text("email"),
          password: fields.raw("password"),
        })}
      >
        <Input
          label="Your name"
          name="name"
          autoComplete="name"
          isRequired
          autoFocus
          maxLength={200}
          hint="It is printed beside what you sign."
        />
        <Input label="E-mail" name="email" type="email" autoComplete="username" isRequired maxLength={254} />
        <NewPassword />
      </DoorForm>
    </div>
  );
}
