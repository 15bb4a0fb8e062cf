// Every call that the browser's scripts make leaves here, once and at once: nothing is queued, and nothing hangs for ever.

/** How long an act waits for its answer. The server goes on after that: what came of it is not known. */
export const patienceMs = 30_000;

const words = {
  "not-sent": "you are offline: this was not sent",
  unanswered: "the server did not answer",
  unknown: "no answer came: it is not known whether this was recorded",
} as const;
export type Silence = keyof typeof words;

/** No answer came. `silence` says how much is known of what the server did. */
export class Unanswered extends Error {
  readonly silence: Silence;
  constructor(silence: Silence, cause?: unknown) {
    super(words[silence], { cause });
    this.name = "Unanswered";
    this.silence = silence;
  }
}

/**
 * `fetch` with a deadline for the whole answer; throws Unanswered where none came. It asks the network itself:
 * `navigator.onLine` is false on a machine that reaches its own registry well, and true behind a dead router.
 */
export async function send(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const wasOffline = globalThis.navigator?.onLine === false;
  const signal = init.signal ?? AbortSignal.timeout(patienceMs);
  try {
    const answer = await fetch(url, { ...init, signal });
    const body = [204, 205, 304].includes(answer.status) ? null : await answer.blob();
    const { status, statusText, headers } = answer;
    return new Response(body, { status, statusText, headers });
  } catch (error) {
    const isAsking = (init.method ?? "GET") === "GET";
    throw new Unanswered(wasOffline ? "not-sent" : isAsking ? "unanswered" : "unknown", error);
  }
}
