// The schema of an answer, held against what is answered.
import type { OneOf } from "@chancery/core";
import type { z } from "zod";

/** A schema that every answer of type R satisfies: another one does not compile. What an answer has beyond it, the census of packages/api finds. */
export type Describes<O extends z.ZodType, R> = O &
  ([R] extends [OneOf<O>] ? unknown : { readonly "does not describe": R });
