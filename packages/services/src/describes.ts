// What an answer may be, by the schema of it.
import type { OneOf } from "@chancery/core";
import { z } from "zod";

/** Every answer satisfies its schema: another one does not compile. What an answer has beyond it, the census of packages/api finds. */
export type DescribedBy<O extends z.ZodType> = unknown extends z.output<O> ? unknown : OneOf<O>;

/** The output of what answers to other code of this process and to no transport: a step of a use-case, a stream, a secret. Its type says what that is. */
export const inside = z.unknown();
