// Each error code once: what it is as HTTP and as tRPC, and the body every transport sends.
import { ChanceryError, isChanceryError, unavailableSeconds, type ErrorCode, type Reason } from "@chancery/core";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

type Wire = { readonly status: number; readonly trpc: TRPC_ERROR_CODE_KEY };
export const wire = {
  UNAUTHENTICATED: { status: 401, trpc: "UNAUTHORIZED" },
  FORBIDDEN: { status: 403, trpc: "FORBIDDEN" },
  NOT_FOUND: { status: 404, trpc: "NOT_FOUND" },
  INVALID_INPUT: { status: 400, trpc: "BAD_REQUEST" },
  CONFLICT: { status: 409, trpc: "CONFLICT" },
  POLICY_UNMET: { status: 422, trpc: "UNPROCESSABLE_CONTENT" },
  ILLEGAL_TRANSITION: { status: 409, trpc: "CONFLICT" },
  LIMIT_EXCEEDED: { status: 429, trpc: "TOO_MANY_REQUESTS" },
  UNAVAILABLE: { status: 503, trpc: "SERVICE_UNAVAILABLE" },
  VERSION_MISMATCH: { status: 426, trpc: "PRECONDITION_FAILED" },
  INTERNAL: { status: 500, trpc: "INTERNAL_SERVER_ERROR" },
} as const satisfies Record<ErrorCode, Wire>;

/** Reasons for which HTTP has a better word than their code's. */
const statusOfReason: Readonly<Record<string, number>> = {
  method_wrong: 405,
  media_type: 415,
  host_unknown: 421,
  body_too_large: 413,
  body_too_long: 413,
  range_outside: 416,
  too_many_files: 422,
  too_many_uploads: 422,
  storage_full: 507,
};

export const statusOf = (error: ChanceryError): number =>
  statusOfReason[error.reasons[0]?.code ?? ""] ?? wire[error.code].status;

/** What every refused request is answered with. */
export type ErrorBody = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly reasons: readonly Reason[];
  readonly requestId: string;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
};

export function errorBody({ code, message, reasons, facts }: ChanceryError, requestId: string): ErrorBody {
  return { code, message, reasons, requestId, ...(Object.keys(facts).length > 0 && { facts }) };
}

/** After how many seconds it is worth asking again, as a header; none where that helps nothing. */
export function retryHeader({ code, facts: { retryAfterSeconds } }: ChanceryError): { "Retry-After"?: string } {
  if (code === "UNAVAILABLE") return { "Retry-After": String(retryAfterSeconds ?? unavailableSeconds) };
  if (code !== "LIMIT_EXCEEDED" || retryAfterSeconds === undefined) return {};
  return { "Retry-After": String(retryAfterSeconds) };
}

type Where = { readonly requestId: string; readonly log: { error(facts: object, message: string): void } };

/** The error to answer with. Anything that is not ours is logged under the request's id and becomes INTERNAL, its text unseen. */
export function answerable(error: unknown, { requestId, log }: Where): ChanceryError {
  if (isChanceryError(error) && error.code !== "INTERNAL") {
    if (error.cause !== undefined)
      log.error(
        { requestId, reasons: error.reasons, err: error.cause },
        "a request was refused because something failed",
      );
    return error;
  }
  log.error({ requestId, err: error }, "a request failed");
  const message = `something failed on the server: look in its log for ${requestId}`;
  return new ChanceryError("INTERNAL", message, { reasons: isChanceryError(error) ? error.reasons : [], cause: error });
}
