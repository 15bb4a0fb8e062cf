// An erasure that was asked for, or done.
import { z } from "zod";
import { erasureBases } from "../audit/erasure.ts";
import { Time, Named, type View } from "../kernel/view.ts";

export const ErasureView = z
  .object({
    state: z.enum(["asked", "erased"]),
    basis: z.enum(erasureBases),
    askedBy: Named,
    askedAt: Time,
    entry: z
      .int()
      .nullable()
      .describe("The entry that says so; null in the answer to the act itself, which is not written yet."),
  })
  .meta({ id: "Erasure" });
export type ErasureView = View<typeof ErasureView>;
