// Somebody who forgot their password sets a new one and is signed in.
"use client";
import { DoorForm } from "#components/door-form.tsx";
import { useDoorAct } from "../use-door-act.ts";
import { NewPassword } from "./password-fields.tsx";

export function ResetForm({ code, host }: { readonly code: string; readonly host: string }) {
  const reset = useDoorAct("resetPassword", "/");
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="m-0 text-title">Set a new password</h1>
        <p className="mt-1 mb-0 text-ink2">
          This link is for your account on the registry at <span className="mono">{host}</span> and works once. Your
          sessions and API tokens end when the new password is set.
        </p>
      </div>
      <DoorForm
        act={reset}
        submit="Set password and sign in"
        read={(fields) => ({ code, password: fields.raw("password") })}
      >
        <NewPassword label="New password" />
      </DoorForm>
    </div>
  );
}
