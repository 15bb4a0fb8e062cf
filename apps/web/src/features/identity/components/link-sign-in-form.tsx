// One button that spends a one-time sign-in link.
"use client";
import { useState } from "react";
import { Button } from "#components/button.tsx";
import { arrive, signIn, type Trouble } from "../sign-in.ts";
import { SignInTrouble } from "./sign-in-trouble.tsx";

export function LinkSignInForm({ code }: { readonly code: string }) {
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [isPending, setIsPending] = useState(false);
  const spend = async () => {
    setIsPending(true);
    setTrouble(null);
    const met = await signIn({ provider: "link", code });
    if (met === null) return arrive("/");
    setTrouble(met);
    setIsPending(false);
  };
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="m-0 text-title">Sign in by link</h1>
        <p className="mt-1 mb-0 text-ink2">This link signs in to one account, and works once.</p>
      </div>
      <SignInTrouble
        trouble={trouble}
        refused="This link was already used, has expired, or never existed. Ask for a new one."
      />
      <Button kind="primary" isPending={isPending} pendingWord="Signing in…" onClick={() => void spend()}>
        Sign in
      </Button>
    </div>
  );
}
