// One act of the person at the keyboard: pending, refused with reasons, or done and the page refreshed.
"use client";
import type { AppRouter } from "@chancery/api";
import type { TRPCClient } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useNotices } from "./components/notices.tsx";
import { useApi, type Once } from "./server-state.tsx";
import { useAttempt, type Act } from "./use-attempt.ts";

type Then<R, I> = {
  /** Said in a notice once the server has recorded it. */
  readonly done?: string | ((result: R, input: I) => string);
  onDone?(result: R, input: I): void;
  readonly patienceMs?: number;
};

/** `const add = useAct((api, input: { name: string }, once) => api.people.add.mutate(input, once), { done: "Invited." })` */
export function useAct<I, R>(
  act: (api: TRPCClient<AppRouter>, input: I, once: Once) => Promise<R>,
  { done, onDone, patienceMs }: Then<R, I> = {},
): Act<I, R> {
  const api = useApi();
  const router = useRouter();
  const notices = useNotices();
  return useAttempt<I, R>({
    patienceMs,
    send: (input, { key, signal }) => act(api, input, { context: { idempotencyKey: key }, signal }),
    onDone: (result, input) => {
      if (done) notices.say(typeof done === "string" ? done : done(result, input));
      onDone?.(result, input);
      router.refresh();
    },
  });
}
