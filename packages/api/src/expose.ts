// A use-case becomes a procedure: one line, types kept.
import { isChanceryError, refuse, type ChanceryError, type ErrorCode } from "@chancery/core";
import type { Call, Command, House, Query } from "@chancery/services";
import { initTRPC, TRPCError } from "@trpc/server";
import type { z } from "zod";
import { answerable, errorBody, statusOf, wire, type ErrorBody } from "./error-map.ts";

/** Opaque on purpose: the router's type is published with the client, and must not drag the house's types along. */
export type Sealed = { readonly sealed: true };
export type Context = { readonly house: House; readonly call: Call };
/** `seal` is the only maker of a Sealed, so opening one gives back the Context it was given. */
export const seal = (context: Context): Sealed => context as unknown as Sealed;
const open = (sealed: Sealed): Context => sealed as unknown as Context;

const t = initTRPC.context<Sealed>().create({
  isDev: false,
  errorFormatter: ({
    shape,
    error,
    ctx,
  }): { message: string; code: number; data: ErrorBody & { readonly httpStatus: number } } => {
    const ours = isChanceryError(error.cause) ? error.cause : unlikeOurs(error.code);
    const data = { ...errorBody(ours, ctx ? open(ctx).call.requestId : ""), httpStatus: statusOf(ours) };
    return { message: ours.message, code: shape.code, data };
  },
});
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** What tRPC itself refuses, before a use-case is reached. Its own texts are not shown: they quote what was sent. */
function unlikeOurs(code: TRPCError["code"]): ChanceryError {
  const known: Partial<Record<TRPCError["code"], readonly [ErrorCode, string, string]>> = {
    NOT_FOUND: ["NOT_FOUND", "procedure_unknown", "there is no such procedure"],
    METHOD_NOT_SUPPORTED: ["INVALID_INPUT", "method_wrong", "queries are sent by GET, mutations by POST"],
    UNSUPPORTED_MEDIA_TYPE: ["INVALID_INPUT", "media_type", "a mutation is sent as application/json"],
    PARSE_ERROR: ["INVALID_INPUT", "input_malformed", "the input is not JSON"],
    BAD_REQUEST: ["INVALID_INPUT", "request_malformed", "the request is malformed, or a batch of more than 20"],
    PAYLOAD_TOO_LARGE: ["INVALID_INPUT", "body_too_large", "the body is larger than 1 MB"],
    CLIENT_CLOSED_REQUEST: ["UNAVAILABLE", "request_ended", "the request ended early"],
  };
  const [ours, reason, message] = known[code] ?? (["INTERNAL", "internal", "something failed on the server"] as const);
  return refuse(ours, reason, message);
}

const exposed = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { house, call } = open(ctx);
  const { error } = result;
  if (error.code !== "INTERNAL_SERVER_ERROR") throw error; // tRPC's own refusal: the use-case was never reached
  const cause = answerable(error.cause ?? error, { requestId: call.requestId, log: house.log });
  throw new TRPCError({ code: wire[cause.code].trpc, message: cause.message, cause });
});

/** A use-case parses its input itself, once for every transport: the validator here only carries the type. */
const typedOnly =
  <I extends z.ZodType>() =>
  (raw: unknown) =>
    raw as z.input<I>;

export const query = <I extends z.ZodType, R>(useCase: Query<I, R>) =>
  exposed.input(typedOnly<I>()).query(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input));

export const mutation = <I extends z.ZodType, R>(useCase: Command<I, R>) =>
  exposed
    .input(typedOnly<I>())
    .mutation(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input));
