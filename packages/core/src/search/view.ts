// What a search found.
import { z } from "zod";
import { Id, type OneOf } from "../kernel/view.ts";
import { promotionStates } from "../promotion/states.ts";
import { versionStates } from "../version/states.ts";

export const Finding = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("model"),
      team: z.string(),
      name: z.string(),
      released: z.int().nullable().describe("The version in the release stage, and the newest sealed one."),
      newest: z.int().nullable(),
    }),
    z.object({
      kind: z.literal("version"),
      team: z.string(),
      name: z.string(),
      number: z.int(),
      state: z.enum(versionStates),
      stages: z.array(z.string()),
    }),
    z.object({
      kind: z.literal("promotion"),
      number: z.int(),
      team: z.string(),
      name: z.string(),
      versionNumber: z.int(),
      stage: z.string(),
      state: z.enum(promotionStates),
    }),
    z.object({ kind: z.literal("person"), id: Id, name: z.string(), email: z.string().nullable() }),
    z.object({ kind: z.literal("entry"), index: z.int() }),
  ])
  .meta({ id: "Finding", description: "One thing a search found, with as much as it takes to open it and act on it." });
export type Finding = OneOf<typeof Finding>;
