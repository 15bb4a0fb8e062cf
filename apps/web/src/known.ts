// The stages and tiers of this registry, for pages.
import "server-only";
import type { Stages, Tiers } from "@chancery/core";
import { portal } from "./house.ts";

export const stages = (): Stages => portal().stages;
export const tiers = (): Tiers => portal().tiers;
/** What the release stage is called: "production" in a new registry. */
export const releaseLabel = (): string => stages().release.label;
/** Where a version's way begins: the first stage that takes votes. */
export const firstGoverned = (): string =>
  (stages().upToRelease.find(({ isGoverned }) => isGoverned) ?? stages().release).id;
