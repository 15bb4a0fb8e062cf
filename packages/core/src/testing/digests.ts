// A digest for each part a vote binds, short enough to tell apart in a failing test.
import type { Digests } from "../promotion/digests.ts";

export const digests: Digests = {
  manifest: "m",
  card: "c",
  modelCard: "mc",
  tags: "g",
  evaluations: "e",
  lineage: "l",
  tier: "t",
  incumbent: "i",
  policy: "p",
};
