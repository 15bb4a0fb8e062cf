// One act by hand: pending, refused with reasons, or done. It is sent when its person says so, and never by itself.
"use client";
import { useRef, useState } from "react";
import { fingerprint } from "./fingerprint.ts";
import { refusalOf, type Refusal } from "./refusal.ts";
import { patienceMs } from "./send.ts";

export type Act<I, R> = {
  /**
   * Sends it, and resolves to whether it was recorded. The same input sent again after a failure carries the same
   * Idempotency-Key, so it takes effect once; under a `seed` that outlives the page, also after a reload.
   */
  submit(input: I, seed?: string): Promise<boolean>;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly result: R | undefined;
  reset(): void;
};
/** What one sending carries besides its input. */
export type Sending = { readonly key: string; readonly signal: AbortSignal };
type Attempt<I, R> = {
  send(input: I, sending: Sending): Promise<R>;
  /** Once it is recorded: nothing that goes wrong in here makes a refusal of it. */
  onDone?(result: R, input: I): void;
  /** For one that reads a great deal; half a minute unless given. */
  readonly patienceMs?: number | undefined;
};

/** No library of queries stands between: those hold a call back while the browser is offline, and send it later. */
export function useAttempt<I, R>(attempt: Attempt<I, R>): Act<I, R> {
  const [standing, setStanding] = useState<Standing<R>>(idle);
  const isSending = useRef(false);
  const ownSeed = useRef<string>(null);
  const submit = async (input: I, seed?: string): Promise<boolean> => {
    if (isSending.current) return false; // Enter in a field submits past any button
    isSending.current = true;
    setStanding({ ...idle, isPending: true });
    const key = keyOf(seed ?? (ownSeed.current ??= newSeed()), input);
    const isRecorded = await carryOut(attempt, input, { key, show: setStanding });
    if (isRecorded) ownSeed.current = null;
    isSending.current = false;
    return isRecorded;
  };
  return { submit, ...standing, reset: () => setStanding(idle) };
}

type Carrying<R> = { readonly key: string; show(standing: Standing<R>): void };

/** Never rejects: resolves to whether the act was recorded, and shows what came of it. */
export async function carryOut<I, R>(attempt: Attempt<I, R>, input: I, { key, show }: Carrying<R>): Promise<boolean> {
  let result: R;
  try {
    result = await attempt.send(input, { key, signal: AbortSignal.timeout(attempt.patienceMs ?? patienceMs) });
  } catch (error) {
    show({ ...idle, refusal: refusalOf(error) });
    return false;
  }
  show({ ...idle, result });
  try {
    attempt.onDone?.(result, input);
  } catch (error) {
    reportError(error); // a fault of the page: told to whoever listens for those
  }
  return true;
}

type Standing<R> = Pick<Act<unknown, R>, "isPending" | "refusal" | "result">;
const idle = { isPending: false, refusal: null, result: undefined } as const;

/** Fit for an Idempotency-Key. `crypto.randomUUID` is missing where a page came over plain HTTP. */
export const newSeed = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Another input is another act; the same one sent again under its seed takes effect once. */
export const keyOf = (seed: string, input: unknown): string => `${seed}-${fingerprint(JSON.stringify(input) ?? "")}`;
