// What a registry has of its own that every rule goes by, read once when it is opened: its stages and its risk tiers.
import { builtInStages, builtInTiers, Stages, Tiers } from "@chancery/core";

export type Known = { readonly stages: Stages; readonly tiers: Tiers };

/** What a new registry begins with. */
export const builtIn: Known = { stages: new Stages(builtInStages), tiers: new Tiers(builtInTiers) };
