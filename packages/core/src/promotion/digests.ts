// The named parts a vote is cast on, and their digests as votes and dossiers keep them.
import { z } from "zod";
import type { View } from "../kernel/view.ts";
import { Sha256 } from "../names.ts";

export const voteParts = [
  "manifest",
  "card",
  "modelCard",
  "tags",
  "evaluations",
  "lineage",
  "tier",
  "incumbent",
  "policy",
] as const;
export type VotePart = (typeof voteParts)[number];
/** What a vote is cast on, part by part. */
export type Digests = Readonly<Record<VotePart, string>>;

const early = { manifest: Sha256, card: Sha256, evaluations: Sha256, policy: Sha256 };
/** As leaves hold the digests of votes and requests from before all parts were bound. */
export const EarlyDigests = z.strictObject(early);
export const VoteDigests = EarlyDigests.extend({
  modelCard: Sha256,
  tags: Sha256,
  lineage: Sha256,
  tier: Sha256,
  incumbent: Sha256,
});
/** As a vote or a dossier kept them. Before votes bound all parts they held the first four. */
export const BoundDigests = z
  .object({
    ...early,
    modelCard: Sha256.exactOptional(),
    tags: Sha256.exactOptional(),
    lineage: Sha256.exactOptional(),
    tier: Sha256.exactOptional(),
    incumbent: Sha256.exactOptional(),
  })
  .meta({ id: "BoundDigests", description: "SHA-256 of each part. Older votes bound only the first four parts." });
export type BoundDigests = View<typeof BoundDigests>;
