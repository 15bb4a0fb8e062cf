// Which stages and tiers this registry has: what programs need to show models as the portal does.
import { RegistryStages } from "@chancery/core";
import { z } from "zod";
import { listing } from "../query.ts";

/** For whoever may read any model. */
export const registryStages = listing({
  permission: "model:read",
  input: z.strictObject({}),
  output: RegistryStages,
  run: ({ house: { db } }): Promise<RegistryStages> =>
    Promise.resolve({ stages: db.stages.all, release: db.stages.release.id, tiers: db.tiers.all }),
});
