// An invited person sets their password and is signed in.
"use client";
import { ActForm } from "#components/act-form.tsx";
import { useAct } from "#use-act.ts";
import { arrive, signIn } from "../sign-in.ts";
import { NewPassword } from "./password-fields.tsx";

type Acceptance = { readonly code: string; readonly password: string };

export function InvitationForm({ code, host }: { readonly code: string; readonly host: string }) {
  const accept = useAct(
    async (api, input: Acceptance, once) => {
      const accepted = await api.identity.acceptInvitation.mutate(input, once);
      const isSignedIn = await signIn({ provider: "password", email: accepted.email, password: input.password }).catch(
        () => false,
      );
      return isSignedIn ? "/" : "/login";
    },
    { onDone: arrive },
  );
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="m-0 text-title">Welcome</h1>
        <p className="mt-1 mb-0 text-ink2">
          You were invited to the registry at <span className="mono">{host}</span>. Choose the password only you will
          know; the link is spent after that.
        </p>
      </div>
      <ActForm
        act={accept}
        submit="Set password and sign in"
        read={(fields) => ({ code, password: fields.raw("password") })}
      >
        <NewPassword />
      </ActForm>
    </div>
  );
}
