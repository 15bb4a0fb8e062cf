// The schema of an answer, held against what is answered.
import type { z } from "zod";

/** A schema that every answer of type R satisfies: another one does not compile. What an answer has beyond it, the census of packages/api finds. */
export type Describes<O extends z.ZodType, R> = O &
  ([R] extends [Frozen<z.output<O>>] ? unknown : { readonly "does not describe": R });

/** Answers are read-only throughout, and a schema need not say so. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
