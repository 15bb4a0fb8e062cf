// A use-case becomes a procedure: one line, types kept.
import type { Call, Command, House, Query } from "@chancery/services";
import { initTRPC, TRPCError } from "@trpc/server";
import type { z } from "zod";
import { answerable, wire } from "./error-map.ts";

/** Opaque on purpose: the router's type is published with the client, and must not drag the house's types along. */
export type Sealed = { readonly sealed: true };
export type Context = { readonly house: House; readonly call: Call };
/** `seal` is the only maker of a Sealed, so opening one gives back the Context it was given. */
export const seal = (context: Context): Sealed => context as unknown as Sealed;
const open = (sealed: Sealed): Context => sealed as unknown as Context;

const t = initTRPC.context<Sealed>().create({ isDev: false });
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const exposed = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { house, call } = open(ctx);
  const cause = answerable(result.error.cause ?? result.error, { requestId: call.requestId, log: house.log });
  throw new TRPCError({ code: wire[cause.code].trpc, message: cause.message, cause });
});

type UseCase = (house: House, call: Call, input: unknown) => Promise<unknown>;
const useCases = new WeakMap<object, UseCase>();

/** The use-case that is exposed as this procedure: what the wire calls. */
export function useCaseOf(procedure: object): UseCase {
  const found = useCases.get(procedure);
  if (!found) throw new Error("a procedure that exposes no use-case");
  return found;
}

function exposing<P extends object>(procedure: P, useCase: UseCase): P {
  useCases.set(procedure, useCase);
  return procedure;
}

/** A use-case parses its input itself, once for every transport: the validator here only carries the type. */
const typedOnly =
  <I extends z.ZodType>() =>
  (raw: unknown) =>
    raw as z.input<I>;

export const query = <I extends z.ZodType, R>(useCase: Query<I, R>) =>
  exposing(
    exposed
      .input(typedOnly<I>())
      .query(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input)),
    useCase,
  );

export const mutation = <I extends z.ZodType, R>(useCase: Command<I, R>) =>
  exposing(
    exposed
      .input(typedOnly<I>())
      .mutation(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input)),
    useCase,
  );
