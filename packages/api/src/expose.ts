// A row of the surface becomes a procedure: one line, types kept.
import type { Permission } from "@chancery/core";
import type { Call, Command, House, Query } from "@chancery/services";
import { initTRPC, TRPCError } from "@trpc/server";
import type { z } from "zod";
import type { Door } from "./doors.ts";
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

export type UseCase = {
  (house: House, call: Call, input: unknown): Promise<unknown>;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly permission: Permission;
};
/** What the surface says of a use-case: all that its doors are made of. */
export type SurfaceRow = { readonly type: "query" | "mutation"; readonly useCase: UseCase; readonly door: Door };
const rows = new WeakMap<object, SurfaceRow>();

/** The rows of a router's procedures, by `noun.verb`. */
export function rowsOf(procedures: object): ReadonlyMap<string, SurfaceRow> {
  return new Map(
    Object.entries(procedures as Readonly<Record<string, object>>).map(([name, procedure]) => {
      const row = rows.get(procedure);
      if (!row) throw new Error(`${name} is no row of the surface`);
      return [name, row];
    }),
  );
}

function exposing<P extends object>(procedure: P, row: SurfaceRow): P {
  rows.set(procedure, row);
  return procedure;
}

/** A use-case parses its input itself, once for every transport: the validator here only carries the type. */
const typedOnly =
  <I extends z.ZodType>() =>
  (raw: unknown) =>
    raw as z.input<I>;

export const query = <I extends z.ZodType, R>(useCase: Query<I, R>, door: Door) =>
  exposing(
    exposed
      .input(typedOnly<I>())
      .query(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input)),
    { type: "query", useCase, door },
  );

export const mutation = <I extends z.ZodType, R>(useCase: Command<I, R>, door: Door) =>
  exposing(
    exposed
      .input(typedOnly<I>())
      .mutation(({ ctx, input }): Promise<R> => useCase(open(ctx).house, open(ctx).call, input)),
    { type: "mutation", useCase, door },
  );
