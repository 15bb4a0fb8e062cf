import { expect, it } from "vitest";
import { promotionHeadline, whoMayApprove, type HeadlineFacts } from "./headline.ts";
import { twoPerson } from "./policy.ts";
import type { Decision } from "./promotion/states.ts";
import type { PromotionFacts } from "./promotion.ts";

const digests = { manifest: "m", card: "c", evaluations: "e", policy: "p" };
const at = new Date("2026-11-29T14:02:00.000Z");
const promotion: PromotionFacts = {
  state: "open",
  stage: "production",
  createdAt: at,
  requesterId: "mateo",
  requesterAnswerableId: "mateo",
  requesterMinterIds: [],
  uploaders: [{ id: "mateo", answerableId: "mateo" }],
  authors: [],
  trainers: [],
  versionState: "sealed",
  digests,
  votes: [],
  carried: [],
  policy: twoPerson,
};
const cast = (voterId: string, decision: Decision) => ({ voterId, decision, digests });
const say = (facts: Partial<PromotionFacts>, more: Partial<HeadlineFacts> = {}) =>
  promotionHeadline({
    number: 22,
    versionNumber: 14,
    promotion: { ...promotion, ...facts },
    nameOf: (id) => ({ hana: "Hana Novak", jonas: "Jonas Weber" })[id] ?? id,
    whoMay: ["Hana Novak", "Jonas Weber"],
    othersWhoMay: 0,
    stay: null,
    decidedAt: null,
    ...more,
  });

it("says what it waits for, and from whom", () => {
  expect(say({})).toBe("P-22 waits for one approval by an independent reviewer: Hana Novak or Jonas Weber");
  expect(say({}, { othersWhoMay: 3 })).toContain(": Hana Novak, Jonas Weber or 3 others");
  expect(say({}, { whoMay: [] })).toContain("but nobody who may give it is left: an admin can add a reviewer");
  expect(say({ votes: [cast("hana", "request-changes")] })).toBe("P-22 waits for the changes Hana Novak asked for");
  expect(say({ versionState: "revoked" })).toContain("the version is revoked");
});

it("says what became of it", () => {
  const decidedAt = at;
  expect(say({ state: "executed" }, { decidedAt, stay: { from: at, to: null } })).toBe(
    "P-22 was executed on 2026-11-29 14:02 UTC: v14 has been in production since 2026-11-29 14:02 UTC",
  );
  expect(say({ state: "executed" }, { decidedAt, stay: { from: at, to: at } })).toContain(
    "v14 was in production from 2026-11-29 14:02 UTC to 2026-11-29 14:02 UTC",
  );
  expect(say({ state: "rejected", votes: [cast("hana", "reject")] }, { decidedAt })).toBe(
    "P-22 was rejected by Hana Novak on 2026-11-29 14:02 UTC: v14 did not enter production",
  );
  expect(say({ state: "withdrawn" }, { decidedAt })).toBe("P-22 was withdrawn on 2026-11-29 14:02 UTC");
  expect(say({ state: "expired" })).toBe("P-22 is expired");
});

it("names nobody whose approval would not count, or counts already", () => {
  const person = (id: string) => ({ id, kind: "person", answerableId: id, reviewerSince: new Date(0) }) as const;
  const people = ["mateo", "hana", "jonas"].map(person);
  const facts = { ...promotion, votes: [cast("jonas", "approve")] };
  expect(whoMayApprove(facts, people).map(({ id }) => id)).toEqual(["hana"]);
});
