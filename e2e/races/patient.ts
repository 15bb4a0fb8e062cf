// A session that asks again when its connection was closed under it, as browsers and the client do: with the same
// Idempotency-Key, so that asking twice is asking once.
import { randomUUID } from "node:crypto";
import type { Session } from "../support/http.ts";

const tries = 3;
/** A kept-alive connection that the server closed, idle, in the moment it was taken up again. */
const cuts = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"];

export function patient(session: Session): Session {
  return {
    ...session,
    query: (path, input) => again(() => session.query(path, input)),
    mutate: (path, input, { idempotencyKey = randomUUID() } = {}) =>
      again(() => session.mutate(path, input, { idempotencyKey })),
    at: (url) => patient(session.at(url)),
  };
}

async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      const code = (error as { readonly cause?: { readonly code?: string } }).cause?.code ?? "";
      if (left === 1 || !cuts.includes(code)) throw error;
    }
  }
}
