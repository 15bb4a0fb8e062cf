// What somebody does before they have an account: one act by plain fetch, then signed in by what they typed. These are the
// first pages anyone loads, so they bring no client library along.
"use client";
import type { AppRouter } from "@chancery/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { send, Unanswered } from "#send.ts";
import { useAttempt, type Act, type Sending } from "#use-attempt.ts";
import { arrive, signIn } from "./sign-in.ts";

type Name = "claim" | "acceptInvitation" | "resetPassword";
type Inputs = Pick<inferRouterInputs<AppRouter>["identity"], Name>;
type Input<N extends Name> = Inputs[N];
type Output<N extends Name> = inferRouterOutputs<AppRouter>["identity"][N];
type Answer<N extends Name> =
  | { readonly result: { readonly data: Output<N> } }
  | { readonly error: { readonly message: string; readonly data: object } };

/** Ends at `home`, or at the sign-in page where signing in failed. The same input sent again takes effect once. */
export function useDoorAct<N extends Name>(name: N, home: string): Act<Input<N>, never> {
  return useAttempt<Input<N>, never>({
    send: async (input, sending) => {
      const { email } = await post<N>(name, input, sending);
      const { password } = input as { readonly password: string };
      const isSignedIn = (await signIn({ provider: "password", email, password })) === null;
      arrive(isSignedIn ? home : "/login");
      return new Promise<never>(() => undefined); // pending until the next page loads
    },
  });
}

async function post<N extends Name>(name: N, input: Input<N>, { key, signal }: Sending): Promise<Output<N>> {
  const answer = await send(`/api/trpc/identity.${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-chancery-csrf": "1", "idempotency-key": key },
    body: JSON.stringify(input),
    signal,
  });
  const said = (await answer.json().catch((error: unknown) => {
    throw new Unanswered("unknown", error); // something between the server and here
  })) as Answer<N>;
  if ("error" in said) throw Object.assign(new Error(said.error.message), { data: said.error.data });
  return said.result.data;
}
