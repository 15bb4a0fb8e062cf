// Every request leaves here: authentication, handshake, timeouts, cancellation, retries, and one kind of error.
import { ChanceryClientError, errorOf } from "./error.ts";
import { shakeHands } from "./handshake.ts";
import { readBody } from "./read-body.ts";
import { cancelled, throwIfCancelled, withRetries } from "./retry.ts";
import { clientVersion } from "./version.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type CallOptions = {
  /** Stops the call, its retries and the pauses between them. */
  readonly signal?: AbortSignal | undefined;
  /** For one attempt, until the answer begins; for JSON until it is read. */
  readonly timeoutMs?: number | undefined;
  /** Names a mutation, so that sending it again does it once. Made up where none is given. */
  readonly idempotencyKey?: string | undefined;
};
export type Outgoing = CallOptions & {
  readonly method?: "GET" | "HEAD" | "POST" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; may be sent again. */
  readonly json?: unknown;
  /** Sent once: a stream cannot be read twice. */
  readonly stream?: ReadableStream<Uint8Array>;
};
/** One server, one token. Paths begin with `/`. */
export type Http = {
  readonly url: string;
  /** Resolves when the answer begins, with a success; throws ChanceryClientError otherwise. */
  send(path: string, outgoing?: Outgoing): Promise<Response>;
  /** The answer as JSON, read within the timeout. */
  json(path: string, outgoing?: Outgoing): Promise<unknown>;
};

const defaultTimeoutMs = 30_000;
const longestJsonBytes = 64 * 1024 * 1024;

export function createHttp(settings: {
  readonly url: string;
  readonly token?: string | undefined;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}): Http {
  const url = baseOf(settings.url);
  const fetch = settings.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const token = settings.token?.trim();

  const exchange = <T>(path: string, outgoing: Outgoing, read: (response: Response) => Promise<T>): Promise<T> => {
    const method = outgoing.method ?? "GET";
    const init = initOf(method, outgoing, token);
    const signal = anyOf(settings.signal, outgoing.signal);
    const timeoutMs = outgoing.timeoutMs ?? settings.timeoutMs ?? defaultTimeoutMs;
    const attempt = () =>
      withinTime({ signal, timeoutMs }, async (timed) => {
        const response = await fetch(`${url}${path}`, { ...init, signal: timed });
        shakeHands(response.headers);
        if (!response.ok) throw await errorOf(response);
        return read(response);
      });
    return withRetries(attempt, { canRepeat: outgoing.stream === undefined && method !== "PATCH", signal });
  };
  return {
    url,
    send: (path, outgoing = {}) => exchange(path, outgoing, (response) => Promise.resolve(response)),
    json: (path, outgoing = {}) => exchange(path, outgoing, readJson),
  };
}

async function readJson(response: Response): Promise<unknown> {
  const bytes = await readBody(response, longestJsonBytes);
  if (!bytes) throw new ChanceryClientError("INTEGRITY", "the answer is longer than this client accepts");
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ChanceryClientError("INTERNAL", "the answer is not JSON: is this the address of a Chancery server?", {
      status: response.status,
    });
  }
}

function initOf(
  method: string,
  { headers, json, stream, idempotencyKey }: Outgoing,
  token: string | undefined,
): RequestInit {
  const isMutation = method === "POST";
  const all: Record<string, string> = {
    "chancery-client": clientVersion,
    ...(token && { authorization: `Bearer ${token}` }),
    ...(isMutation && { "idempotency-key": idempotencyKey ?? crypto.randomUUID() }),
    ...(json !== undefined && { "content-type": "application/json" }),
    ...headers,
  };
  const body = stream ?? (json === undefined ? undefined : JSON.stringify(json));
  return {
    method,
    headers: all,
    // A redirect would carry the token to an address nobody chose.
    redirect: "manual",
    ...(body !== undefined && { body }),
    ...(stream !== undefined && { duplex: "half" as const }),
  };
}

type Limits = { readonly signal: AbortSignal | undefined; readonly timeoutMs: number };

/** Runs one attempt under its clock; what it throws becomes a ChanceryClientError. The clock stops when it resolves. */
async function withinTime<T>({ signal, timeoutMs }: Limits, attempt: (timed: AbortSignal) => Promise<T>): Promise<T> {
  throwIfCancelled(signal);
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeoutMs);
  try {
    return await attempt(anyOf(signal, clock.signal)!);
  } catch (error) {
    if (error instanceof ChanceryClientError) throw error;
    if (signal?.aborted) throw cancelled(signal);
    if (clock.signal.aborted)
      throw new ChanceryClientError("TIMEOUT", `no answer within ${timeoutMs / 1000} s`, { cause: error });
    throw networkError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** A failure below HTTP, in words: Node hides the cause one level down. */
export function networkError(error: unknown): ChanceryClientError {
  const { cause } = error as { readonly cause?: { readonly code?: unknown; readonly message?: unknown } };
  const detail = [cause?.code, cause?.message, (error as Error | undefined)?.message].find(
    (text) => typeof text === "string" && text !== "",
  );
  return new ChanceryClientError("NETWORK", `the server cannot be reached: ${String(detail ?? error)}`, {
    cause: error,
  });
}

/** A signal that fires with the first of these. */
export function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const present = signals.filter((signal) => signal !== undefined);
  return present.length > 1 ? AbortSignal.any(present) : present[0];
}

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  )
    throw new ChanceryClientError(
      "INVALID_INPUT",
      "the server's address is an http or https URL without credentials or query",
      {
        reasons: [
          { code: "url_invalid", message: "the server's address is an http or https URL without credentials or query" },
        ],
      },
    );
  return url.href.replace(/\/+$/, "");
}
