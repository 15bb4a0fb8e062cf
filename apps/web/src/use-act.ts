// One act of the person at the keyboard: pending, refused with reasons, or done and the page refreshed.
"use client";
import type { AppRouter } from "@chancery/api";
import { useMutation } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { refusalOf, type Refusal } from "./refusal.ts";
import { useApi, type Once } from "./server-state.tsx";
import { useNotices } from "./components/notices.tsx";

export type Act<I, R> = {
  /** Sends it. The same input sent again after a failure carries the same Idempotency-Key, so it takes effect once. */
  submit(input: I): void;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly result: R | undefined;
  reset(): void;
};
type Then<R, I> = {
  /** Said in a notice once the server has recorded it. */
  readonly done?: string | ((result: R, input: I) => string);
  onDone?(result: R, input: I): void;
};

/** `const add = useAct((api, input: { name: string }, once) => api.people.add.mutate(input, once), { done: "Invited." })` */
export function useAct<I, R>(
  act: (api: TRPCClient<AppRouter>, input: I, once: Once) => Promise<R>,
  then: Then<R, I> = {},
): Act<I, R> {
  const api = useApi();
  const router = useRouter();
  const notices = useNotices();
  const attempt = useRef<{ readonly body: string; readonly key: string } | null>(null);
  const mutation = useMutation<R, unknown, I>({
    mutationFn: (input) => {
      const body = JSON.stringify(input);
      if (attempt.current?.body !== body) attempt.current = { body, key: crypto.randomUUID() };
      return act(api, input, { context: { idempotencyKey: attempt.current.key } });
    },
    onSuccess: (result, input) => {
      attempt.current = null;
      if (then.done) notices.say(typeof then.done === "string" ? then.done : then.done(result, input));
      then.onDone?.(result, input);
      router.refresh();
    },
  });
  return {
    submit: (input) => {
      if (!mutation.isPending) mutation.mutate(input); // Enter in a field submits past any button
    },
    isPending: mutation.isPending,
    refusal: mutation.error === null ? null : refusalOf(mutation.error),
    result: mutation.data,
    reset: mutation.reset,
  };
}
