// What somebody does before they have an account: one act by plain fetch, then signed in by what they typed. These are the
// first pages anyone loads, so they bring no client library along.
"use client";
import type { AppRouter } from "@chancery/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { useRef, useState } from "react";
import { refusalOf, type Refusal } from "#refusal.ts";
import type { Act } from "#use-act.ts";
import { arrive, signIn } from "./sign-in.ts";

type Name = "claim" | "acceptInvitation";
type Inputs = Pick<inferRouterInputs<AppRouter>["identity"], Name>;
type Input<N extends Name> = Inputs[N];
type Output<N extends Name> = inferRouterOutputs<AppRouter>["identity"][N];
type Answer<N extends Name> =
  | { readonly result: { readonly data: Output<N> } }
  | { readonly error: { readonly message: string; readonly data: object } };

const unreachable = {
  code: "UNREACHABLE",
  message: "the server did not answer",
  reasons: [],
  requestId: null,
} as const;

/** Ends at `home`, or at the sign-in page where signing in failed. The same input sent again takes effect once. */
export function useDoorAct<N extends Name>(name: N, home: string): Act<Input<N>, never> {
  const [isPending, setIsPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const attempt = useRef<{ readonly body: string; readonly key: string } | null>(null);
  const send = async (input: Input<N>) => {
    const body = JSON.stringify(input);
    if (attempt.current?.body !== body) attempt.current = { body, key: crypto.randomUUID() };
    setIsPending(true);
    setRefusal(null);
    const answer = await post<N>(name, attempt.current).catch(() => null);
    if (answer && "result" in answer) {
      const { email } = answer.result.data;
      const { password } = input as { readonly password: string };
      const isSignedIn = (await signIn({ provider: "password", email, password })) === null;
      return arrive(isSignedIn ? home : "/login");
    }
    setRefusal(answer ? refusalOf(answer.error) : unreachable);
    setIsPending(false);
  };
  return {
    submit: (input) => {
      if (!isPending) void send(input);
    },
    isPending,
    refusal,
    result: undefined,
    reset: () => setRefusal(null),
  };
}

async function post<N extends Name>(
  name: N,
  { body, key }: { readonly body: string; readonly key: string },
): Promise<Answer<N>> {
  const answer = await fetch(`/api/trpc/identity.${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-chancery-csrf": "1", "idempotency-key": key },
    body,
  });
  return (await answer.json()) as Answer<N>;
}
