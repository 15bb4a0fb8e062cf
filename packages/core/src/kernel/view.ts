// What the schemas of answers are made of. Each noun has its own in `<noun>/view.ts`: the one declaration of what every transport answers.
import { z } from "zod";

/**
 * The type of an answer, inferred from its schema and read-only throughout. A mapped type, because tsc keeps the name of
 * one: what an act answers is printed as `ModelView`, here and in the client.
 */
export type View<S extends z.ZodType> = { readonly [K in keyof z.output<S>]: Fixed<z.output<S>[K]> };
/** The same of a union, which a mapped type over its keys would not tell apart. */
export type OneOf<S extends z.ZodType> = Fixed<z.output<S>>;
type Fixed<T> = { readonly [K in keyof T]: Fixed<T[K]> };

export const Id = z.uuid();
/** ISO 8601, UTC. */
export const Time = z.iso.datetime();
/** SHA-256 in lower-case hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);

export const Named = z.object({ id: Id, name: z.string() }).meta({ id: "Named" });
export type Named = View<typeof Named>;

export const Reason = z
  .object({
    code: z.string().describe("For machines, in snake_case."),
    message: z.string().describe("For people, safe to show."),
  })
  .meta({ id: "Reason", description: "One ground of a refusal or a warning." });
export type Reason = View<typeof Reason>;

export const Blocked = z
  .object({ action: z.string(), reasons: z.array(Reason) })
  .meta({ id: "Blocked", description: "An action the viewer may not take now, and why." });
export type Blocked = View<typeof Blocked>;

/** What the viewer may do with a thing. */
export const actionFields = <const A extends readonly string[]>(actions: A) => ({
  availableActions: z.array(z.enum(actions)).describe("What you may do here."),
  blockedBecause: z.array(Blocked).describe("Why you may not do the rest."),
});
export type Actions<A extends string = string> = {
  readonly availableActions: readonly A[];
  readonly blockedBecause: readonly Blocked[];
};

/** One page of a list; `next` is the opaque key of the page after, null on the last. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
export const paged = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe("`after` of the next page; null on the last."),
  });

/** The answer of an act that says no more than that it was done. */
export const Done = z.object({});
