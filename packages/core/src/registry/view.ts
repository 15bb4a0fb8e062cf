// What this registry is: its server, and the stages and tiers it has of its own.
import { z } from "zod";
import type { View } from "../kernel/view.ts";

export const Stage = z
  .object({
    id: z.string(),
    label: z.string().describe("What people read."),
    isExclusive: z.boolean().describe("A newcomer ends the incumbent's interval."),
    isGoverned: z.boolean().describe("A version enters by votes."),
  })
  .meta({ id: "Stage" });
export type Stage = View<typeof Stage>;

export const TierRow = z
  .object({ id: z.string(), label: z.string().describe("What people read.") })
  .meta({ id: "TierRow" });
export type TierRow = View<typeof TierRow>;

export const RegistryStages = z
  .object({
    stages: z.array(Stage).describe("In order."),
    release: z
      .string()
      .describe("The stage that counts, by its id: what a version is compared with unless said otherwise."),
    tiers: z.array(TierRow).describe("In rising order."),
  })
  .meta({ id: "RegistryStages", description: "What a registry has of its own." });
export type RegistryStages = View<typeof RegistryStages>;

export const ServerInfo = z
  .object({
    name: z.literal("chancery"),
    version: z.string(),
    oldestClient: z.string(),
    origin: z.string(),
    verifierKey: z.string(),
    isClaimed: z.boolean(),
  })
  .meta({ id: "ServerInfo" });
export type ServerInfo = View<typeof ServerInfo>;
