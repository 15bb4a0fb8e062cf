// The one error this client throws, whatever went wrong: refused by the server, cut off, timed out, or not what was promised.
import { errorCodes, type ErrorCode, type Reason } from "@chancery/core";
import { readBody } from "./read-body.ts";

/** The server's codes, and what can only be seen from here. */
export type ClientErrorCode =
  | ErrorCode
  /** No answer: refused, reset, cut off. */
  | "NETWORK"
  | "TIMEOUT"
  | "CANCELLED"
  /** Bytes that are not those their digest names. Never retried. */
  | "INTEGRITY"
  /** A path that would leave the folder it belongs in. */
  | "UNSAFE_PATH"
  /** A local file that is missing, unreadable, changing, or in the way. */
  | "LOCAL_FILE";

export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;
type Details = {
  readonly reasons?: readonly Reason[];
  readonly requestId?: string | undefined;
  readonly facts?: ErrorFacts;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
};

const passing: ReadonlySet<ClientErrorCode> = new Set(["NETWORK", "TIMEOUT", "UNAVAILABLE"]);

/** `message` and `reasons` are safe to show; tokens never stand in them. */
export class ChanceryClientError extends Error {
  readonly code: ClientErrorCode;
  /** The grounds of a refusal: `code` for machines, `message` for people. */
  readonly reasons: readonly Reason[];
  /** The server's name for the request, the same as in its log and its audit entry; null when it never answered. */
  readonly requestId: string | null;
  /** What is needed to go on, for example `offset` when an upload stands elsewhere. */
  readonly facts: ErrorFacts;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** True when the same call may succeed later. Calls that are safe to repeat were repeated already. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(code: ClientErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "ChanceryClientError";
    this.code = code;
    this.reasons = details.reasons ?? [];
    this.requestId = details.requestId ?? null;
    this.facts = details.facts ?? {};
    this.status = details.status ?? null;
    this.retryable = passing.has(code) || details.status === 429;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  toJSON(): object {
    const { code, message, reasons, requestId, facts, retryable } = this;
    return { code, message, reasons, requestId, facts, retryable };
  }
}

/** The error an answer that is no success stands for: the server's own words where it is Chancery that answered. */
export async function errorOf(response: Response): Promise<ChanceryClientError> {
  const { status } = response;
  const body = bodyOf(await jsonOf(response).catch(() => undefined));
  const details = {
    status,
    requestId: body?.requestId ?? response.headers.get("x-request-id") ?? undefined,
    retryAfterMs: retryAfterOf(response.headers.get("retry-after")),
  };
  if (body)
    return new ChanceryClientError(body.code, body.message, { ...details, reasons: body.reasons, facts: body.facts });
  const location = status >= 300 && status < 400 ? response.headers.get("location") : null;
  const message = location
    ? `the server redirects to ${location}: use that address instead`
    : `the server answered ${status} ${response.statusText}`.trim();
  return new ChanceryClientError(codeOf(status), message, details);
}

const longestErrorBytes = 1024 * 1024;
const jsonOf = async (response: Response): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await readBody(response, longestErrorBytes)));

type Body = {
  code: ErrorCode;
  message: string;
  reasons: readonly Reason[];
  requestId: string | undefined;
  facts: ErrorFacts;
};
type Loose = Readonly<Record<string, unknown>>;

/** The error body of `/api/v1`, or of tRPC, where it stands in `error.data`. */
function bodyOf(json: unknown): Body | undefined {
  const error = recordOf(recordOf(json)["error"]);
  for (const from of [recordOf(json), recordOf(error["data"]), error]) {
    const code = errorCodes.find((known) => known === from["code"]);
    if (!code) continue;
    return {
      code,
      message: textOf(from["message"]) ?? textOf(error["message"]) ?? code,
      reasons: Array.isArray(from["reasons"]) ? from["reasons"].map(reasonOf) : [],
      requestId: textOf(from["requestId"]),
      facts: recordOf(from["facts"]) as ErrorFacts,
    };
  }
  return undefined;
}

const recordOf = (value: unknown): Loose => (typeof value === "object" && value !== null ? (value as Loose) : {});
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const reasonOf = (value: unknown): Reason => {
  const { code, message } = recordOf(value);
  return { code: textOf(code) ?? "unknown", message: textOf(message) ?? "" };
};

/** Seconds, or a date (RFC 9110 §10.2.3). */
function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** What a status means when something other than Chancery answered: a proxy, a wrong address. */
function codeOf(status: number): ClientErrorCode {
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "FORBIDDEN";
  if (status === 404) return "NOT_FOUND";
  if (status === 409) return "CONFLICT";
  if (status === 426) return "VERSION_MISMATCH";
  if (status === 413 || status === 429) return "LIMIT_EXCEEDED";
  if (status === 502 || status === 503 || status === 504) return "UNAVAILABLE";
  return status >= 500 ? "INTERNAL" : "INVALID_INPUT";
}
