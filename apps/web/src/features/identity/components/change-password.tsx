// A new password; every other session ends with the old one.
"use client";
import { useRef } from "react";
import { ActForm } from "#components/act-form.tsx";
import { useAct } from "#use-act.ts";
import { CurrentPassword, NewPassword } from "./password-fields.tsx";

export function ChangePassword() {
  const fields = useRef<HTMLDivElement>(null);
  const change = useAct(
    (api, input: { current: string; next: string }, once) => api.identity.changePassword.mutate(input, once),
    {
      done: "Password changed. Your other sessions and your API tokens have ended.",
      onDone: () => fields.current?.closest("form")?.reset(),
    },
  );
  return (
    <ActForm
      act={change}
      submit="Change password"
      read={(typed) => ({ current: typed.raw("current"), next: typed.raw("next") })}
    >
      <div ref={fields} className="grid gap-4">
        <CurrentPassword label="Current password" name="current" />
        <NewPassword label="New password" name="next" />
        <p className="m-0 text-meta text-ink3">
          Your other sessions and your own API tokens end at once, and so do tokens made with them. Tokens of your
          service accounts stay.
        </p>
      </div>
    </ActForm>
  );
}
