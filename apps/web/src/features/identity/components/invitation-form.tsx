// An invited person sets their password and is signed in.
"use client";
import { DoorForm } from "#components/door-form.tsx";
import { useDoorAct } from "../use-door-act.ts";
import { NewPassword } from "./password-fields.tsx";

export function InvitationForm({ code, host }: { readonly code: string; readonly host: string }) {
  const accept = useDoorAct("acceptInvitation", "/");
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="m-0 text-title">Welcome</h1>
        <p className="mt-1 mb-0 text-ink2">
          You were invited to the registry at <span className="mono">{host}</span>. Choose a password that only you
          know. The link works once.
        </p>
      </div>
      <DoorForm
        act={accept}
        submit="Set password and sign in"
        read={(fields) => ({ code, password: fields.raw("password") })}
      >
        <NewPassword />
      </DoorForm>
    </div>
  );
}
