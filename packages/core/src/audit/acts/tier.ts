// Acts on risk tiers: assessed by one person, and confirmed or refused by another.
import { z } from "zod";
import { act, id, shape, text } from "../act.ts";

export const tierActs = {
  "tier.assessed@1": act({
    class: "tier",
    data: shape({
      modelId: id,
      tier: z.string(),
      before: z.string().nullable(),
      isPending: z.boolean(),
      rationale: text(),
    }),
    did: ({ it, fact }) =>
      `assessed ${it} as tier ${fact("tier")}${fact("isPending") === "true" ? ", waiting for a second person" : ""}`,
    attempt: "assess the tier of",
  }),
  "tier.confirmed@1": act({
    class: "tier",
    data: shape({ modelId: id, tier: z.string() }),
    did: ({ it, fact }) => `confirmed tier ${fact("tier")} for ${it}`,
    attempt: "confirm the tier of",
  }),
  "tier.refused@1": act({
    class: "tier",
    data: shape({ modelId: id, tier: z.string() }),
    did: ({ it, fact }) => `refused tier ${fact("tier")} for ${it}`,
    attempt: "refuse the tier of",
  }),
} as const;
