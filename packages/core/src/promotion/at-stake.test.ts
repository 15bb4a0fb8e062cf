import { expect, it } from "vitest";
import { atStakeInWords } from "./at-stake.ts";
import type { AtStake } from "./view.ts";

const promotion: AtStake = { number: 7, versionNumber: 4, stage: "production", approvers: [], isYours: false };

it.each<[string, Partial<AtStake>, readonly string[]]>([
  ["nothing where nobody approved", {}, []],
  ["whose approval", { approvers: ["Rita"] }, ["voids the approval given on P-7, v4 to production, by Rita"]],
  [
    "several",
    { approvers: ["Rita", "Rolf"] },
    ["voids the approvals given on P-7, v4 to production, by Rita and Rolf"],
  ],
  [
    "that it costs one's own",
    { isYours: true },
    ["voids the approval given on P-7, v4 to production, by you: it costs you your own vote until you vote again"],
  ],
  [
    "one's own among others",
    { approvers: ["Rita"], isYours: true },
    [
      "voids the approvals given on P-7, v4 to production, by Rita and you: it costs you your own vote until you vote again",
    ],
  ],
])("says %s", (_what, facts, lines) => {
  expect(atStakeInWords([{ ...promotion, ...facts }])).toEqual(lines);
});
