// E-mail and password. A refusal gives no hint which of them was wrong.
"use client";
import { useState } from "react";
import { fieldsOf } from "#components/fields.ts";
import { Button } from "#components/button.tsx";
import { Input } from "#components/field.tsx";
import { arrive, signIn, type Trouble } from "../sign-in.ts";
import { CurrentPassword } from "./password-fields.tsx";
import { SignInTrouble } from "./sign-in-trouble.tsx";

type SignInFormProps = { readonly next: string; readonly isClaimed: boolean; readonly host: string };

export function SignInForm({ next, isClaimed, host }: SignInFormProps) {
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [isPending, setIsPending] = useState(false);
  const send = async (form: HTMLFormElement) => {
    const fields = fieldsOf(new FormData(form));
    setIsPending(true);
    setTrouble(null);
    const met = await signIn({ provider: "password", email: fields.text("email"), password: fields.raw("password") });
    if (met === null) return arrive(next);
    setTrouble(met);
    setIsPending(false);
  };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <div>
        <h1 className="m-0 text-title">Sign in</h1>
        <p className="mt-1 mb-0 text-ink2">to the registry at {host}</p>
      </div>
      {!isClaimed && (
        <p className="m-0 border-l-[3px] border-accent bg-bg px-3 py-2">
          Nobody has claimed this registry yet. Open the one-time link that its server printed when it started; it is
          also in the file <code>claim-link</code> in the data folder.
        </p>
      )}
      <Input label="E-mail" name="email" type="email" autoComplete="username" isRequired autoFocus maxLength={254} />
      <CurrentPassword />
      <SignInTrouble
        trouble={trouble}
        refused="The e-mail address or the password is wrong. After five failed attempts you have to wait 15 minutes."
      />
      <Button type="submit" kind="primary" isPending={isPending} pendingWord="Signing in…">
        Sign in
      </Button>
      <details className="text-meta text-ink2">
        <summary className="cursor-pointer">Forgot your password?</summary>
        <p className="mt-2 mb-0">
          Ask an admin of this registry for a reset link: People, then <b>Reset password</b> beside your name. If you
          are the only admin, run <code>npm start -- --reset YOUR-EMAIL</code> on the server; it prints the link.
        </p>
      </details>
    </form>
  );
}
